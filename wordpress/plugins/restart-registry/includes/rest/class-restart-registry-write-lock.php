<?php
/**
 * Two writes of one registry at the same time.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets REST write a registry once at a time, and each person start one at a time.
 *
 * WordPress reads the whole post and writes it back. A new title that was read before and written after somebody made
 * the registry private would make it public again.
 */
final class Restart_Registry_Write_Lock {

	private const NEW    = '#^/wp/v2/restart-registry/?$#i';
	private const ROUTES = '#^/(?:wp/v2/restart-registry|restart-registry/v1/registries)/(\d+)(?:/|$)#i';

	/**
	 * Hooks this part in. WordPress calls the two around the handler and its permission check.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'take' ), 10, 3 );
		add_filter( 'rest_request_after_callbacks', array( $this, 'release' ), 10, 3 );
	}

	/**
	 * Forgets what was read before it had the lock.
	 */
	public function take( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		$name = $this->name( $request );
		if ( '' === $name || is_wp_error( $response ) ) {
			return $response;
		}
		if ( ! Restart_Registry_Lock::take( $name ) ) {
			return Restart_Registry_Lock::busy();
		}
		if ( ctype_digit( $name ) ) {
			clean_post_cache( (int) $name );
		}
		return $response;
	}

	/**
	 * Gives the lock back, also after a refusal.
	 */
	public function release( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		$name = $this->name( $request );
		if ( '' !== $name ) {
			Restart_Registry_Lock::release( $name );
		}
		return $response;
	}

	/**
	 * Returns the lock that this request needs: the id of the registry that it writes, or of the person whose first one
	 * it may be; "" for none. Guests write nothing. WordPress lets an `id` in the body win over the one in the path.
	 */
	private function name( WP_REST_Request $request ): string {
		if ( in_array( $request->get_method(), array( 'GET', 'HEAD', 'OPTIONS' ), true ) || ! is_user_logged_in() ) {
			return '';
		}
		if ( preg_match( self::NEW, $request->get_route() ) && Restart_Registry_Creation_Key::is_in( $request ) ) {
			return 'user' . get_current_user_id();
		}
		return preg_match( self::ROUTES, $request->get_route() ) && (int) $request['id']
			? (string) (int) $request['id']
			: '';
	}
}
