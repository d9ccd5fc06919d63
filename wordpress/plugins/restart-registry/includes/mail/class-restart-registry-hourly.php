<?php
/**
 * What is looked after again and again.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Fires once an hour, for whatever has become too old and for work whose own event was lost: WordPress keeps all events
 * in one option, and of two processes that write it at the same moment one loses what it added.
 */
final class Restart_Registry_Hourly {

	public const EVENT = 'restart_registry_hourly';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'init', array( $this, 'plan' ) );
	}

	/**
	 * At each request, since this event may be lost as well. WordPress has read the option anyway.
	 */
	public function plan(): void {
		if ( ! wp_next_scheduled( self::EVENT ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::EVENT );
		}
	}

	/**
	 * While the plugin is off.
	 */
	public static function stop(): void {
		wp_unschedule_hook( self::EVENT );
	}
}
