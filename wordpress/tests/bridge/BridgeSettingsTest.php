<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class BridgeSettingsTest extends TestCase {

	private const GOOD = array(
		'url'     => 'https://backend.test',
		'email'   => 'desk@example.test',
		'api_key' => 'rrs_aB3dE6gH_k7',
	);

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	/** @dataProvider inputs */
	public function test_a_box_takes_what_it_can_use( string $key, mixed $input, ?string $expected ): void {
		list( $typed, $errors ) = Restart_Bridge_Settings::read( array( $key => $input ) + self::GOOD );
		self::assertSame( $expected ?? '', $typed[ $key ] );
		self::assertSame( null === $expected ? array( $key ) : array(), array_keys( $errors ) );
	}

	public static function inputs(): iterable {
		yield array( 'url', ' https://api.example.com/production/ ', 'https://api.example.com/production' );
		yield array( 'url', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000' );
		yield array( 'url', 'http://[::1]:8000', 'http://[::1]:8000' );
		yield array( 'url', 'HTTP://LocalHost:8000', 'HTTP://LocalHost:8000' );
		foreach ( array(
			'http://backend.test',
			'http://127.0.0.1.backend.test',
			'http://localhost.backend.test',
			'http://2130706433',
			'http://127.1',
			'ftp://backend.test',
			'//backend.test',
			'backend.test',
			'https://',
			'https://user:password@backend.test',
			'https://backend.test?a=1',
			'https://backend.test#a',
			"https://backend.test\nx",
			'https://backend.test x',
			'https://a\\@backend.test',
			'https://' . str_repeat( 'x', 200 ),
		) as $address ) {
			yield $address => array( 'url', $address, null );
		}
		yield array( 'email', ' desk@example.test ', 'desk@example.test' );
		yield array( 'email', 'desk', null );
		yield array( 'api_key', " rrs_aB3\n", 'rrs_aB3' );
		foreach ( array( 'aB3', 'rrs_', 'rrs_a b', "rrs_a\r\nX-Evil: 1", 'rrs_é', 'Bearer rrs_a' ) as $text ) {
			yield $text => array( 'api_key', $text, null );
		}
		yield array( 'gateway_key', 'a b~!', 'a b~!' );
		yield array( 'gateway_key', "x\r\nX-Evil: 1", null );
		yield array( 'gateway_key', str_repeat( 'x', 201 ), null );
		yield array( 'password', 'abcd efgh ijkl', 'abcd efgh ijkl' );
		yield array( 'password', "\0", '' );
		yield array( 'password', 'é', null );
	}

	public function test_any_input_gives_texts(): void {
		foreach ( array( null, true, 1.5, array( 'x' ), new stdClass(), "\xff", "\0", str_repeat( 'é', 5000 ) ) as $input ) {
			$posted        = array_fill_keys( array_keys( Restart_Bridge_Settings::NOTHING ), $input );
			list( $typed ) = Restart_Bridge_Settings::read( $posted );
			self::assertSame( array_keys( Restart_Bridge_Settings::NOTHING ), array_keys( $typed ) );
			self::assertSame( array(), array_filter( $typed, static fn( mixed $text ) => ! is_string( $text ) ) );
		}
	}

	public function test_a_complaint_does_not_repeat_what_may_be_a_secret(): void {
		list( , $errors ) = Restart_Bridge_Settings::read( array( 'url' => 'rrs_secret' ) + self::GOOD );
		self::assertStringNotContainsString( 'secret', $errors['url'] );
	}

	public function test_unencrypted_is_for_local_environments(): void {
		Fake_Wordpress::$environment = 'local';
		list( , $errors )            = Restart_Bridge_Settings::read( array( 'url' => 'http://backend:8000' ) + self::GOOD );
		self::assertSame( array(), $errors );
	}

	public function test_what_is_missing_is_needed_unless_it_is_stored(): void {
		list( , $errors ) = Restart_Bridge_Settings::read( array() );
		self::assertSame( array( 'url', 'email', 'api_key' ), array_keys( $errors ) );
		Restart_Bridge_Options::set( Restart_Bridge_Options::URL, 'https://backend.test' );
		putenv( 'RESTART_BRIDGE_EMAIL=desk@example.test' );
		Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, 'rrs_key' );
		list( , $errors ) = Restart_Bridge_Settings::read( array() );
		putenv( 'RESTART_BRIDGE_EMAIL' );
		self::assertSame( array(), $errors );
	}

	public function test_what_was_not_typed_is_completed_and_stays_as_it_is(): void {
		Restart_Bridge_Options::set( Restart_Bridge_Options::URL, 'https://stored.test' );
		Restart_Bridge_Options::set( Restart_Bridge_Options::GATEWAY_KEY, 'for the gateway' );
		Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, 'rrs_stored' );
		$typed = array( 'email' => 'new@example.test' ) + Restart_Bridge_Settings::NOTHING;
		self::assertEquals(
			array(
				'url'         => 'https://stored.test',
				'gateway_key' => 'for the gateway',
				'email'       => 'new@example.test',
				'api_key'     => 'rrs_stored',
			),
			Restart_Bridge_Settings::complete( $typed )
		);
		self::assertSame(
			array( 'restart_bridge_email' => 'new@example.test' ),
			Restart_Bridge_Settings::to_store( $typed )
		);
	}

	public function test_the_gateway_key_can_be_forgotten(): void {
		Restart_Bridge_Options::set( Restart_Bridge_Options::GATEWAY_KEY, 'for the gateway' );
		$typed = array( 'forget_gateway_key' => '1' ) + Restart_Bridge_Settings::NOTHING;
		self::assertSame( '', Restart_Bridge_Settings::complete( $typed )['gateway_key'] );
		self::assertSame( array( 'restart_bridge_gateway_key' => '' ), Restart_Bridge_Settings::to_store( $typed ) );
	}

	public function test_a_key_that_can_not_be_opened_has_to_be_typed(): void {
		Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, 'rrs_stored' );
		Fake_Wordpress::$salt = 'another';
		$error                = Restart_Bridge_Settings::complete();
		self::assertInstanceOf( WP_Error::class, $error );
		self::assertStringContainsString( 'connect again', $error->get_error_message() );
		$typed = array( 'api_key' => 'rrs_new' ) + Restart_Bridge_Settings::NOTHING;
		self::assertSame( 'rrs_new', Restart_Bridge_Settings::complete( $typed )['api_key'] );
	}
}
