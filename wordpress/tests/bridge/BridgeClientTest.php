<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class BridgeClientTest extends TestCase {

	private const SETTINGS = array(
		'url'         => 'https://backend.test/production/',
		'gateway_key' => 'for the gateway',
		'api_key'     => 'rrs_key',
	);

	/** @var list<array{string, array<string, mixed>}> */
	private array $sent = array();

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	private function client( array|WP_Error $response, array $settings = array() ): Restart_Bridge_Client {
		$transport = function ( string $url, array $arguments ) use ( $response ): array|WP_Error {
			$this->sent[] = array( $url, $arguments );
			return $response;
		};
		return new Restart_Bridge_Client( $settings + self::SETTINGS, $transport );
	}

	private static function response( int $status, mixed $body ): array {
		$body = is_string( $body ) ? $body : json_encode( $body );
		return array( 'response' => array( 'code' => $status ), 'body' => $body );
	}

	private static function success( array $data = array() ): array {
		return self::response( 200, array( 'success' => true, 'data' => $data ) );
	}

	public function test_a_request_carries_json_and_both_keys(): void {
		$this->client( self::success() )->update_structure( 4, array( 'site_url' => 'https://shop.test' ) );
		list( $url, $arguments ) = $this->sent[0];
		self::assertSame( 'https://backend.test/production/integration/integrations/4/update-structure', $url );
		self::assertSame( 'POST', $arguments['method'] );
		self::assertSame( 10, $arguments['timeout'] );
		self::assertSame( 0, $arguments['redirection'] );
		self::assertSame( '{"site_url":"https:\/\/shop.test"}', $arguments['body'] );
		self::assertSame(
			array(
				'Accept'        => 'application/json',
				'Authorization' => 'Bearer rrs_key',
				'x-api-key'     => 'for the gateway',
				'Content-Type'  => 'application/json',
			),
			$arguments['headers']
		);
	}

	/** @dataProvider calls */
	public function test_every_call_has_its_route( string $method, array $arguments, string $asked, ?string $body ): void {
		$client = $this->client( self::success(), array( 'gateway_key' => '' ) );
		$client->$method( ...$arguments );
		list( $url, $sent ) = $this->sent[0];
		self::assertSame( $asked, $sent['method'] . ' ' . substr( $url, strlen( 'https://backend.test/production' ) ) );
		self::assertSame( $body, $sent['body'] );
		self::assertArrayNotHasKey( 'x-api-key', $sent['headers'] );
	}

	public static function calls(): iterable {
		yield array( 'connect', array( array( 'email' => 'e' ) ), 'POST /integration/connect', '{"email":"e"}' );
		yield array( 'status', array( 4 ), 'GET /integration/integrations/4/status', null );
		yield array( 'disconnect', array( 4 ), 'POST /integration/integrations/4/disconnect', '{}' );
		yield array( 'rotate_key', array( 4 ), 'POST /integration/integrations/4/rotate-key', '{}' );
	}

	public function test_an_answer_is_taken_out_of_its_envelope(): void {
		$state = array( 'state' => 'ready' );
		self::assertSame( $state, $this->client( self::success( $state ) )->status( 4 ) );
	}

	/** @dataProvider refusals */
	public function test_a_refusal_keeps_its_status_and_its_words( int $status, mixed $body, string $said, string $error ): void {
		$answer = $this->client( self::response( $status, $body ) )->status( 4 );
		self::assertInstanceOf( WP_Error::class, $answer );
		self::assertSame( Restart_Bridge_Client::REFUSED, $answer->get_error_code() );
		self::assertSame( $said, $answer->get_error_message() );
		self::assertSame( compact( 'status', 'error' ), $answer->get_error_data() );
	}

	public static function refusals(): iterable {
		$refused = static fn( string $error, mixed $detail ) => array( 'success' => false ) + compact( 'error', 'detail' );
		yield array( 404, $refused( 'Site not found', 'None for x.' ), 'Site not found: None for x.', 'Site not found' );
		yield array( 403, $refused( 'Site not active', 'Site not active' ), 'Site not active', 'Site not active' );
		yield array( 422, $refused( 'Invalid', array( 'x' ) ), 'Invalid', 'Invalid' );
		$long = $refused( "a\r\nb\0", str_repeat( 'é', 900 ) );
		yield 'lines' => array( 409, $long, 'a b: ' . str_repeat( 'é', 300 ), 'a b' );
		yield 'the gateway' => array( 403, array( 'message' => 'Forbidden' ), 'Forbidden', '' );
		yield 'another server' => array( 404, array( 'error' => 'no route' ), 'It answered with status 404 and no reason.', '' );
		yield 'a page' => array( 500, '<h1>Trace</h1>', 'It answered with status 500 and no reason.', '' );
		yield 'nothing' => array( 503, '', 'It answered with status 503 and no reason.', '' );
	}

	/** @dataProvider unusable */
	public function test_something_else_at_the_address_is_no_answer( int $status, mixed $body ): void {
		$answer = $this->client( self::response( $status, $body ) )->status( 4 );
		self::assertSame( Restart_Bridge_Client::UNUSABLE, $answer->get_error_code() );
	}

	public static function unusable(): iterable {
		yield array( 200, '<h1>Welcome</h1>' );
		yield array( 200, '{"success": true, "data"' );
		yield array( 200, array( 'success' => 1 ) );
		yield array( 200, array( 'data' => array( 'state' => 'ready' ) ) );
		yield array( 200, '3' );
		yield array( 301, '' );
		yield array( 304, '' );
		yield array( 0, '' );
	}

	/** @dataProvider wrong_ids */
	public function test_connecting_brings_ids( array $data ): void {
		$answer = $this->client( self::success( $data ) )->connect( array() );
		self::assertSame( Restart_Bridge_Client::UNUSABLE, $answer->get_error_code() );
	}

	public static function wrong_ids(): iterable {
		yield array( array() );
		yield array( array( 'site_id' => 7 ) );
		yield array( array( 'site_id' => 7, 'integration_id' => '4' ) );
		yield array( array( 'site_id' => 7, 'integration_id' => true ) );
		yield array( array( 'site_id' => 7, 'integration_id' => 0 ) );
		yield array( array( 'site_id' => -7, 'integration_id' => 4 ) );
	}

	public function test_nothing_is_sent_without_address_or_key(): void {
		foreach ( array( 'url', 'api_key' ) as $missing ) {
			$answer = $this->client( self::success(), array( $missing => '' ) )->status( 4 );
			self::assertSame( Restart_Bridge_Client::NOT_CONFIGURED, $answer->get_error_code() );
		}
		self::assertSame( array(), $this->sent );
	}

	public function test_nothing_is_sent_unencrypted(): void {
		$answer = $this->client( self::success(), array( 'url' => 'http://backend.test' ) )->status( 4 );
		self::assertSame( Restart_Bridge_Client::INSECURE, $answer->get_error_code() );
		self::assertSame( array(), $this->sent );
		Fake_Wordpress::$environment = 'local';
		$this->client( self::success(), array( 'url' => 'http://backend.test' ) )->status( 4 );
		self::assertCount( 1, $this->sent );
	}

	public function test_an_outage_says_what_the_transport_said(): void {
		$answer = $this->client( new WP_Error( 'http_request_failed', 'cURL error 28: Timed out' ) )->status( 4 );
		self::assertSame( Restart_Bridge_Client::UNREACHABLE, $answer->get_error_code() );
		self::assertStringContainsString( 'cURL error 28', $answer->get_error_message() );
	}
}
