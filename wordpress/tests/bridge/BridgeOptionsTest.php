<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class BridgeOptionsTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	protected function tearDown(): void {
		foreach ( Restart_Bridge_Options::ALL as $name ) {
			putenv( strtoupper( $name ) );
		}
	}

	public function test_the_environment_stands_in_for_an_empty_option(): void {
		putenv( 'RESTART_BRIDGE_URL=https://from-environment.test' );
		self::assertSame( 'https://from-environment.test', Restart_Bridge_Options::get( Restart_Bridge_Options::URL ) );
		Restart_Bridge_Options::set( Restart_Bridge_Options::URL, 'https://from-option.test' );
		self::assertSame( 'https://from-option.test', Restart_Bridge_Options::get( Restart_Bridge_Options::URL ) );
		Restart_Bridge_Options::set( Restart_Bridge_Options::URL, '' );
		self::assertSame( 'https://from-environment.test', Restart_Bridge_Options::get( Restart_Bridge_Options::URL ) );
		self::assertSame( '', Restart_Bridge_Options::stored( Restart_Bridge_Options::URL ) );
	}

	public function test_a_secret_of_the_environment_is_not_sealed(): void {
		putenv( 'RESTART_BRIDGE_API_KEY=rrs_environment' );
		self::assertSame( 'rrs_environment', Restart_Bridge_Options::secret( Restart_Bridge_Options::API_KEY ) );
	}

	public function test_a_secret_is_stored_sealed(): void {
		self::assertTrue( Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, 'rrs_key' ) );
		self::assertStringNotContainsString( 'rrs_key', Fake_Wordpress::$options['restart_bridge_api_key'] );
		self::assertSame( 'rrs_key', Restart_Bridge_Options::secret( Restart_Bridge_Options::API_KEY ) );
	}

	public function test_a_secret_that_can_not_be_opened_is_not_there_and_not_empty(): void {
		putenv( 'RESTART_BRIDGE_API_KEY=rrs_environment' );
		Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, 'rrs_key' );
		Fake_Wordpress::$salt = 'another';
		self::assertNull( Restart_Bridge_Options::secret( Restart_Bridge_Options::API_KEY ) );
	}

	public function test_a_box_that_was_unticked_is_not_empty(): void {
		putenv( 'RESTART_BRIDGE_TWO_WAY_SYNC_ENABLED=1' );
		self::assertTrue( Restart_Bridge_Options::is_on( Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED ) );
		Restart_Bridge_Options::set( Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED, '0' );
		self::assertFalse( Restart_Bridge_Options::is_on( Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED ) );
	}

	public function test_rubbish_is_nothing(): void {
		Fake_Wordpress::$options['restart_bridge_email'] = array( 'x' );
		self::assertSame( '', Restart_Bridge_Options::get( Restart_Bridge_Options::EMAIL ) );
	}

	public function test_all_of_them_are_deleted_with_the_plugin(): void {
		$constants = ( new ReflectionClass( Restart_Bridge_Options::class ) )->getConstants();
		$names     = array_values( array_filter( $constants, 'is_string' ) );
		self::assertEqualsCanonicalizing( $names, Restart_Bridge_Options::ALL );
	}

	public function test_a_time_is_in_utc(): void {
		self::assertSame( '2026-11-28T10:00:00Z', Restart_Bridge_Options::timestamp( 1795860000 ) );
	}
}
