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
 * Makes the parts and gives each of them the others that it needs. No other class of the theme does.
 */
final class Therestart_Theme {

	/**
	 * Makes the parts and lets each of them add its hooks.
	 */
	public function add_hooks(): void {
		$plugin       = new Therestart_Plugin();
		$email_change = new Therestart_Email_Change( $plugin );
		$parts        = array(
			new Therestart_Assets(),
			new Therestart_Verbatim(),
			new Therestart_Login_Screen(),
			new Therestart_Icon(),
			new Therestart_Navigation(),
			$email_change,
		);
		if ( Therestart_Plugin::is_active() ) {
			array_push( $parts, ...$this->forms( $plugin, $email_change ) );
		} else {
			$parts[] = new Therestart_Without_Plugin();
		}
		foreach ( $parts as $part ) {
			$part->add_hooks();
		}
	}

	/**
	 * The forms, which are made, taken and answered by the plugin's kit.
	 *
	 * @return object[]
	 */
	private function forms( Therestart_Plugin $plugin, Therestart_Email_Change $email_change ): array {
		$set          = $plugin->form_set();
		$forms        = new Restart_Registry_Forms( $set );
		$refusal      = new Therestart_Refusal( $forms );
		$registration = new Therestart_Registration( $plugin, new Therestart_Registration_Mail( $plugin ) );
		$handlers     = array(
			new Therestart_Log_In(),
			$registration,
			new Therestart_Profile( $plugin, $email_change ),
			new Therestart_Sign_Out( $plugin ),
			new Therestart_Contact( $plugin ),
			new Therestart_Start( $plugin ),
		);
		$actions      = new Restart_Registry_Actions( $handlers, $set );
		return array(
			$registration,
			new Restart_Registry_Ajax( $actions ),
			new Restart_Registry_Posted_Forms( $actions, $forms ),
			new Therestart_Contact_Dialog( $forms ),
			$refusal,
			new Therestart_Shortcodes( $plugin, $forms, $refusal ),
		);
	}
}
