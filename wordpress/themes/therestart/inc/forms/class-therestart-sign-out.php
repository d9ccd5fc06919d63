<?php
/**
 * Logging out everywhere.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The button on the page "My account" for somebody who fears that another person is in their account.
 */
final class Therestart_Sign_Out implements Therestart_Form {

	public const NAME = 'sign_out';

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	public function may_submit(): bool {
		return is_user_logged_in() && $this->plugin->is_active();
	}

	/**
	 * Here too: "everywhere" is what the button says.
	 *
	 * @param array<string, string> $typed Nothing.
	 */
	public function submit( array $typed ): string|WP_Error {
		$this->plugin->sign_out_everywhere( get_current_user_id() );
		wp_logout();
		wp_set_current_user( 0 );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] ); // The nonce of the next page is a guest's.
		$next = add_query_arg( Restart_Registry_Answers::DONE, self::NAME, Therestart_Pages::url( 'login' ) );
		return Restart_Registry_Answers::signed( self::NAME, $next );
	}

	public function thanks(): string {
		return __(
			'You are logged out everywhere, on this device too. Application passwords have ended as well.',
			'therestart'
		);
	}
}
