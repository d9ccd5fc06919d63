<?php
/**
 * One at a time.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * A lock in the database. If PHP dies, its connection ends and the lock with it.
 */
final class Restart_Registry_Lock {

	private const WAIT_SECONDS = 5; // Less than the API waits for an answer.

	/**
	 * False when somebody else keeps it. A database without GET_LOCK (SQLite) answers null: then it goes on without.
	 */
	public static function take( string $name ): bool {
		return '0' !== self::ask( 'GET_LOCK(%s, ' . self::WAIT_SECONDS . ')', $name );
	}

	/**
	 * Lets others take it.
	 */
	public static function release( string $name ): void {
		self::ask( 'RELEASE_LOCK(%s)', $name );
	}

	/**
	 * The answer to those who were not let in.
	 */
	public static function busy(): WP_Error {
		return new WP_Error(
			'restart_registry_busy',
			__( 'This registry is being changed. Please try again.', 'restart-registry' ),
			array( 'status' => 503 )
		);
	}

	/**
	 * Names of locks hold for the whole database server, and end at 64 characters.
	 */
	private static function ask( string $call, string $name ): ?string {
		global $wpdb;
		$quiet = $wpdb->suppress_errors();
		// phpcs:ignore WordPress.DB
		$answer = $wpdb->get_var(
			$wpdb->prepare( "SELECT $call", 'restart_' . md5( DB_NAME . $wpdb->prefix ) . $name )
		);
		$wpdb->suppress_errors( $quiet );
		return $answer;
	}
}
