<?php
/**
 * The journal as the backend reads it.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Puts what an object is now beside each row of the journal.
 *
 * A transaction with a smaller `seq` may commit after a larger one was read. So rows younger than a minute are delivered
 * at once, but `cursor` stays before the first of them: they come again then, and with them what came late. To have more
 * than one page at once, the backend asks for what follows the last row, and keeps the cursor that it had.
 */
final class Restart_Bridge_Changes {

	private const YOUNG_SECONDS = 60;

	public function __construct( private Restart_Bridge_Seeder $seeder ) {
	}

	/**
	 * @return array<string, mixed> The answer of `changes`.
	 * @throws Restart_Bridge_Database_Error When a query failed.
	 */
	public function page( Restart_Bridge_Objects $objects, int $after, int $limit ): array {
		$is_done = $this->seeder->seed( $objects );
		$rows    = $this->read( $objects, 'journal.seq > %d', array( $after ), $limit );
		return array(
			'kind'       => $objects::KIND,
			'type'       => $objects->type,
			'after'      => $after,
			'generation' => Restart_Bridge_Options::stored( Restart_Bridge_Options::GENERATION ),
			'head'       => self::head_of( $this->last( $objects ), $is_done ),
			'cursor'     => $this->cursor( $objects, $after, $rows ),
			'live_count' => $objects->count(),
			'rows'       => array_map( static fn( array $row ) => self::delivered( $objects, $row ), $rows ),
		);
	}

	/**
	 * @return array<string, array<string, int>> The last `seq` of each type, by kind.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public function heads(): array {
		$heads = array();
		foreach ( array( Restart_Bridge_Posts::KIND, Restart_Bridge_Terms::KIND ) as $kind ) {
			$heads[ $kind ] = array();
			foreach ( self::ends( $kind, Restart_Bridge_Objects::types( $kind ) ) as $type => $end ) {
				$is_done                 = Restart_Bridge_Seeder::is_done( $kind, (string) $type );
				$heads[ $kind ][ $type ] = self::head_of( $end, $is_done );
			}
		}
		return $heads;
	}

	/**
	 * Asks for each type: the database takes that from an index. With GROUP BY it reads every row.
	 *
	 * @param string[] $types Their names.
	 * @return array<string, int> The last `seq` of each, 0 if there is none.
	 */
	private static function ends( string $kind, array $types ): array {
		$table = Restart_Bridge_Journal::table();
		$one   = "(SELECT %s AS type, MAX(seq) AS seq FROM $table WHERE kind = %s AND type = %s)";
		$query = implode( ' UNION ALL ', array_fill( 0, count( $types ), $one ) );
		$asked = array_map( static fn( string $type ) => array( $type, $kind, $type ), $types );
		$rows  = $types ? Restart_Bridge_Database::rows( $query, ...array_merge( ...$asked ) ) : array();
		return array_map( 'intval', array_column( $rows, 'seq', 'type' ) );
	}

	/**
	 * @param int[] $ids Not empty.
	 * @return list<array<string, mixed>> The rows of these objects as `changes` delivers them, by `seq`.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	public function rows( Restart_Bridge_Objects $objects, array $ids ): array {
		$among = 'journal.object_id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')';
		$rows  = $this->read( $objects, $among, $ids, count( $ids ) );
		return array_map( static fn( array $row ) => self::delivered( $objects, $row ), $rows );
	}

	/**
	 * While not all is seeded there is more to come, whatever the backend has: no cursor may be equal.
	 */
	private static function head_of( int $last, bool $is_seeded ): int {
		return $is_seeded ? $last : $last + 1;
	}

	/**
	 * @param string $condition With placeholders.
	 * @param int[]  $values    For them.
	 * @return list<array<string, string|null>> Columns.
	 */
	private function read( Restart_Bridge_Objects $objects, string $condition, array $values, int $limit ): array {
		return Restart_Bridge_Database::rows(
			"SELECT journal.seq, journal.object_id, journal.origin, {$this->is_young()} AS is_young,
				{$objects->columns()}
			FROM {$this->table()} {$objects->join()}
			WHERE journal.kind = %s AND journal.type = %s AND $condition
			ORDER BY journal.seq LIMIT %d",
			$objects::KIND,
			$objects->type,
			...array( ...$values, $limit )
		);
	}

	/**
	 * @param array<string, string|null> $columns As read.
	 * @return array<string, mixed>
	 */
	private static function delivered( Restart_Bridge_Objects $objects, array $columns ): array {
		$row = $objects->row( $columns );
		$seq = array( 'seq' => (int) $columns['seq'] );
		if ( null === $row ) {
			return $seq + array( 'id' => (int) $columns['object_id'], 'op' => 'gone' );
		}
		$origin = array( 'origin' => '' === $columns['origin'] ? null : $columns['origin'] );
		return $seq + array( 'id' => $row['id'], 'op' => 'put' ) + $row + $origin;
	}

	/**
	 * Looks also at what precedes the page: somebody who asks from the middle of the young rows must not be told to go
	 * on from there.
	 *
	 * @param list<array<string, string|null>> $rows As read.
	 */
	private function cursor( Restart_Bridge_Objects $objects, int $after, array $rows ): int {
		$young = $this->seq( $objects, "MIN(seq) FROM {$this->table()}", "{$this->is_young()} AND seq <= %d", $after );
		if ( $young ) {
			return $this->seq( $objects, "MAX(seq) FROM {$this->table()}", 'seq < %d', $young );
		}
		$cursor = $after;
		foreach ( $rows as $row ) {
			if ( $row['is_young'] ) {
				break;
			}
			$cursor = (int) $row['seq'];
		}
		return $cursor;
	}

	private function last( Restart_Bridge_Objects $objects ): int {
		return $this->seq( $objects, "MAX(seq) FROM {$this->table()}", 'seq > %d', 0 );
	}

	/**
	 * @param string $condition With one placeholder.
	 * @return int 0 if there is none.
	 */
	private function seq( Restart_Bridge_Objects $objects, string $what, string $condition, int $value ): int {
		$query = "SELECT $what WHERE kind = %s AND type = %s AND $condition";
		return (int) Restart_Bridge_Database::value( $query, $objects::KIND, $objects->type, $value );
	}

	private function table(): string {
		return Restart_Bridge_Journal::table() . ' AS journal';
	}

	private function is_young(): string {
		return 'journal.changed_at >= ' . Restart_Bridge_Journal::NOW . ' - ' . self::YOUNG_SECONDS;
	}
}
