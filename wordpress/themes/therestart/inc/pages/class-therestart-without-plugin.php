<?php
/**
 * The theme's shortcodes while the plugin isn't active.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says that registries are being set up. The forms are made of the plugin's kit, but people can always log in.
 */
final class Therestart_Without_Plugin {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		foreach ( array_keys( Therestart_Shortcodes::METHODS ) as $name ) {
			add_shortcode( $name, array( $this, 'notice' ) );
		}
		add_shortcode( 'restart_login_form', array( $this, 'login_form' ) );
	}

	/**
	 * Returns the form of WordPress itself.
	 */
	public function login_form(): string {
		if ( is_user_logged_in() ) {
			return Therestart_View::html( 'logged-in' );
		}
		return (string) wp_login_form( array( 'echo' => false ) );
	}

	/**
	 * Takes the place of the other shortcodes.
	 */
	public function notice(): string {
		$text = __( 'Registries are being set up here. Please come back a little later.', 'therestart' );
		return Therestart_View::html( 'notice', array( 'text' => $text ) );
	}
}
