<?php
/**
 * Telling the backend what this site holds.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sends the structure, once a day and when somebody asks for it.
 */
final class Restart_Bridge_Structure_Sync {

	public const EVENT = 'restart_bridge_sync_structure';
}
