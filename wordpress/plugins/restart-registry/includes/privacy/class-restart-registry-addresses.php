<?php
/**
 * Addresses of registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets no address tell what a registry is called, or that there is one which the asker may not see.
 */
final class Restart_Registry_Addresses {

	private const BYTES = 10;

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'pre_wp_unique_post_slug', array( $this, 'choose' ), 10, 5 );
		add_filter( 'old_slug_redirect_post_id', array( $this, 'hide_behind_old_address' ) );
	}

	/**
	 * Makes the address random, whatever somebody wants: a title that is changed later would stand in the address for
	 * ever, and one that is taken tells that there is a private registry of that name.
	 *
	 * @param ?int $post_id Null for a draft that REST is about to make.
	 */
	public function choose( mixed $slug, string $wanted, ?int $post_id, string $status, string $type ): mixed {
		$is_ours = Restart_Registry_Post_Type::NAME === $type && 'trash' !== $status;
		return $is_ours && ! self::has_it_already( $post_id, $wanted ) ? self::random() : $slug;
	}

	/**
	 * Returns an address that begins with a letter: a number may be the id of another registry.
	 */
	public static function random(): string {
		return 'r' . bin2hex( random_bytes( self::BYTES ) );
	}

	/**
	 * Whether it may have come from random().
	 */
	public static function is_random( string $slug ): bool {
		return 1 === preg_match( '/^r[0-9a-f]{' . 2 * self::BYTES . '}$/D', $slug );
	}

	/**
	 * WordPress leads from an address that a registry once had to where it is now, and to its number if it is private.
	 */
	public function hide_behind_old_address( mixed $id ): mixed {
		$is_hidden = $id
			&& Restart_Registry_Post_Type::NAME === get_post_type( $id )
			&& 'publish' !== get_post_status( $id );
		return $is_hidden && ! current_user_can( 'read_post', $id ) ? 0 : $id;
	}

	/**
	 * WordPress asks at each writing, and when a post comes back from the trash. Nobody ever used the address of a
	 * draft.
	 */
	private static function has_it_already( ?int $post_id, string $slug ): bool {
		$post = $post_id ? get_post( $post_id ) : null; // For 0 WordPress takes the page that it shows.
		return $post && ! in_array( $post->post_status, array( 'draft', 'pending', 'auto-draft' ), true )
			&& in_array( $post->post_name, array( $slug, "{$slug}__trashed" ), true );
	}
}
