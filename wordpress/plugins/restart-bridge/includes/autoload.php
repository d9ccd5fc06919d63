<?php
/**
 * Finds the classes of the plugin: each stands in a file of its own name, here or in one of the folders beside this file.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

spl_autoload_register(
	static function ( string $name ): void {
		static $files = null;
		$files      ??= array_merge( glob( __DIR__ . '/class-*.php' ), glob( __DIR__ . '/*/class-*.php' ) );
		$file         = 'class-' . strtolower( str_replace( '_', '-', $name ) ) . '.php';
		foreach ( str_starts_with( $name, 'Restart_Bridge_' ) ? $files : array() as $path ) {
			if ( basename( $path ) === $file ) {
				require_once $path;
				return;
			}
		}
	}
);
