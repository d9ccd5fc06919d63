<?php
/**
 * Numbers of registries that are hidden.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Answers guests the same for a registry that is hidden and for one that never was.
 *
 * WordPress answers "log in first" for a post that exists, and "no such post" for others: anyone who counts through the
 * numbers learns how many people hide here, and when one more does. Somebody who is logged in, or tried to be, gets the
 * true answer: a broken login must never look like a registry that is gone.
 */
final class Restart_Registry_Unseen_By_Guests {

	private const REGISTRY = '#^/(wp/v2/restart-registry|restart-registry/v1/registries)/\d+(/|$)#i';
	private const COMMENTS = '#^/wp/v2/comments(/|$)#i';
	private const NOBODYS  = PHP_INT_MAX;

	/**
	 * Hooks this part in, before anything else looks at the number.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'look_for_another' ), 1, 3 );
	}

	/**
	 * By looking for a number that no post has, so that WordPress itself answers as it does then.
	 *
	 * @param mixed   $response A refusal of somebody else's, or nothing yet.
	 * @param mixed[] $handler  What WordPress is about to call.
	 */
	public function look_for_another( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( is_user_logged_in() || self::tried_to_log_in() ) {
			return $response;
		}
		foreach ( self::numbers_in( $request->get_route() ) as $name ) {
			$ids = $request[ $name ];
			if ( is_array( $ids ) ) {
				$request->set_param( $name, array_map( array( self::class, 'shown' ), $ids ) );
			} elseif ( null !== $ids ) {
				$request->set_param( $name, self::shown( $ids ) );
			}
		}
		return $response;
	}

	/**
	 * @return string[] Parameters that name a registry.
	 */
	private static function numbers_in( string $route ): array {
		if ( preg_match( self::REGISTRY, $route ) ) {
			return array( 'id', 'parent' );
		}
		return preg_match( self::COMMENTS, $route ) ? array( 'post' ) : array();
	}

	private static function shown( mixed $id ): mixed {
		$is_registry = is_numeric( $id ) && Restart_Registry_Post_Type::NAME === get_post_type( (int) $id );
		return $is_registry && 'publish' !== get_post_status( (int) $id ) ? self::NOBODYS : $id;
	}

	/**
	 * Also with a cookie that is too old, or a password that is wrong.
	 */
	private static function tried_to_log_in(): bool {
		return isset( $_COOKIE[ LOGGED_IN_COOKIE ] ) || isset( $_SERVER['PHP_AUTH_USER'] )
			|| ! empty( $_SERVER['HTTP_AUTHORIZATION'] ) || ! empty( $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] );
	}
}
