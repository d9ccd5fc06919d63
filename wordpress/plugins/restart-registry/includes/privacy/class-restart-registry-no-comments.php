<?php
/**
 * Comments, pingbacks and trackbacks.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps comments off registries: strangers would write them, and WordPress answers them differently for a registry that
 * is hidden and one that never was.
 */
final class Restart_Registry_No_Comments {

	private const LATE = 20;

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'wp_insert_post_data', array( $this, 'close' ) );
		add_filter( 'comments_open', array( $this, 'are_open' ), self::LATE, 2 );
		add_filter( 'pings_open', array( $this, 'are_open' ), self::LATE, 2 );
		add_filter( 'post_type_link', array( $this, 'not_by_trackback' ), self::LATE, 2 );
		foreach ( array( 'comment_closed', 'comment_on_draft', 'comment_on_trash' ) as $refused ) {
			add_action( $refused, array( $this, 'answer_nothing' ) );
		}
	}

	/**
	 * Closes them, whoever opens them: by REST, in the dashboard, or in PHP.
	 *
	 * @param array<string, mixed> $data The slashed columns of a post about to be stored.
	 * @return array<string, mixed>
	 */
	public function close( array $data ): array {
		$closed = array(
			'comment_status' => 'closed',
			'ping_status'    => 'closed',
		);
		return Restart_Registry_Post_Type::NAME === $data['post_type'] ? $closed + $data : $data;
	}

	/**
	 * Closes those that were opened before, too.
	 */
	public function are_open( mixed $is_open, mixed $post_id = 0 ): bool {
		return $is_open && Restart_Registry_Post_Type::NAME !== get_post_type( (int) $post_id );
	}

	/**
	 * WordPress leads people from the trackback address of a post to the post, hidden ones too.
	 */
	public function not_by_trackback( string $link, WP_Post $post ): string {
		return is_trackback() && self::is_hidden( $post->ID ) ? '' : $link;
	}

	/**
	 * Does as WordPress does for a post that isn't there.
	 */
	public function answer_nothing( int $post_id ): void {
		if ( self::is_hidden( $post_id ) ) {
			exit;
		}
	}

	private static function is_hidden( int $id ): bool {
		$is_registry = Restart_Registry_Post_Type::NAME === get_post_type( $id );
		return $is_registry && 'publish' !== get_post_status( $id ) && ! current_user_can( 'read_post', $id );
	}
}
