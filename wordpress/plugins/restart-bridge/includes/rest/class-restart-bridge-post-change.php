<?php
/**
 * What is to become of a post.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The columns that a new title or status takes, and the one statement that writes them.
 */
final class Restart_Bridge_Post_Change {

	/**
	 * The statuses that may be set, and those that may be left by it.
	 */
	public const STATUSES = array( 'draft', 'pending', 'publish' );

	/**
	 * Title and status, as far as they differ from what is stored.
	 *
	 * @var array<string, string>
	 */
	private array $changed;

	/**
	 * What is written.
	 *
	 * @var array<string, string>
	 */
	private array $columns;

	/**
	 * @param WP_Post                                $post   As it is stored.
	 * @param array{title?: string, status?: string} $wanted Plain, not slashed.
	 */
	public function __construct( private WP_Post $post, array $wanted ) {
		$columns = array( 'post_status' => $wanted['status'] ?? $post->post_status );
		if ( isset( $wanted['title'] ) ) {
			$columns['post_title'] = $this->filtered( $wanted['title'] );
		}
		$this->changed = array_diff_assoc( $columns, get_object_vars( $post ) );
		$this->columns = $this->changed + array(
			'post_modified'     => current_time( 'mysql' ),
			'post_modified_gmt' => current_time( 'mysql', true ),
		);
		if ( $this->publishes() ) {
			$this->columns += $this->settled_by_publishing( $columns['post_title'] ?? $post->post_title );
		}
	}

	/**
	 * Whether everything is as it is wanted already.
	 */
	public function is_empty(): bool {
		return ! $this->changed;
	}

	/**
	 * Returns why it can't be done, null if it can.
	 */
	public function refusal(): ?WP_Error {
		if ( isset( $this->changed['post_title'] ) && ! $this->can_be_stored( $this->changed['post_title'] ) ) {
			$message = __( 'This title can’t be stored here, or nothing of it may be.', 'restart-bridge' );
			return new WP_Error( 'rest_invalid_param', $message, array( 'status' => 400 ) );
		}
		if ( isset( $this->changed['post_status'] ) && ! $this->may_change_status() ) {
			$message = __( 'The status of this post can only be changed in WordPress.', 'restart-bridge' );
			return new WP_Error( 'restart_bridge_only_in_wordpress', $message, array( 'status' => 403 ) );
		}
		return null;
	}

	/**
	 * Writes the columns if the post is what it was. Two saves within a second have the same time, so the time alone
	 * doesn't tell.
	 *
	 * @return bool False if somebody else was faster.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public function store(): bool {
		global $wpdb;
		$pairs = implode( ', ', array_map( static fn( string $name ) => "$name = %s", array_keys( $this->columns ) ) );
		return 1 === Restart_Bridge_Database::write(
			"UPDATE $wpdb->posts SET $pairs
			WHERE ID = %d AND post_type = %s AND post_status = %s AND post_password = '' AND post_modified_gmt = %s
			AND CONVERT( post_title USING utf8mb4 ) COLLATE utf8mb4_bin = CONVERT( %s USING utf8mb4 )",
			...array_values( $this->columns ),
			...array(
				$this->post->ID,
				$this->post->post_type,
				$this->post->post_status,
				$this->post->post_modified_gmt,
				$this->post->post_title,
			)
		);
	}

	/**
	 * Tells WordPress and the other plugins, as wp_publish_post() does.
	 */
	public function announce(): void {
		clean_post_cache( $this->post->ID );
		$after = clone $this->post;
		foreach ( $this->columns as $name => $value ) {
			$after->$name = $value;
		}
		wp_transition_post_status( $after->post_status, $this->post->post_status, $after );
		do_action( "edit_post_{$after->post_type}", $after->ID, $after );
		do_action( 'edit_post', $after->ID, $after );
		do_action( "save_post_{$after->post_type}", $after->ID, $after, true );
		do_action( 'save_post', $after->ID, $after, true );
		do_action( 'wp_insert_post', $after->ID, $after, true );
		wp_after_insert_post( $after, true, $this->post );
	}

	/**
	 * Returns a title as this account may store it.
	 */
	private function filtered( string $title ): string {
		global $wpdb;
		$title = wp_unslash( sanitize_post_field( 'post_title', wp_slash( $title ), $this->post->ID, 'db' ) );
		return 'utf8' === $wpdb->get_col_charset( $wpdb->posts, 'post_title' ) ? wp_encode_emoji( $title ) : $title;
	}

	private function can_be_stored( string $title ): bool {
		global $wpdb;
		return '' !== $title && $wpdb->strip_invalid_text_for_column( $wpdb->posts, 'post_title', $title ) === $title;
	}

	/**
	 * A post with a date to come would have to be scheduled.
	 */
	private function may_change_status(): bool {
		return in_array( $this->post->post_status, self::STATUSES, true )
			&& ! ( $this->publishes() && $this->post->post_date_gmt > current_time( 'mysql', true ) );
	}

	private function publishes(): bool {
		return 'publish' === ( $this->changed['post_status'] ?? '' );
	}

	/**
	 * A draft may have neither slug nor date: both are made when it is published.
	 *
	 * @return array<string, string>
	 */
	private function settled_by_publishing( string $title ): array {
		$post    = $this->post;
		$columns = array();
		if ( '' === $post->post_name ) {
			$slug = sanitize_title( $title, (string) $post->ID );
			$slug = wp_unique_post_slug( $slug, $post->ID, 'publish', $post->post_type, $post->post_parent );

			$columns['post_name'] = $slug;
		}
		if ( '0000-00-00 00:00:00' === $post->post_date_gmt ) {
			$columns['post_date']     = current_time( 'mysql' );
			$columns['post_date_gmt'] = current_time( 'mysql', true );
		}
		return $columns;
	}
}
