<?php
/**
 * Mail about registering.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells whether there is an account to the owner of its address, and to nobody else.
 */
final class Therestart_Registration_Mail {

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	/**
	 * The mail has one link and asks for one thing. Anyone who chooses a password by the link has also proved the
	 * address; the plugin sees to that.
	 */
	public function to_newcomer( WP_User $user ): void {
		$key = get_password_reset_key( $user );
		if ( is_wp_error( $key ) ) {
			return;
		}
		$paragraphs = array(
			/* translators: %s: name of the user. */
			sprintf( __( 'Hello %s,', 'therestart' ), wp_specialchars_decode( $user->display_name, ENT_QUOTES ) ),
			sprintf(
				/* translators: %s: name of the site. */
				__( 'Welcome to %s. Please choose a password to go on:', 'therestart' ),
				wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES )
			),
			$this->password_url( $user, $key ),
			__(
				'The link works for one day, and it tells us that this address is yours. After that you can ask for a new one:',
				'therestart'
			),
			wp_lostpassword_url(),
			__( 'You log in with this e-mail address. Others only see the name you gave us.', 'therestart' ),
			__(
				'If it wasn’t you who created it, do nothing: without a password nobody can use the account.',
				'therestart'
			),
		);
		$this->plugin->send_mail( $user->user_email, __( 'Please choose a password', 'therestart' ), ...$paragraphs );
	}

	/**
	 * Perhaps another person typed the address, so the mail says what to do in either case.
	 */
	public function to_member( WP_User $user ): void {
		$paragraphs = array(
			__( 'Hello,', 'therestart' ),
			__(
				'Somebody, probably you, has just tried to create an account with this e-mail address. You have an account already, so nothing was changed.',
				'therestart'
			),
			__( 'Log in:', 'therestart' ) . "\n" . Therestart_Pages::url( 'login' ),
			__( 'Choose a new password, if you forgot the old one:', 'therestart' ) . "\n" . wp_lostpassword_url(),
			__(
				'If it wasn’t you, you need do nothing. We told nobody else that you have an account.',
				'therestart'
			),
		);
		$this->plugin->send_mail(
			$user->user_email,
			__( 'You have an account already', 'therestart' ),
			...$paragraphs
		);
	}

	/**
	 * Returns where WordPress's own page for choosing a password is.
	 */
	private function password_url( WP_User $user, string $key ): string {
		$query = array(
			'action' => 'rp',
			'key'    => rawurlencode( $key ),
			'login'  => rawurlencode( $user->user_login ),
		);
		return add_query_arg( $query, network_site_url( 'wp-login.php', 'login' ) );
	}
}
