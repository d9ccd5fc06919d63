<?php
/**
 * One's own account, over REST.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets nobody change their own account by an application password: a key that was lent to a browser for 15 minutes, or
 * copied at an open laptop, would otherwise take the account for good. People change theirs on the site, logged in.
 */
final class Restart_Registry_Own_Account {

	private const ROUTE   = '#^/wp/v2/users/(me|\d+)(/|$)#i'; // WordPress doesn't look at the case of a route either.
	private const READING = array( 'GET', 'HEAD', 'OPTIONS' );
	private const CHANGES = array( 'edit_user', 'delete_user', 'promote_user', 'remove_user' );

	/**
	 * Whether this request writes, and proved who it comes from by an application password.
	 */
	private bool $is_writing_by_password = false;

	/**
	 * Hooks this part in. The second rule is for routes of other plugins, and for ways that WordPress may yet get.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'refuse_over_rest' ), 10, 3 );
		add_filter( 'map_meta_cap', array( $this, 'refuse_by_right' ), 10, 4 );
	}

	/**
	 * Refuses before WordPress compares anything with other accounts. Each request in a batch comes through here, too.
	 *
	 * @param mixed   $response The refusal of another part, or nothing yet.
	 * @param mixed[] $handler  What WordPress is about to call.
	 */
	public function refuse_over_rest( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( is_wp_error( $response ) || in_array( $request->get_method(), self::READING, true ) ) {
			return $response;
		}
		$this->is_writing_by_password = (bool) rest_get_authenticated_app_password();
		if ( ! self::is_about_oneself( $request ) ) {
			return $response;
		}
		if ( $this->is_writing_by_password ) {
			return new WP_Error( 'restart_own_account', self::where_to_change_it(), array( 'status' => 403 ) );
		}
		$stays = __( 'The name in the addresses of your account can’t be changed.', 'restart-registry' );
		return self::tries_a_name( $request )
			? new WP_Error( 'restart_name_stays', $stays, array( 'status' => 403 ) )
			: $response;
	}

	/**
	 * Answers what WordPress asks before it changes, deletes or promotes a user, or makes or deletes application
	 * passwords.
	 *
	 * @param string[] $caps The capabilities that it takes.
	 * @param mixed[]  $args The user first.
	 * @return string[]
	 */
	public function refuse_by_right( array $caps, string $cap, int $user_id, array $args ): array {
		$is_change = $this->is_writing_by_password && in_array( $cap, self::CHANGES, true );
		return $is_change && (int) ( $args[0] ?? 0 ) === $user_id ? array( 'do_not_allow' ) : $caps;
	}

	/**
	 * Looks at every place that names a user: a parameter of the query or of the body wins over the number in the
	 * address.
	 */
	private static function is_about_oneself( WP_REST_Request $request ): bool {
		if ( ! is_user_logged_in() || ! preg_match( self::ROUTE, $request->get_route(), $found ) ) {
			return false;
		}
		foreach ( array_filter( array( $found[1], $request['id'], $request['user_id'] ), 'is_scalar' ) as $whom ) {
			if ( 'me' === strtolower( (string) $whom ) || get_current_user_id() === (int) $whom ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Finds a `slug` that isn't theirs: WordPress refuses one that is taken, and so tells who has an account.
	 */
	private static function tries_a_name( WP_REST_Request $request ): bool {
		$is_other = isset( $request['slug'] ) && wp_get_current_user()->user_nicename !== $request['slug'];
		return $is_other && ! current_user_can( 'edit_users' );
	}

	private static function where_to_change_it(): string {
		/* translators: %s: an address. */
		$sentence = __(
			'An application password can’t change the account it belongs to. Please log in and change it here: %s.',
			'restart-registry'
		);
		return sprintf( $sentence, Restart_Registry_Pages::url( 'my-account' ) );
	}
}
