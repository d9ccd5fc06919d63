<?php
/**
 * Two writes of one registry at the same time.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets REST write a registry once at a time.
 *
 * WordPress reads the whole post and writes it back. A new title that was read before and written after somebody made
 * the registry private would make it public again.
 */
final class Restart_Registry_Write_Lock {

	private const WAIT_SECONDS = 5; // Less than the API waits for an answer.
	private const ROUTES       = '#^/(?:wp/v2/restart-registry|restart-registry/v1/registries)/(\d+)(?:/|$)#i';

	/**
	 * Hooks this part in. WordPress calls the two around the handler and its permission check.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'take' ), 10, 3 );
		add_filter( 'rest_request_after_callbacks', array( $this, 'release' ), 10, 3 );
	}

	/**
	 * What was read before the lock was ours is forgotten. A database without GET_LOCK (SQLite) answers null: then
	 * it goes on without.
	 */
	public function take( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		$id = $this->written( $request );
		if ( ! $id || is_wp_error( $response ) ) {
			return $response;
		}
		if ( '0' === $this->ask( 'GET_LOCK(%s, ' . self::WAIT_SECONDS . ')', $id ) ) {
			return new WP_Error( 'restart_registry_busy', __( 'This registry is being changed. Please try again.', 'restart-registry' ), array( 'status' => 503 ) );
		}
		clean_post_cache( $id );
		return $response;
	}

	/**
	 * Also after a refusal. If PHP dies before this, its connection ends and the lock with it.
	 */
	public function release( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		$id = $this->written( $request );
		if ( $id ) {
			$this->ask( 'RELEASE_LOCK(%s)', $id );
		}
		return $response;
	}

	/**
	 * The id of the registry that this request writes, or 0. Guests write nothing. WordPress
	 * lets an `id` in the body win over the one in the path.
	 */
	private function written( WP_REST_Request $request ): int {
		$reads = in_array( $request->get_method(), array( 'GET', 'HEAD', 'OPTIONS' ), true );
		return ! $reads && is_user_logged_in() && preg_match( self::ROUTES, $request->get_route() ) ? (int) $request['id'] : 0;
	}

	/**
	 * Names of locks hold for the whole database server, and end at 64 characters.
	 */
	private function ask( string $call, int $id ): ?string {
		global $wpdb;
		$quiet  = $wpdb->suppress_errors();
		$answer = $wpdb->get_var( $wpdb->prepare( "SELECT $call", 'restart_' . md5( DB_NAME . $wpdb->prefix ) . $id ) ); // phpcs:ignore WordPress.DB
		$wpdb->suppress_errors( $quiet );
		return $answer;
	}
}
