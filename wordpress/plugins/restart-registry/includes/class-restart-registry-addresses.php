<?php
/**
 * Addresses of registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets no address tell that there is a registry which the asker may not see.
 */
final class Restart_Registry_Addresses {

	private const ENDING_BYTES = 4;
	private const MAX_LENGTH   = 200; // Of the column in the database.

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'pre_wp_unique_post_slug', array( $this, 'end_at_random' ), 10, 5 );
		add_filter( 'old_slug_redirect_post_id', array( $this, 'hide_behind_old_address' ) );
	}

	/**
	 * Each new one ends at random. WordPress would only append `-2` to one that is taken, and so tell a stranger who tries
	 * a name that there is a private registry of it.
	 *
	 * @param ?int $post_id Null for a draft that REST is about to make.
	 */
	public function end_at_random( mixed $slug, string $wanted, ?int $post_id, string $status, string $type ): mixed {
		if ( Restart_Registry_Post_Type::NAME !== $type || 'trash' === $status || self::has_it_already( $post_id, $wanted ) ) {
			return $slug;
		}
		$ending = '-' . bin2hex( random_bytes( self::ENDING_BYTES ) );
		return ltrim( _truncate_post_slug( $wanted, self::MAX_LENGTH - strlen( $ending ) ) . $ending, '-' );
	}

	/**
	 * WordPress leads from an address that a registry once had to where it is now, and to its number if it is private.
	 */
	public function hide_behind_old_address( mixed $id ): mixed {
		$is_hidden = $id && Restart_Registry_Post_Type::NAME === get_post_type( $id ) && 'publish' !== get_post_status( $id );
		return $is_hidden && ! current_user_can( 'read_post', $id ) ? 0 : $id;
	}

	/**
	 * WordPress asks at each writing, and when one comes back from the trash. An address of a draft was never anybody's.
	 */
	private static function has_it_already( ?int $post_id, string $slug ): bool {
		$post = $post_id ? get_post( $post_id ) : null; // For 0 WordPress takes the page that it shows.
		return $post && ! in_array( $post->post_status, array( 'draft', 'pending', 'auto-draft' ), true )
			&& in_array( $post->post_name, array( $slug, "{$slug}__trashed" ), true );
	}
}
