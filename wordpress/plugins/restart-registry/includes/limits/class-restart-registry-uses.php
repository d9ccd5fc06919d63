<?php
/**
 * What was done lately, for limits.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps one row for each use until it no longer counts. The rows have a table of their own, because transients may be
 * in an object cache, which can forget at any time.
 */
class Restart_Registry_Uses {

	private const TABLE_VERSION = '1';

	/**
	 * Hooks this part in. Activation would be too early: WordPress doesn't activate an updated plugin again.
	 */
	public function add_hooks(): void {
		add_action( 'init', array( $this, 'make_table' ), 0 );
	}

	/**
	 * Makes the table, once for each version of it.
	 */
	public function make_table(): void {
		if ( self::TABLE_VERSION === get_option( Restart_Registry_Options::USES_TABLE ) ) {
			return;
		}
		if ( self::create_table() ) { // Otherwise the next request tries again.
			update_option( Restart_Registry_Options::USES_TABLE, self::TABLE_VERSION );
		}
	}

	/**
	 * Removes the table, for uninstalling.
	 */
	public static function drop_table(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	/**
	 * Counts one use in every bucket, or in none if one of them is full. It lets in one caller at a time: otherwise
	 * many at the same moment would all read the same number.
	 *
	 * @param array<string, array{int, int}> $buckets Bucket => how many in how many seconds.
	 * @return int 0 if it was counted, else the seconds until there is room. What can't be counted has none.
	 */
	public function take( string $lock, array $buckets ): int {
		if ( ! Restart_Registry_Lock::take( $lock ) ) {
			return MINUTE_IN_SECONDS; // There were so many at once that this one never had its turn.
		}
		try {
			$wait = max( array( 0, ...array_map( array( $this, 'wait' ), array_keys( $buckets ), $buckets ) ) );
			return 0 === $wait && ! $this->add( $buckets ) ? MINUTE_IN_SECONDS : $wait;
		} finally {
			Restart_Registry_Lock::release( $lock );
		}
	}

	/**
	 * Takes back the newest use of each bucket.
	 *
	 * @param string[] $buckets Their names.
	 */
	public function give_back( array $buckets ): void {
		global $wpdb;
		foreach ( $buckets as $bucket ) {
			$newest = 'DELETE FROM ' . self::table() . ' WHERE bucket = %s ORDER BY id DESC LIMIT 1';
			$wpdb->query( $wpdb->prepare( $newest, $bucket ) ); // phpcs:ignore WordPress.DB
		}
	}

	/**
	 * Takes back all uses of a bucket.
	 */
	public function clear( string $bucket ): void {
		global $wpdb;
		$wpdb->delete( self::table(), array( 'bucket' => $bucket ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * How many uses of a bucket count now.
	 */
	public function count( string $bucket ): int {
		return $this->counted( $bucket )[0];
	}

	/**
	 * @param array{int, int} $limit How many in how many seconds.
	 */
	private function wait( string $bucket, array $limit ): int {
		list( $count, $first ) = $this->counted( $bucket );
		return $count >= $limit[0] ? max( 1, $first - time() ) : 0;
	}

	/**
	 * @return array{int, int} How many count now, and when the first of them expires.
	 */
	private function counted( string $bucket ): array {
		global $wpdb;
		$query = 'SELECT COUNT(*), MIN(expires) FROM ' . self::table() . ' WHERE bucket = %s AND expires > %d';
		$row   = $wpdb->get_row( $wpdb->prepare( $query, $bucket, time() ), ARRAY_N ); // phpcs:ignore WordPress.DB
		return array( (int) ( $row[0] ?? 0 ), (int) ( $row[1] ?? 0 ) );
	}

	/**
	 * @param array<string, array{int, int}> $buckets As for take().
	 */
	private function add( array $buckets ): bool {
		$this->clean_up();
		foreach ( $buckets as $bucket => $limit ) {
			if ( ! self::insert( $bucket, time() + $limit[1] ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Tries twice: the first may have met clean_up() in a deadlock, or a restored database without this table.
	 */
	private static function insert( string $bucket, int $expires ): bool {
		global $wpdb;
		$use = compact( 'bucket', 'expires' );
		// phpcs:ignore WordPress.DB
		return $wpdb->insert( self::table(), $use ) || ( self::create_table() && $wpdb->insert( self::table(), $use ) );
	}

	/**
	 * Deletes expired uses, now and then.
	 */
	private function clean_up(): void {
		global $wpdb;
		if ( 1 === wp_rand( 1, 50 ) ) {
			$old = 'DELETE FROM ' . self::table() . ' WHERE expires <= %d';
			$wpdb->query( $wpdb->prepare( $old, time() ) ); // phpcs:ignore WordPress.DB
		}
	}

	/**
	 * Whether it is there now.
	 */
	private static function create_table(): bool {
		global $wpdb;
		$columns = 'id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, bucket char(32) NOT NULL,'
			. ' expires bigint unsigned NOT NULL, KEY bucket (bucket, expires), KEY expires (expires)';
		$table   = self::table() . " ($columns) {$wpdb->get_charset_collate()}";
		return false !== $wpdb->query( "CREATE TABLE IF NOT EXISTS $table" ); // phpcs:ignore WordPress.DB
	}

	private static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'restart_registry_uses';
	}
}
