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
 * numbers learns how many people hide here, and when one more does. Somebody whose login is broken is told to log in
 * for both: it must never look like a registry that is gone, and anybody can make up a broken login.
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
	 * Looks for a number that no post has, so that WordPress itself answers as it does then.
	 *
	 * @param mixed   $response A refusal of somebody else's, or nothing yet.
	 * @param mixed[] $handler  What WordPress is about to call.
	 */
	public function look_for_another( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( is_user_logged_in() ) {
			return $response;
		}
		$is_any_unseen = false;
		foreach ( self::numbers_in( $request->get_route() ) as $name ) {
			$asked = $request[ $name ];
			if ( null === $asked ) {
				continue;
			}
			$seen = array_map( array( self::class, 'seen' ), (array) $asked );
			$request->set_param( $name, is_array( $asked ) ? $seen : $seen[0] );
			$is_any_unseen = $is_any_unseen || in_array( self::NOBODYS, $seen, true );
		}
		return $is_any_unseen && self::tried_to_log_in() ? self::log_in_first() : $response;
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

	/**
	 * Returns the number itself if it may be asked for. One that no post has is as good as that of a hidden registry.
	 */
	private static function seen( mixed $id ): mixed {
		if ( ! is_numeric( $id ) || (int) $id <= 0 ) { // For 0 WordPress takes the page that it shows.
			return $id;
		}
		$post      = get_post( (int) $id );
		$is_hidden = $post && Restart_Registry_Post_Type::NAME === $post->post_type && 'publish' !== $post->post_status;
		return ! $post || $is_hidden ? self::NOBODYS : $id;
	}

	/**
	 * A cookie that is too old and a password that is wrong count, too.
	 */
	private static function tried_to_log_in(): bool {
		return isset( $_COOKIE[ LOGGED_IN_COOKIE ] ) || isset( $_SERVER['PHP_AUTH_USER'] )
			|| ! empty( $_SERVER['HTTP_AUTHORIZATION'] ) || ! empty( $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] );
	}

	private static function log_in_first(): WP_Error {
		$sentence = __( 'You are not logged in, or not any more. Please log in again.', 'restart-registry' );
		return new WP_Error( 'rest_forbidden', $sentence, array( 'status' => 401 ) );
	}
}
