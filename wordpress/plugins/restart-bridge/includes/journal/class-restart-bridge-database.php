<?php
/**
 * Queries that don't fail in silence.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Asks $wpdb, which answers an empty list to a query that failed: the backend would take that for an empty site.
 */
final class Restart_Bridge_Database {

	/**
	 * @param mixed ...$values For the placeholders of $wpdb->prepare().
	 * @return list<array<string, string|null>>
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public static function rows( string $query, mixed ...$values ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return (array) self::checked( fn() => $wpdb->get_results( self::prepared( $query, $values ), ARRAY_A ) );
	}

	/**
	 * Returns the first column of all rows.
	 *
	 * @param mixed ...$values As for rows().
	 * @return int[]
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public static function numbers( string $query, mixed ...$values ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return array_map( 'intval', self::checked( fn() => $wpdb->get_col( self::prepared( $query, $values ) ) ) );
	}

	/**
	 * Returns the first column of the first row, null if there is none.
	 *
	 * @param mixed ...$values As for rows().
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public static function value( string $query, mixed ...$values ): ?string {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return self::checked( fn() => $wpdb->get_var( self::prepared( $query, $values ) ) );
	}

	/**
	 * Returns the number of rows that were written.
	 *
	 * @param mixed ...$values As for rows().
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public static function write( string $query, mixed ...$values ): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return (int) self::checked( fn() => $wpdb->query( self::prepared( $query, $values ) ) );
	}

	/**
	 * The error goes into the log and never into the answer, whatever the site shows elsewhere.
	 *
	 * @param callable(): mixed $ask Does the query.
	 */
	private static function checked( callable $ask ): mixed {
		global $wpdb;
		$wpdb->last_error = '';
		$shown            = $wpdb->hide_errors();
		$answer           = $ask();
		$wpdb->show_errors( $shown );
		if ( '' !== $wpdb->last_error || false === $answer ) {
			throw new Restart_Bridge_Database_Error( $wpdb->last_error );
		}
		return $answer;
	}

	/**
	 * @param mixed[] $values For the placeholders, if there are any.
	 */
	private static function prepared( string $query, array $values ): string {
		global $wpdb;
		return $values ? $wpdb->prepare( $query, $values ) : $query; // phpcs:ignore WordPress.DB
	}
}
