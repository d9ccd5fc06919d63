<?php
/**
 * A registry that is started twice with the same key.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Remembers for a day which key of its author a registry was made with, and refuses a second one with that key.
 *
 * The key comes in `meta.restart_creation_key` of a POST to WordPress's own route, together with a fingerprint of what
 * else was sent (`meta.restart_creation_body`), or with a form. It isn't registered for REST, so it can be neither read
 * nor changed there. What is stored tells nothing of either.
 */
final class Restart_Registry_Creation_Key {

	public const META = 'restart_creation_key';
	public const BODY = 'restart_creation_body';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'is_protected_meta', array( $this, 'protect' ), 10, 2 );
		add_filter( 'rest_pre_insert_' . Restart_Registry_Post_Type::NAME, array( $this, 'remember' ), 20, 2 );
		add_action( Restart_Registry_Hourly::EVENT, array( $this, 'forget_old' ) );
	}

	/**
	 * Shows it neither as a custom field nor in a block binding.
	 */
	public function protect( bool $is_protected, string $key ): bool {
		return $is_protected || self::META === $key;
	}

	/**
	 * Whether this request wants to start a registry with a key.
	 */
	public static function is_in( WP_REST_Request $request ): bool {
		return empty( $request['id'] ) && isset( ( (array) $request['meta'] )[ self::META ] );
	}

	/**
	 * The key goes into the row that is about to be written; Restart_Registry_Write_Lock lets in one request per person
	 * at a time.
	 *
	 * @param stdClass|WP_Error $post Of WordPress's controller.
	 */
	public function remember( mixed $post, WP_REST_Request $request ): mixed {
		if ( is_wp_error( $post ) || ! self::is_in( $request ) ) {
			return $post;
		}
		$meta = (array) $request['meta'];
		if ( ! self::is_valid( $meta[ self::META ] ) ) {
			return new WP_Error(
				'rest_invalid_param',
				__( 'The key is not 16 to 255 printable ASCII characters.', 'restart-registry' ),
				array( 'status' => 400 )
			);
		}
		$made = self::find( get_current_user_id(), $meta[ self::META ] );
		if ( $made ) {
			$message = __( 'A registry was made with this key already.', 'restart-registry' );
			return new WP_Error( 'restart_registry_exists', $message, array( 'status' => 409 ) + $made );
		}
		$post->meta_input = self::row( $meta[ self::META ], $meta[ self::BODY ] ?? '' );
		return $post;
	}

	/**
	 * Returns what this person has made with this key within a day, and not thrown away.
	 *
	 * @return array{id: int, body: string}|null `body` is "" if a form made it.
	 */
	public static function find( int $user_id, string $key ): ?array {
		if ( $user_id <= 0 || '' === $key ) { // To WordPress an author of 0 is everybody.
			return null;
		}
		foreach ( self::posts_of( $user_id ) as $id ) {
			$row                   = (string) get_post_meta( $id, self::META, true );
			list( $stored, $body ) = explode( ':', $row ) + array( '', '' );
			if ( hash_equals( self::fingerprint( $key ), $stored ) && ! self::is_old( $row ) ) {
				return array(
					'id'   => $id,
					'body' => $body,
				);
			}
		}
		return null;
	}

	/**
	 * Returns what goes into `meta_input`; nothing without a key.
	 *
	 * @return array<string, string>
	 */
	public static function row( string $key, mixed $body = '' ): array {
		$body = is_string( $body ) && preg_match( '/^[0-9a-f]{1,64}$/D', $body ) ? $body : '';
		return '' === $key ? array() : array( self::META => self::fingerprint( $key ) . ":$body:" . time() );
	}

	/**
	 * Follows the rule of the API.
	 */
	public static function is_valid( mixed $key ): bool {
		return is_string( $key ) && 1 === preg_match( '/^[ -~]{16,255}$/D', $key );
	}

	/**
	 * Lets go what is a day old, whoever wrote it.
	 */
	public function forget_old(): void {
		global $wpdb;
		$query = "SELECT post_id, meta_value FROM $wpdb->postmeta WHERE meta_key = %s";
		// phpcs:ignore WordPress.DB
		foreach ( $wpdb->get_results( $wpdb->prepare( $query, self::META ) ) as $row ) {
			if ( self::is_old( $row->meta_value ) ) {
				delete_post_meta( (int) $row->post_id, self::META );
			}
		}
	}

	/**
	 * Removes all rows at once: nothing removes the rows while the plugin is switched off.
	 */
	public static function forget_all(): void {
		delete_metadata( 'post', 0, self::META, '', true );
	}

	/**
	 * @return int[] Those made with a key.
	 */
	private static function posts_of( int $user_id ): array {
		return get_posts(
			array(
				'post_type'   => Restart_Registry_Post_Type::NAME,
				'post_status' => Restart_Registry_Posts::KNOWN,
				'author'      => $user_id,
				'numberposts' => -1,
				'fields'      => 'ids',
				'meta_key'    => self::META, // phpcs:ignore WordPress.DB.SlowDBQuery -- a few rows, a day old at most.
			)
		);
	}

	/**
	 * Whether its day is over.
	 */
	private static function is_old( string $row ): bool {
		return time() - (int) substr( (string) strrchr( $row, ':' ), 1 ) >= DAY_IN_SECONDS;
	}

	private static function fingerprint( string $key ): string {
		return hash_hmac( 'sha256', $key, wp_salt( 'auth' ) );
	}
}
