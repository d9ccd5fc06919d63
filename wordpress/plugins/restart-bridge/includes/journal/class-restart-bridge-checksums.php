<?php
/**
 * Comparing without reading.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sums up the checksums of ranges of ids. Where the sum differs from the backend's, it asks again for smaller ranges,
 * and at last for the list.
 */
final class Restart_Bridge_Checksums {

	private const IDS_AT_ONCE = 1000;

	public function __construct( private Restart_Bridge_Journal $journal ) {
	}

	/**
	 * @return list<array{from: int, to: int, count: int, sum: int}> Ranges of the same width, the last one may be less.
	 * @throws Restart_Bridge_Database_Error When a query failed.
	 */
	public function ranges( Restart_Bridge_Objects $objects, int $from, int $to, int $parts ): array {
		$width  = intdiv( $to - $from, $parts ) + 1;
		$ranges = self::divided( $from, $to, $width );
		foreach ( $this->rows( $objects, $from, $to ) as $row ) {
			$part = intdiv( $row['id'] - $from, $width );
			++$ranges[ $part ]['count'];
			$ranges[ $part ]['sum'] += (int) hexdec( Restart_Bridge_Row::checksum( $row ) );
		}
		return $ranges;
	}

	/**
	 * @return list<array{id: int, seq: ?int, checksum: ?string}> What exists or is in the journal, by id.
	 * @throws Restart_Bridge_Database_Error When a query failed.
	 */
	public function list( Restart_Bridge_Objects $objects, int $from, int $to ): array {
		$list = array();
		foreach ( $this->journal->seqs( $objects, $from, $to ) as $id => $seq ) {
			$list[ $id ] = array( 'id' => $id, 'seq' => $seq, 'checksum' => null );
		}
		foreach ( $this->rows( $objects, $from, $to ) as $row ) {
			$id       = $row['id'];
			$checksum = Restart_Bridge_Row::checksum( $row );

			$list[ $id ] = array( 'id' => $id, 'seq' => $list[ $id ]['seq'] ?? null, 'checksum' => $checksum );
		}
		ksort( $list );
		return array_values( $list );
	}

	/**
	 * Adds nothing to the last id: beyond the largest one, numbers are floats.
	 *
	 * @return list<array{from: int, to: int, count: int, sum: int}>
	 */
	private static function divided( int $from, int $to, int $width ): array {
		$ranges = array();
		while ( $to - $from >= $width ) {
			$ranges[] = array( 'from' => $from, 'to' => $from + $width - 1, 'count' => 0, 'sum' => 0 );
			$from    += $width;
		}
		$ranges[] = array( 'from' => $from, 'to' => $to, 'count' => 0, 'sum' => 0 );
		return $ranges;
	}

	/**
	 * Reads by and by: 50,000 rows at once would take much memory.
	 *
	 * @return iterable<array<string, mixed>>
	 */
	private function rows( Restart_Bridge_Objects $objects, int $from, int $to ): iterable {
		foreach ( self::divided( $from, $to, self::IDS_AT_ONCE ) as $part ) {
			yield from $objects->rows( $part['from'], $part['to'] );
		}
	}
}
