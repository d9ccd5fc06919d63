<?php
/**
 * What happens when the plugin is switched on.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the site ready to be connected. It is safe to run this again.
 */
final class Restart_Bridge_Activator {

	/**
	 * @param mixed $network_wide Whether somebody wants it for all sites of a network.
	 */
	public function activate( mixed $network_wide = false ): void {
		if ( $network_wide ) {
			$this->refuse();
		}
		Restart_Bridge_Journal::create_table();
		Restart_Bridge_Seeder::start_anew();
		Restart_Bridge_Account::grant();
		if ( Restart_Bridge_Connection::is_made() ) {
			Restart_Bridge_Structure_Sync::schedule();
		}
	}

	/**
	 * Each site of a network has a key and content of its own. WordPress has not stored the activation yet.
	 */
	private function refuse(): never {
		wp_die(
			esc_html__(
				'Restart Bridge can’t be activated for a whole network. Activate it in each site that is to be connected.',
				'restart-bridge'
			),
			'',
			array( 'back_link' => true )
		);
		exit;
	}
}
