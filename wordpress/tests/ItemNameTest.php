<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class ItemNameTest extends TestCase {

	/** @dataProvider names */
	public function test_a_long_name_is_cut_where_it_makes_sense( string $name, string $expected ): void {
		self::assertSame( $expected, Restart_Registry_Item_Name::cut( $name ) );
	}

	public static function names(): iterable {
		$tail = str_repeat( 'and more words ', 10 );
		foreach ( array( ' - ', ' | ', ': ', ' – ', ' — ' ) as $separator ) {
			yield "at the separator '$separator'" => array( "Nice kettle$separator$tail", 'Nice kettle' );
			yield "short enough: '$separator' stays" => array(
				"Nice kettle$separator steel",
				"Nice kettle$separator steel",
			);
		}
		$words = 'Kettle of steel with a handle that stays cool while the water is boiling in the morning and the even';
		yield 'exactly 100 characters' => array( $words, $words );
		yield '100 characters, not bytes' => array( str_repeat( 'é', 100 ), str_repeat( 'é', 100 ) );
		yield 'the first of several separators' => array( "Nice kettle | steel - $tail", 'Nice kettle' );
		yield 'a separator from the 8th character on' => array( "Kettles - $tail", 'Kettles' );
		yield 'not from the 7th: the next one' => array( "Kettle - of steel | $tail", 'Kettle - of steel' );
		yield 'a hyphen without spaces is none' => array( "Stainless-steel kettle - $tail", 'Stainless-steel kettle' );
		yield 'a separator wins over a comma before it' => array(
			"Kettle, stainless steel: $tail",
			'Kettle, stainless steel',
		);
		yield 'at a comma from the 20th character on' => array(
			"Kettle, of stainless steel, $tail",
			'Kettle, of stainless steel',
		);
		yield 'a comma at the 20th' => array( str_repeat( 'k', 19 ) . ", $tail", str_repeat( 'k', 19 ) );
		yield 'not at the 19th: the last space' => array(
			str_repeat( 'k', 18 ) . ', ' . str_repeat( 'abcd ', 20 ),
			str_repeat( 'k', 18 ) . ', ' . trim( str_repeat( 'abcd ', 16 ) ),
		);
		yield 'a separator after 100 is too late' => array(
			trim( str_repeat( 'abcd ', 21 ) ) . " - $tail",
			trim( str_repeat( 'abcd ', 20 ) ),
		);
		yield 'the last space, at the 101st character' => array(
			str_repeat( 'a', 60 ) . ' ' . str_repeat( 'b', 39 ) . ' ccc',
			str_repeat( 'a', 60 ) . ' ' . str_repeat( 'b', 39 ),
		);
		yield 'a space before 50 is too early' => array(
			'aaaa ' . str_repeat( 'b', 120 ),
			'aaaa ' . str_repeat( 'b', 95 ),
		);
		yield 'no space at all' => array( str_repeat( '中', 120 ), str_repeat( '中', 100 ) );
		yield 'nothing' => array( '', '' );
	}

	public function test_nothing_is_longer_than_100(): void {
		mt_srand( 7 );
		for ( $i = 0; $i < 2000; $i++ ) {
			$name = '';
			while ( mb_strlen( $name ) < 130 ) {
				$name .= array( 'a', 'é', ' - ', ': ', ', ', ' ', ' — ', 'word', '🙂' )[ mt_rand( 0, 8 ) ];
			}
			self::assertLessThanOrEqual( 100, mb_strlen( Restart_Registry_Item_Name::cut( $name ) ) );
		}
	}
}
