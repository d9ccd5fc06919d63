<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class LambdaClientTest extends TestCase {

	private const SETTINGS = array(
		'url'          => 'https://api.restart.test/prod/',
		'api_key'      => 'gateway key',
		'username'     => 'restart-api',
		'app_password' => 'ab cd:ef',
	);

	/** @var list<array{string, array<string, mixed>}> */
	private array $sent = array();

	private function client( array|WP_Error $response, array $settings = array() ): Restart_Registry_Lambda_Client {
		$transport = function ( string $url, array $arguments ) use ( $response ): array|WP_Error {
			$this->sent[] = array( $url, $arguments );
			return $response;
		};
		return new Restart_Registry_Lambda_Client( $settings + self::SETTINGS, $transport );
	}

	private static function response( int $status, string $body ): array {
		return array( 'response' => array( 'code' => $status ), 'body' => $body );
	}

	public function test_a_request_carries_json_a_key_and_a_password(): void {
		$this->client( self::response( 201, '{"success": true, "data": {"id": 3}}' ) )->post(
			'/registries/7/items',
			array( 'name' => 'Kettle' ),
			array( 'Idempotency-Key' => 'k' )
		);
		list( $url, $arguments ) = $this->sent[0];
		self::assertSame( 'https://api.restart.test/prod/registries/7/items', $url );
		self::assertSame( 'POST', $arguments['method'] );
		self::assertSame( 25, $arguments['timeout'] );
		self::assertSame( 0, $arguments['redirection'] );
		self::assertSame( '{"name":"Kettle"}', $arguments['body'] );
		self::assertSame(
			array(
				'Accept'          => 'application/json',
				'Content-Type'    => 'application/json',
				'x-api-key'       => 'gateway key',
				'Authorization'   => 'Basic ' . base64_encode( 'restart-api:ab cd:ef' ),
				'Idempotency-Key' => 'k',
			),
			$arguments['headers']
		);
	}

	public function test_no_header_of_a_caller_replaces_ours(): void {
		$this->client( self::response( 204, '' ) )->delete( '/x', array( 'Authorization' => 'Basic other' ) );
		self::assertSame(
			'Basic ' . base64_encode( 'restart-api:ab cd:ef' ),
			$this->sent[0][1]['headers']['Authorization']
		);
	}

	/** @dataProvider methods */
	public function test_every_method_is_sent_as_it_is_called( string $method, array $arguments, ?string $body ): void {
		$this->client( self::response( 200, '[]' ) )->{ strtolower( $method ) }( '/x', ...$arguments );
		self::assertSame( $method, $this->sent[0][1]['method'] );
		self::assertSame( $body, $this->sent[0][1]['body'] );
	}

	public static function methods(): iterable {
		yield array( 'GET', array(), null );
		yield array( 'PUT', array( array( 'item_ids' => array( 2, 1 ) ) ), '{"item_ids":[2,1]}' );
		yield array( 'PATCH', array( array() ), '{}' );
		yield array( 'DELETE', array(), null );
	}

	/** @dataProvider answers */
	public function test_an_answer_is_taken_out_of_its_envelope( int $status, string $body, ?array $expected ): void {
		self::assertSame( $expected, $this->client( self::response( $status, $body ) )->get( '/x' ) );
	}

	public static function answers(): iterable {
		yield 'data of the envelope' => array(
			200,
			'{"success": true, "data": {"id": 3}, "message": null}',
			array( 'id' => 3 ),
		);
		yield 'no data in the envelope' => array( 200, '{"success": true, "data": null}', array() );
		yield 'a bare list' => array( 200, '[{"id": 3}]', array( array( 'id' => 3 ) ) );
		yield 'an empty list' => array( 200, '[]', array() );
		yield 'a bare object' => array( 200, '{"invitees": ["bob"]}', array( 'invitees' => array( 'bob' ) ) );
		yield 'no content' => array( 204, '', array() );
		yield 'not found' => array( 404, '{"detail": "Item not found"}', null );
		yield 'not found, of somebody else' => array( 404, '<h1>Not found</h1>', null );
	}

	/** @dataProvider refusals */
	public function test_a_refusal_keeps_its_status_and_its_words(
		int $status,
		string $body,
		string $message,
		array $data
	): void {
		$error = $this->client( self::response( $status, $body ) )->get( '/x' );
		self::assertInstanceOf( WP_Error::class, $error );
		self::assertSame( 'lambda_error', $error->get_error_code() );
		self::assertStringContainsString( $message, $error->get_error_message() );
		self::assertSame( $data, array_intersect_key( $error->get_error_data(), $data ) );
	}

	public static function refusals(): iterable {
		yield 'detail' => array(
			422,
			'{"detail": "price: must be greater than 0", "errors": []}',
			'price: must be greater than 0',
			array( 'status' => 422 ),
		);
		yield 'what remains' => array(
			409,
			'{"detail": "Only 1 is left.", "remaining": 1}',
			'Only 1 is left.',
			array( 'status' => 409, 'remaining' => 1 ),
		);
		yield 'a status in the body is not the status' => array(
			409,
			'{"detail": "x", "status": 200}',
			'x',
			array( 'status' => 409 ),
		);
		yield 'our password' => array(
			401,
			'{"detail": "Invalid credentials"}',
			'Invalid credentials',
			array( 'status' => 401 ),
		);
		yield 'the gateway' => array(
			403,
			'{"message": "Forbidden"}',
			'403',
			array( 'status' => 403, 'message' => 'Forbidden' ),
		);
		yield 'detail is a list' => array( 422, '{"detail": [{"msg": "x"}]}', '422', array( 'status' => 422 ) );
		yield 'no JSON' => array( 500, '<h1>Secret trace</h1>', '500', array( 'status' => 500 ) );
		yield 'nothing' => array( 503, '', '503', array( 'status' => 503 ) );
		yield 'a redirect' => array( 301, '', 'can’t be read', array( 'status' => 502, 'answered' => 301 ) );
		yield 'a page' => array( 200, '<!DOCTYPE html>', 'can’t be read', array( 'status' => 502 ) );
		yield 'a number' => array( 200, '3', 'can’t be read', array( 'status' => 502 ) );
		yield 'cut short' => array( 200, '[{"id": 3}', 'can’t be read', array( 'status' => 502 ) );
		yield 'no status' => array( 0, '', 'can’t be read', array( 'status' => 502 ) );
	}

	public function test_an_outage_keeps_its_reason_for_administrators(): void {
		$error = $this->client( new WP_Error( 'http_request_failed', 'cURL error 7: 10.0.0.5 port 80' ) )->get( '/x' );
		self::assertSame( 'lambda_error', $error->get_error_code() );
		self::assertSame(
			array( 'status' => 503, 'reason' => 'cURL error 7: 10.0.0.5 port 80' ),
			$error->get_error_data()
		);
		self::assertStringNotContainsString( '10.0.0.5', $error->get_error_message() );
	}

	public function test_nothing_is_sent_without_an_address(): void {
		$error = $this->client( self::response( 200, '[]' ), array( 'url' => '' ) )->get( '/x' );
		self::assertSame( 'lambda_not_configured', $error->get_error_code() );
		self::assertSame( array(), $this->sent );
	}
}
