<?php
/**
 * The parts of the theme and how they hang together.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/autoload.php';

/**
 * Says who gets whom. Nobody else says `new`.
 */
final class Therestart_Theme {

	/**
	 * Makes the parts and lets each of them hook itself in.
	 */
	public function add_hooks(): void {
		$plugin       = new Therestart_Plugin();
		$email_change = new Therestart_Email_Change( $plugin );
		$registration = new Therestart_Registration( $plugin, new Therestart_Registration_Mail( $plugin ) );
		$forms        = new Therestart_Posted_Forms(
			array(
				'log_in'                  => new Therestart_Log_In(),
				'register'                => $registration,
				'update_profile'          => new Therestart_Profile( $plugin, $email_change ),
				Therestart_Sign_Out::NAME => new Therestart_Sign_Out( $plugin ),
				'contact_submit'          => new Therestart_Contact( $plugin ),
				'start'                   => new Therestart_Start( $plugin ),
			)
		);
		$parts        = array(
			new Therestart_Assets(),
			new Therestart_Verbatim(),
			new Therestart_Login_Screen(),
			new Therestart_Icon(),
			new Therestart_Navigation(),
			$email_change,
			$registration,
			...( $plugin->is_active() ? array( $forms, new Therestart_Contact_Dialog( $forms ) ) : array() ),
			new Therestart_Shortcodes( $plugin, $forms ),
		);
		foreach ( $parts as $part ) {
			$part->add_hooks();
		}
	}
}
