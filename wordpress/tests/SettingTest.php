<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/fakes/wordpress-admin.php';

final class SettingTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::$options['option'] = 'before';
	}

	private static function clean( string $type, mixed $input ): string {
		return ( new Restart_Registry_Setting( 'option', $type, 'Label' ) )->clean( $input );
	}

	/** @dataProvider inputs */
	public function test_what_can_not_be_used_leaves_the_old_value( string $type, mixed $input, string $expected ): void {
		self::assertSame( $expected, self::clean( $type, $input ) );
	}

	public static function inputs(): iterable {
		yield array( 'address', ' https://api.restart.test/production/ ', 'https://api.restart.test/production' );
		yield array( 'address', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000' );
		yield array( 'address', '', '' );
		foreach ( array(
			'ftp://x',
			'//x',
			'x',
			'https://',
			'https://user:password@x',
			'https://x?a=1',
			'https://x#a',
			"https://x\nx",
			'https://x y',
			'https://x\\@y',
			'https://' . str_repeat( 'x', 200 ),
		) as $address ) {
			yield array( 'address', $address, 'before' );
		}
		yield array( 'secret', array( 'new' => ' ab cd ' ), 'ab cd' );
		yield array( 'secret', array( 'new' => '' ), 'before' );
		yield array( 'secret', array( 'new' => '', 'forget' => '1' ), '' );
		yield array( 'secret', array( 'new' => array( 'x' ) ), 'before' );
		yield array( 'secret', "x\r\nX-Evil: 1", 'before' );
		yield array( 'account', 'restart-api', 'restart-api' );
		yield array( 'account', 'has:colon', 'before' );
		yield array( 'id', 'ada-20', 'ada-20' );
		yield array( 'id', 'ada&tag=eve', 'before' );
		yield array( 'email', 'gifts@restart.test', 'gifts@restart.test' );
		yield array( 'email', 'gifts', 'before' );
		yield array( 'name', "O'Neil & Söhne", "O'Neil & Söhne" );
		yield array( 'name', "The Restart\nBcc: x", 'before' );
		yield array( 'yes_no', '1', '1' );
		yield array( 'yes_no', null, '0' );
	}

	/** @dataProvider types */
	public function test_any_input_gives_a_text( string $type ): void {
		foreach ( array(
			null,
			true,
			1.5,
			array(),
			array( 'new' => null ),
			new stdClass(),
			"\xff",
			"\0",
			str_repeat( 'é', 5000 ),
		) as $input ) {
			self::assertIsString( self::clean( $type, $input ) );
		}
	}

	public static function types(): iterable {
		foreach ( array( 'address', 'secret', 'account', 'id', 'email', 'name', 'yes_no' ) as $type ) {
			yield $type => array( $type );
		}
	}

	public function test_a_complaint_names_the_setting_and_not_what_was_typed(): void {
		self::clean( 'id', 'se<cret' );
		self::assertStringContainsString( 'Label was not changed', Fake_Wordpress::$options['errors'][0] );
		self::assertStringNotContainsString( 'cret', Fake_Wordpress::$options['errors'][0] );
	}

	public function test_a_text_that_is_too_long_gets_a_complaint_about_its_length(): void {
		self::assertSame( 'before', self::clean( 'secret', array( 'new' => str_repeat( 'x', 201 ) ) ) );
		self::assertSame(
			array( 'Label was not changed: it can have up to 200 characters.' ),
			Fake_Wordpress::$options['errors']
		);
	}

	public function test_the_length_is_counted_in_characters(): void {
		self::assertSame( str_repeat( 'é', 200 ), self::clean( 'name', str_repeat( 'é', 200 ) ) );
	}

	/** @dataProvider types */
	public function test_a_complaint_is_one_whole_sentence_to_translate( string $type ): void {
		Fake_Wordpress::$translations = static fn( string $text ) => "« $text »";
		self::clean( $type, "é:<" );
		foreach ( Fake_Wordpress::$options['errors'] ?? array() as $error ) {
			self::assertMatchesRegularExpression( '/^« Label [^«»]+ »$/u', $error );
		}
		self::assertCount( 'yes_no' === $type ? 0 : 1, Fake_Wordpress::$options['errors'] ?? array() );
	}

	public function test_what_is_stored_is_the_database_s_and_not_the_environment_s(): void {
		putenv( 'OPTION=from the environment' );
		Fake_Wordpress::$options = array();
		self::assertSame( '', self::clean( 'secret', array( 'new' => '' ) ) );
		putenv( 'OPTION' );
	}
}
