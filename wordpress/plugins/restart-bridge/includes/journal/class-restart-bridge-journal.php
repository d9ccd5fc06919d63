<?php
/**
 * The journal of changes.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps one row for each object that the backend follows. A change replaces the object's row, which so moves to the end:
 * the journal doesn't grow with edits, and reading it from its beginning brings everything. It says that something
 * changed, not what: that is read when the backend asks. A row stays when its object is deleted.
 *
 * Not final: tests put their own in its place.
 */
class Restart_Bridge_Journal {

	/**
	 * Times, in SQL: the clock of the database is the one that all writers share.
	 */
	public const NOW      = 'UNIX_TIMESTAMP()';
	public const LONG_AGO = '0';

	private const COLUMNS = 'kind, type, object_id, origin, changed_at';

	/**
	 * The change that is being written for the backend, by the id of its post.
	 *
	 * @var array<int, string>
	 */
	private array $origins = array();

	/**
	 * Makes the table if there is none. A new one begins a new generation: all that the backend knows of the old one's
	 * order is void.
	 *
	 * Objects are the primary key: replacing a row by another unique key locks its neighbours as well, and a save would
	 * wait for the transaction in which somebody else saves another post.
	 */
	public static function create_table(): void {
		global $wpdb;
		$columns = array(
			'seq bigint unsigned NOT NULL AUTO_INCREMENT',
			'kind varchar(9) NOT NULL',
			'type varchar(32) NOT NULL',
			'object_id bigint unsigned NOT NULL',
			"origin varchar(36) NOT NULL DEFAULT ''",
			'changed_at bigint unsigned NOT NULL',
			'PRIMARY KEY (kind, type, object_id)',
			'KEY seq (seq)',
			'KEY page (kind, type, seq)',
			'KEY changed_at (changed_at)',
		);
		$is_new  = self::is_missing();
		$table   = self::table() . ' (' . implode( ', ', $columns ) . ") {$wpdb->get_charset_collate()}";
		$wpdb->query( "CREATE TABLE IF NOT EXISTS $table" ); // phpcs:ignore WordPress.DB
		if ( $is_new || '' === Restart_Bridge_Options::stored( Restart_Bridge_Options::GENERATION ) ) {
			Restart_Bridge_Options::set( Restart_Bridge_Options::GENERATION, wp_generate_uuid4() );
		}
	}

	/**
	 * Whether there is no table: a site may have been moved without it.
	 */
	public static function is_missing(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return ! $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( self::table() ) ) );
	}

	/**
	 * Removes the table, for uninstalling.
	 */
	public static function drop_table(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	/**
	 * Returns the name of the table.
	 */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'restart_bridge_journal';
	}

	/**
	 * Writes down that an object changed, for the hooks of a save, which goes on whatever happens here. The second
	 * attempt is for deadlocks. If that fails as well, the backend is told to compare everything.
	 */
	public function record( string $kind, string $type, int $id ): void {
		$origin = Restart_Bridge_Posts::KIND === $kind ? $this->origins[ $id ] ?? '' : '';
		$write  = fn() => $this->write( $kind, $type, $id, $origin );
		if ( ! self::succeeds( $write ) && ! self::succeeds( $write ) ) {
			$now = Restart_Bridge_Options::timestamp( time() );
			Restart_Bridge_Options::set( Restart_Bridge_Options::JOURNAL_GAP, $now );
		}
	}

	/**
	 * Writes down that an object changed.
	 *
	 * @param string $origin The backend's change that it is part of, "" if it isn't any.
	 * @throws Restart_Bridge_Database_Error When it could not be written.
	 */
	public function write( string $kind, string $type, int $id, string $origin ): void {
		Restart_Bridge_Database::write(
			'REPLACE INTO ' . self::table() . ' (' . self::COLUMNS . ') VALUES (%s, %s, %d, %s, ' . self::NOW . ')',
			$kind,
			$type,
			$id,
			$origin
		);
	}

	/**
	 * Moves objects to the end, whether they exist or not.
	 *
	 * @param int[]  $ids        Not empty.
	 * @param string $changed_at NOW or LONG_AGO.
	 * @throws Restart_Bridge_Database_Error When they could not be written.
	 */
	public function move_to_end( Restart_Bridge_Objects $objects, array $ids, string $changed_at ): void {
		$this->write_many( 'REPLACE', $objects, $ids, $changed_at );
	}

	/**
	 * Adds those objects that are not in the journal yet.
	 *
	 * @param int[]  $ids        Not empty.
	 * @param string $changed_at NOW or LONG_AGO.
	 * @throws Restart_Bridge_Database_Error When they could not be written.
	 */
	public function add_missing( Restart_Bridge_Objects $objects, array $ids, string $changed_at ): void {
		$this->write_many( 'INSERT IGNORE', $objects, $ids, $changed_at );
	}

	/**
	 * @return int[] Objects whose rows have not moved beyond this one.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public function ids_up_to( Restart_Bridge_Objects $objects, int $seq, int $most ): array {
		return Restart_Bridge_Database::numbers(
			'SELECT object_id FROM ' . self::table()
				. ' WHERE kind = %s AND type = %s AND seq <= %d ORDER BY seq LIMIT %d',
			$objects::KIND,
			$objects->type,
			$seq,
			$most
		);
	}

	/**
	 * @return array<int, int> The place of each object of a range of ids, by id.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public function seqs( Restart_Bridge_Objects $objects, int $from, int $to ): array {
		$rows = Restart_Bridge_Database::rows(
			'SELECT object_id, seq FROM ' . self::table()
				. ' WHERE kind = %s AND type = %s AND object_id BETWEEN %d AND %d',
			$objects::KIND,
			$objects->type,
			$from,
			$to
		);
		return array_map( 'intval', array_column( $rows, 'seq', 'object_id' ) );
	}

	/**
	 * Calls the work, and ascribes to this change all that it journals of this post.
	 *
	 * @param callable(): mixed $work What is to be done.
	 */
	public function as_part_of( string $change, int $post_id, callable $work ): mixed {
		$this->origins[ $post_id ] = $change;
		try {
			return $work();
		} finally {
			unset( $this->origins[ $post_id ] );
		}
	}

	private static function succeeds( callable $write ): bool {
		try {
			$write();
			return true;
		} catch ( Restart_Bridge_Database_Error ) {
			return false;
		}
	}

	/**
	 * @param int[]  $ids        Not empty.
	 * @param string $changed_at NOW or LONG_AGO.
	 */
	private function write_many( string $verb, Restart_Bridge_Objects $objects, array $ids, string $changed_at ): void {
		global $wpdb;
		$head = $wpdb->prepare( '(%s, %s, ', $objects::KIND, $objects->type );
		$rows = array_map( static fn( int $id ) => "$head$id, '', $changed_at)", $ids );
		Restart_Bridge_Database::write(
			"$verb INTO " . self::table() . ' (' . self::COLUMNS . ') VALUES ' . implode( ', ', $rows )
		);
	}
}
