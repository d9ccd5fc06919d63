<?php
/**
 * Logging out everywhere.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes the button on the page "My account" for somebody who fears that another person is in their account.
 */
final class Therestart_Sign_Out {

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	/**
	 * Ends this session too: "everywhere" is what the button says.
	 *
	 * @return array{redirect: string}
	 */
	public function sign_out(): array {
		$this->plugin->sign_out_everywhere( get_current_user_id() );
		wp_logout();
		wp_set_current_user( 0 );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] ); // The nonce of the next page is a guest's.
		return array( 'redirect' => Restart_Registry_Answers::address( 'sign_out', Therestart_Pages::url( 'login' ) ) );
	}
}
