<?php
/**
 * What happens when the plugin is switched off.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes nothing away but what was lent; only the addresses of registries lead nowhere until it is switched on again.
 */
final class Restart_Registry_Deactivator {

	/**
	 * The type is registered until this request ends, so flush_rewrite_rules() would bring its rules back. The next
	 * request makes them anew.
	 */
	public function deactivate(): void {
		delete_option( 'rewrite_rules' );
		Restart_Registry_Browser_Key::revoke_all();
		Restart_Registry_Creation_Key::forget_all();
		Restart_Registry_Hourly::stop();
	}
}
