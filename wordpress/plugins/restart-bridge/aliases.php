<?php
/**
 * Names by which other code may know what the bridge does. A plugin that has functions of these names keeps them.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

if ( ! function_exists( 'igny8_get_site_structure' ) ) {
	/**
	 * Returns what this site holds, as the backend gets it, or false when the database doesn't answer.
	 *
	 * @return array<string, mixed>|false
	 */
	function igny8_get_site_structure(): array|false {
		$structure = ( new Restart_Bridge_Structure() )->gather();
		return is_wp_error( $structure ) ? false : $structure;
	}
}

if ( ! function_exists( 'igny8_sync_site_structure_to_backend' ) ) {
	/**
	 * Sends it, and returns whether that went well.
	 */
	function igny8_sync_site_structure_to_backend(): bool {
		return Restart_Bridge_Plugin::structure_sync()->run_unseen();
	}
}
