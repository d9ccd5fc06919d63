<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class ChecksumsTest extends TestCase {

	private static function row( int $id, string $title = 'A kettle' ): array {
		return array(
			'id'           => $id,
			'status'       => 'publish',
			'title'        => $title,
			'slug'         => 'a-kettle',
			'published_at' => null,
			'modified_at'  => null,
		);
	}

	private static function number( array $row ): int {
		return (int) hexdec( Restart_Bridge_Row::checksum( $row ) );
	}

	private static function ranges( Fake_Objects $objects, int $from, int $to, int $parts ): array {
		return ( new Restart_Bridge_Checksums( new Fake_Journal() ) )->ranges( $objects, $from, $to, $parts );
	}

	/**
	 * Sums as those of the shared vectors.
	 */
	public function test_a_range_has_the_sum_of_its_rows(): void {
		$file    = dirname( __DIR__, 3 ) . '/tests/integrations/checksum_vectors.json';
		$vectors = json_decode( (string) file_get_contents( $file ), true, 512, JSON_THROW_ON_ERROR );
		$several = $vectors['ranges'][2];
		$rows    = array_filter( array_column( $vectors['rows'], 'row' ), static fn( array $row ) => $row['id'] < 100 );
		$largest = self::number( array_values( array_slice( array_column( $vectors['rows'], 'row' ), -1 ) )[0] );

		$ranges = self::ranges( new Fake_Objects( ...array_values( $rows ) ), 1, 20, 1 );

		self::assertSame( 'several', $several['name'] );
		self::assertSame(
			array(
				array(
					'from'  => 1,
					'to'    => 20,
					'count' => $several['count'] - 1,
					'sum'   => $several['sum'] - $largest,
				),
			),
			$ranges
		);
	}

	public static function divisions(): iterable {
		yield 'evenly' => array( 1, 32, 16, 16, array( 1, 2 ), array( 31, 32 ) );
		yield 'the last one is less' => array( 1, 33, 16, 11, array( 1, 3 ), array( 31, 33 ) );
		yield 'fewer ids than parts' => array( 5, 7, 16, 3, array( 5, 5 ), array( 7, 7 ) );
		yield 'one id' => array( 9, 9, 16, 1, array( 9, 9 ), array( 9, 9 ) );
		yield 'from nothing' => array( 0, 49999, 16, 16, array( 0, 3124 ), array( 46875, 49999 ) );
		yield 'the last of all ids' => array( PHP_INT_MAX - 9, PHP_INT_MAX, 2, 2, array( PHP_INT_MAX - 9, PHP_INT_MAX - 5 ), array( PHP_INT_MAX - 4, PHP_INT_MAX ) );
	}

	/** @dataProvider divisions */
	public function test_parts_leave_no_id_out( int $from, int $to, int $parts, int $count, array $first, array $last ): void {
		$ranges = self::ranges( new Fake_Objects(), $from, $to, $parts );

		self::assertCount( $count, $ranges );
		self::assertSame( $first, array( $ranges[0]['from'], $ranges[0]['to'] ) );
		self::assertSame( $last, array( end( $ranges )['from'], end( $ranges )['to'] ) );
		for ( $next = 1; $next < $count; $next++ ) {
			self::assertSame( $ranges[ $next - 1 ]['to'] + 1, $ranges[ $next ]['from'] );
		}
	}

	public function test_each_row_counts_in_its_own_part(): void {
		$rows   = array( self::row( 10 ), self::row( 14 ), self::row( 15 ), self::row( 19 ) );
		$ranges = self::ranges( new Fake_Objects( ...$rows ), 10, 19, 2 );

		self::assertSame( array( 2, 2 ), array_column( $ranges, 'count' ) );
		self::assertSame( self::number( $rows[0] ) + self::number( $rows[1] ), $ranges[0]['sum'] );
		self::assertSame( self::number( $rows[2] ) + self::number( $rows[3] ), $ranges[1]['sum'] );
	}

	public function test_many_rows_are_read_by_and_by_and_each_once(): void {
		$rows    = array_map( array( self::class, 'row' ), range( 1, 2500 ) );
		$objects = new Fake_Objects( ...$rows );
		$ranges  = self::ranges( $objects, 1, 2500, 1 );

		self::assertSame( 2500, $ranges[0]['count'] );
		self::assertSame( array_sum( array_map( array( self::class, 'number' ), $rows ) ), $ranges[0]['sum'] );
		self::assertSame( 3, $objects->asked );
	}

	public function test_the_list_has_what_exists_or_is_in_the_journal(): void {
		$checksums = new Restart_Bridge_Checksums( new Fake_Journal( array( 3 => 31, 1 => 40, 9 => 90 ) ) );
		$rows      = array( self::row( 2, 'Not journaled' ), self::row( 3 ), self::row( 9 ) );

		self::assertSame(
			array(
				array( 'id' => 1, 'seq' => 40, 'checksum' => null ),
				array( 'id' => 2, 'seq' => null, 'checksum' => Restart_Bridge_Row::checksum( $rows[0] ) ),
				array( 'id' => 3, 'seq' => 31, 'checksum' => Restart_Bridge_Row::checksum( $rows[1] ) ),
			),
			$checksums->list( new Fake_Objects( ...$rows ), 1, 8 )
		);
	}
}
