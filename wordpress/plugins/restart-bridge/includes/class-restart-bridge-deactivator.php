<?php
/**
 * What happens when the plugin is switched off.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Stops what runs by itself. Key and connection stay: whoever activates it again goes on where they were.
 */
final class Restart_Bridge_Deactivator {

	/**
	 * Nobody would hear the event any more.
	 */
	public function deactivate(): void {
		wp_unschedule_hook( Restart_Bridge_Structure_Sync::EVENT );
	}
}
