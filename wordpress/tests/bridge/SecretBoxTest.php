<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class SecretBoxTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	/** @dataProvider secrets */
	public function test_what_was_sealed_is_opened( string $secret ): void {
		$sealed = Restart_Bridge_Secret_Box::seal( $secret );
		self::assertSame( $secret, Restart_Bridge_Secret_Box::open( $sealed ) );
		self::assertMatchesRegularExpression( '#^[A-Za-z0-9+/=]+$#', $sealed );
		if ( '' !== $secret ) {
			self::assertStringNotContainsString( $secret, $sealed . base64_decode( $sealed ) );
		}
	}

	public static function secrets(): iterable {
		yield 'a key' => array( 'rrs_aB3dE6gH_' . str_repeat( 'k7', 20 ) );
		yield 'nothing' => array( '' );
		yield 'bytes' => array( "\0\xff é" );
		yield 'a long one' => array( str_repeat( 'x', 5000 ) );
	}

	public function test_the_same_secret_is_sealed_in_another_way_each_time(): void {
		self::assertNotSame( Restart_Bridge_Secret_Box::seal( 'x' ), Restart_Bridge_Secret_Box::seal( 'x' ) );
	}

	public function test_new_salts_open_nothing(): void {
		$sealed               = Restart_Bridge_Secret_Box::seal( 'secret' );
		Fake_Wordpress::$salt = 'another';
		self::assertNull( Restart_Bridge_Secret_Box::open( $sealed ) );
	}

	public function test_one_changed_bit_opens_nothing(): void {
		$bytes     = base64_decode( Restart_Bridge_Secret_Box::seal( 'secret' ) );
		$positions = strlen( $bytes );
		for ( $position = 0; $position < $positions; $position++ ) {
			$changed              = $bytes;
			$changed[ $position ] = $changed[ $position ] ^ "\x01";
			self::assertNull( Restart_Bridge_Secret_Box::open( base64_encode( $changed ) ) );
		}
	}

	/** @dataProvider rubbish */
	public function test_rubbish_opens_nothing( string $rubbish ): void {
		self::assertNull( Restart_Bridge_Secret_Box::open( $rubbish ) );
	}

	public static function rubbish(): iterable {
		yield array( '' );
		yield array( 'rrs_in_clear' );
		yield array( 'not base64: é' );
		yield array( base64_encode( str_repeat( 'x', 39 ) ) );
		yield array( base64_encode( str_repeat( 'x', 400 ) ) );
	}
}
