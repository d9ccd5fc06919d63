<?php
/**
 * The addresses of our pages.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Finds a page by the slug that it was made with, even after somebody has changed the slug.
 */
final class Therestart_Pages {

	/**
	 * Returns where a page is, or where it would be if the plugin isn't active.
	 */
	public static function url( string $slug ): string {
		return Therestart_Plugin::is_active() ? Restart_Registry_Pages::url( $slug ) : home_url( "/$slug/" );
	}

	/**
	 * Returns the id of a page, 0 if there is none.
	 */
	public static function id( string $slug ): int {
		return Therestart_Plugin::is_active() ? Restart_Registry_Pages::ids()[ $slug ] ?? 0 : 0;
	}
}
