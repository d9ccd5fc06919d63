<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class RowTest extends TestCase {

	private const POST = array(
		'ID'                => '7',
		'post_type'         => 'post',
		'post_status'       => 'publish',
		'post_password'     => '',
		'post_title'        => 'A kettle',
		'post_name'         => 'a-kettle',
		'post_date_gmt'     => '2026-11-28 10:00:00',
		'post_modified_gmt' => '2026-11-28 10:00:01',
	);

	/**
	 * Returns the vectors that the backend is tested with, too.
	 */
	private static function vectors( string $name ): iterable {
		$file = dirname( __DIR__, 3 ) . '/tests/integrations/checksum_vectors.json';
		foreach ( json_decode( (string) file_get_contents( $file ), true, 512, JSON_THROW_ON_ERROR )[ $name ] as $vector ) {
			yield $vector['name'] => array( $vector );
		}
	}

	public static function rows(): iterable {
		return self::vectors( 'rows' );
	}

	public static function cut_titles(): iterable {
		return self::vectors( 'cut_titles' );
	}

	private static function row( array $columns = array(), bool $has_text = true ): ?array {
		return Restart_Bridge_Row::of_post( $columns + self::POST, $has_text );
	}

	public function test_a_post(): void {
		self::assertSame(
			array(
				'id'           => 7,
				'status'       => 'publish',
				'title'        => 'A kettle',
				'slug'         => 'a-kettle',
				'published_at' => '2026-11-28T10:00:00Z',
				'modified_at'  => '2026-11-28T10:00:01Z',
			),
			self::row()
		);
	}

	public function test_a_term(): void {
		self::assertSame(
			array(
				'id'           => 3,
				'status'       => 'publish',
				'title'        => 'Kitchen',
				'slug'         => 'kitchen',
				'published_at' => null,
				'modified_at'  => null,
			),
			Restart_Bridge_Row::of_term(
				array(
					'term_id' => '3',
					'name'    => 'Kitchen',
					'slug'    => 'kitchen',
				),
				true
			)
		);
	}

	/** @dataProvider rows */
	public function test_the_checksum_is_that_of_the_vectors( array $vector ): void {
		self::assertSame( $vector['checksum'], Restart_Bridge_Row::checksum( $vector['row'] ) );
	}

	/** @dataProvider rows */
	public function test_the_columns_of_the_vectors_make_their_rows( array $vector ): void {
		$row      = $vector['row'];
		$is_mute  = null === $row['title'];
		$database = static fn( ?string $time ) => null === $time
			? '0000-00-00 00:00:00'
			: str_replace( array( 'T', 'Z' ), array( ' ', '' ), $time );
		self::assertSame(
			$row,
			self::row(
				array(
					'ID'                => (string) $row['id'],
					'post_status'       => $row['status'],
					'post_title'        => $row['title'] ?? 'A secret',
					'post_name'         => $row['slug'] ?? 'a-secret',
					'post_date_gmt'     => $database( $row['published_at'] ),
					'post_modified_gmt' => $database( $row['modified_at'] ),
				),
				! $is_mute
			)
		);
	}

	/** @dataProvider cut_titles */
	public function test_titles_are_cut_as_in_the_vectors( array $vector ): void {
		self::assertSame( $vector['cut'], self::row( array( 'post_title' => $vector['title'] ) )['title'] );
	}

	public function test_what_else_comes_with_a_row_does_not_count(): void {
		$row = self::row();
		self::assertSame(
			Restart_Bridge_Row::checksum( $row ),
			Restart_Bridge_Row::checksum( array( 'seq' => 9, 'origin' => 'x' ) + $row )
		);
	}

	public static function statuses(): iterable {
		yield 'published' => array( 'publish', true );
		yield 'draft' => array( 'draft', true );
		yield 'pending' => array( 'pending', true );
		yield 'scheduled' => array( 'future', true );
		yield 'private' => array( 'private', false );
		yield 'a public one of a plugin' => array( 'sold', true );
		yield 'another one of a plugin' => array( 'archived', false );
		yield 'one whose plugin is off' => array( 'nobody-knows', false );
	}

	/** @dataProvider statuses */
	public function test_the_status_says_whether_there_are_words( string $status, bool $has_text ): void {
		$row = self::row( array( 'post_status' => $status ) );
		self::assertSame( $status, $row['status'] );
		self::assertSame( $has_text ? 'A kettle' : null, $row['title'] );
		self::assertSame( $has_text ? 'a-kettle' : null, $row['slug'] );
	}

	public function test_behind_a_password_there_are_no_words(): void {
		foreach ( array( 'x', '0', ' ' ) as $password ) {
			$row = self::row( array( 'post_password' => $password ) );
			self::assertSame( array( null, null ), array( $row['title'], $row['slug'] ) );
		}
	}

	public function test_a_type_without_text_has_none(): void {
		$row  = self::row( array(), false );
		$term = array(
			'term_id' => '3',
			'name'    => 'Kitchen',
			'slug'    => 'kitchen',
		);
		self::assertSame( array( null, null ), array( $row['title'], $row['slug'] ) );
		self::assertNull( Restart_Bridge_Row::of_term( $term, false )['title'] );
		self::assertNull( Restart_Bridge_Row::of_term( $term, false )['slug'] );
	}

	public function test_what_is_in_the_trash_or_not_begun_is_no_row(): void {
		foreach ( array( 'trash', 'auto-draft', 'inherit' ) as $status ) {
			self::assertNull( self::row( array( 'post_status' => $status ) ) );
		}
	}

	public function test_bytes_that_are_no_text_become_some(): void {
		$row = self::row( array( 'post_title' => "caf\xe9 <b> &amp; \xed\xa0\xbd" ) );
		self::assertStringStartsWith( "caf\u{FFFD} <b> &amp; \u{FFFD}", $row['title'] );
		self::assertSame( $row, json_decode( json_encode( $row, JSON_THROW_ON_ERROR ), true ) );
	}
}
