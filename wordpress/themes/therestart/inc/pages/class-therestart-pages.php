<?php
/**
 * Where our pages are.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Finds a page by the slug it was made with, also after somebody gave it another.
 */
final class Therestart_Pages {

	/**
	 * Where it is; where it would be, if the plugin isn't active.
	 */
	public static function url( string $slug ): string {
		return class_exists(
			'Restart_Registry_Pages',
			false
		) ? Restart_Registry_Pages::url( $slug ) : home_url( "/$slug/" );
	}

	/**
	 * Its id, 0 if there is none.
	 */
	public static function id( string $slug ): int {
		return class_exists( 'Restart_Registry_Pages', false ) ? Restart_Registry_Pages::ids()[ $slug ] ?? 0 : 0;
	}
}
