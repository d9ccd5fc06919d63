<?php
/**
 * Loads the plugin's classes without WordPress, and a few functions of WordPress's in its place.
 *
 * What depends on a real WordPress is tested with one, over HTTP.
 */

declare( strict_types=1 );

const ABSPATH           = '/nowhere/';
const MINUTE_IN_SECONDS = 60;
const HOUR_IN_SECONDS   = 3600;
const DAY_IN_SECONDS    = 86400;
const DB_NAME           = 'wordpress';
const MB_IN_BYTES       = 1048576;

require_once __DIR__ . '/fakes/wordpress.php';
require_once __DIR__ . '/fakes/class-fake-wordpress.php';

require_once dirname( __DIR__ ) . '/plugins/restart-registry/includes/autoload.php';

spl_autoload_register(
	static function ( string $name ): void {
		$file = __DIR__ . '/fakes/class-' . strtolower( str_replace( '_', '-', $name ) ) . '.php';
		if ( is_file( $file ) ) {
			require_once $file;
		}
	}
);
