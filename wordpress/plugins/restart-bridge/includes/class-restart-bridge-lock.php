<?php
/**
 * One at a time.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * A lock in the database. If PHP dies, its connection ends and the lock with it.
 */
final class Restart_Bridge_Lock {

	/**
	 * False when somebody else keeps it. A database without GET_LOCK (SQLite) answers null: then it goes on without.
	 */
	public static function take( string $name, int $wait_seconds = 0 ): bool {
		return '0' !== self::ask( "GET_LOCK(%s, $wait_seconds)", $name );
	}

	/**
	 * Lets others take it.
	 */
	public static function release( string $name ): void {
		self::ask( 'RELEASE_LOCK(%s)', $name );
	}

	/**
	 * Names of locks hold for the whole database server, and end at 64 characters.
	 */
	private static function ask( string $call, string $name ): ?string {
		global $wpdb;
		$quiet = $wpdb->suppress_errors();
		// phpcs:ignore WordPress.DB
		$answer = $wpdb->get_var(
			$wpdb->prepare( "SELECT $call", 'restart_bridge_' . md5( DB_NAME . $wpdb->prefix ) . $name )
		);
		$wpdb->suppress_errors( $quiet );
		return $answer;
	}
}
