<?php
/**
 * What happens when the plugin is switched on.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the site ready for registries. Safe to run again.
 */
final class Restart_Registry_Activator {

	public function __construct(
		private Restart_Registry_Post_Type $post_type,
		private Restart_Registry_Pages $pages
	) {
	}

	/**
	 * The type is registered first: `init` is over, and rewrite rules are made of what is registered.
	 */
	public function activate(): void {
		$this->post_type->register();
		Restart_Registry_Capabilities::grant();
		$this->open_registration_once();
		$this->pages->make();
		flush_rewrite_rules();
	}

	/**
	 * Anyone who closes registration later does so on purpose.
	 */
	private function open_registration_once(): void {
		if ( ! get_option( Restart_Registry_Options::VERSION ) ) {
			update_option( 'users_can_register', '1' );
			update_option( 'default_role', 'subscriber' );
		}
		update_option( Restart_Registry_Options::VERSION, RESTART_REGISTRY_VERSION );
	}
}
