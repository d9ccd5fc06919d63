<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class ConnectorTest extends TestCase {

	private const TYPED = array(
		'url'     => 'https://backend.test',
		'email'   => 'desk@example.test',
		'api_key' => 'rrs_typed',
	) + Restart_Bridge_Settings::NOTHING;

	private Fake_Account $account;

	private Restart_Bridge_Steps $steps;

	/** @var list<array{string, string, string}> Method and path, key, body. */
	private array $sent = array();

	/** @var list<array<string, mixed>|WP_Error> */
	private array $answers = array();

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::$options['home'] = 'https://shop.example.org';

		$GLOBALS['wpdb'] = new Fake_Counting_Database();
		$this->account   = new Fake_Account();
		$this->steps     = new Restart_Bridge_Steps();
	}

	private function connector(): Restart_Bridge_Connector {
		$transport = function ( string $url, array $arguments ): array|WP_Error {
			$asked        = $arguments['method'] . ' ' . parse_url( $url, PHP_URL_PATH );
			$this->sent[] = array( $asked, $arguments['headers']['Authorization'], (string) $arguments['body'] );
			return array_shift( $this->answers );
		};
		return new Restart_Bridge_Connector( $this->account, $transport );
	}

	private static function success( array $data ): array {
		$body = json_encode( array( 'success' => true, 'data' => $data ) );
		return array( 'response' => array( 'code' => 200 ), 'body' => $body );
	}

	private static function refusal( int $status, string $error ): array {
		$body = json_encode( array( 'success' => false, 'error' => $error, 'detail' => $error ) );
		return array( 'response' => array( 'code' => $status ), 'body' => $body );
	}

	private function connect(): void {
		$this->answers[] = self::success( array( 'site_id' => 7, 'integration_id' => 4 ) );
		self::assertTrue( $this->connector()->connect( self::TYPED, $this->steps ) );
		$this->sent  = array();
		$this->steps = new Restart_Bridge_Steps();
	}

	public function test_it_remembers_what_the_backend_accepted(): void {
		$this->connect();
		self::assertSame( 4, Restart_Bridge_Connection::integration_id() );
		self::assertSame( 'rrs_typed', Restart_Bridge_Options::secret( Restart_Bridge_Options::API_KEY ) );
		self::assertSame( '9', Restart_Bridge_Options::get( Restart_Bridge_Options::ACCOUNT_ID ) );
		self::assertTrue( Restart_Bridge_Options::is_on( Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED ) );
		self::assertArrayHasKey( 'restart_bridge_sync_structure', Fake_Wordpress::$events );
		self::assertSame( array( 'uuid-1' ), array_keys( $this->account->passwords ) );
	}

	public function test_a_refusal_changes_nothing(): void {
		$this->connect();
		$before          = Fake_Wordpress::$options;
		$this->answers[] = self::refusal( 401, 'Failed to connect' );
		self::assertFalse( $this->connector()->connect( array( 'api_key' => 'rrs_other' ) + self::TYPED, $this->steps ) );
		self::assertSame( $before, Fake_Wordpress::$options );
		self::assertSame( array( 'uuid-1' ), array_keys( $this->account->passwords ) );
		self::assertSame( 'Failed to connect', $this->steps->why() );
	}

	public function test_without_an_account_nothing_is_sent(): void {
		$this->account->wrong = new WP_Error( 'x', 'Application passwords are switched off.' );
		self::assertFalse( $this->connector()->connect( self::TYPED, $this->steps ) );
		self::assertSame( array(), $this->sent );
		self::assertSame( 'Application passwords are switched off.', $this->steps->why() );
	}

	public function test_a_typed_password_is_sent_and_not_stored(): void {
		$this->answers[] = self::success( array( 'site_id' => 7, 'integration_id' => 4 ) );
		$this->connector()->connect( array( 'password' => 'abcd efgh' ) + self::TYPED, $this->steps );
		self::assertStringContainsString( '"application_password":"abcd efgh"', $this->sent[0][2] );
		self::assertStringNotContainsString( 'abcd', json_encode( Fake_Wordpress::$options ) );
	}

	public function test_connecting_again_makes_a_new_password_and_ends_the_old_one(): void {
		$this->connect();
		Restart_Bridge_Options::set( Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED, '0' );
		$this->answers[] = self::success( array( 'site_id' => 8, 'integration_id' => 5 ) );
		self::assertTrue( $this->connector()->connect_again( $this->steps ) );
		self::assertSame( 5, Restart_Bridge_Connection::integration_id() );
		self::assertSame( array( 'uuid-2' ), array_keys( $this->account->passwords ) );
		self::assertFalse( Restart_Bridge_Options::is_on( Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED ) );
	}

	public function test_who_was_disconnected_meanwhile_is_not_connected_again(): void {
		$this->connect();
		Restart_Bridge_Connection::forget();
		self::assertFalse( $this->connector()->connect_again( $this->steps ) );
		self::assertSame( array(), $this->sent );
	}

	public function test_only_one_at_a_time(): void {
		$GLOBALS['wpdb']->is_held_by_others = true;
		self::assertFalse( $this->connector()->connect( self::TYPED, $this->steps ) );
		self::assertFalse( $this->connector()->rotate_key( $this->steps ) );
		self::assertFalse( $this->connector()->disconnect( $this->steps ) );
		self::assertSame( array(), $this->sent );
	}

	public function test_a_copy_never_uses_its_original_s_key(): void {
		$this->connect();
		Fake_Wordpress::$options['home'] = 'https://staging.example.org';

		$connector = $this->connector();
		self::assertInstanceOf( WP_Error::class, $connector->status() );
		self::assertInstanceOf( WP_Error::class, $connector->send( array() ) );
		self::assertInstanceOf( WP_Error::class, $connector->check( $this->steps ) );
		self::assertFalse( $connector->rotate_key( $this->steps ) );
		self::assertTrue( $connector->disconnect( $this->steps ) );
		self::assertSame( array(), $this->sent );
		self::assertFalse( Restart_Bridge_Connection::is_made() );
	}

	public function test_a_new_key_is_used_at_once(): void {
		$this->connect();
		$this->answers = array( self::success( array( 'api_key' => 'rrs_new' ) ), self::success( array() ) );
		self::assertTrue( $this->connector()->rotate_key( $this->steps ) );
		self::assertSame(
			array(
				array( 'POST /integration/integrations/4/rotate-key', 'Bearer rrs_typed', '{}' ),
				array( 'GET /integration/integrations/4/status', 'Bearer rrs_new', '' ),
			),
			$this->sent
		);
	}

	public function test_disconnecting_forgets_whatever_the_backend_says(): void {
		$this->connect();
		$this->answers[] = new WP_Error( 'http_request_failed', 'cURL error 28' );
		self::assertFalse( $this->connector()->disconnect( $this->steps ) );
		self::assertSame( array(), array_intersect_key( Fake_Wordpress::$options, array_flip( Restart_Bridge_Options::OF_CONNECTION ) ) );
		self::assertSame( array(), $this->account->passwords );
		self::assertSame( array(), Fake_Wordpress::$events );
	}

	public function test_steps_have_a_time_and_a_reason(): void {
		$this->steps->take( 'Slow', static fn() => usleep( 5000 ) );
		$this->steps->take( 'Wrong', static fn() => new WP_Error( 'x', 'Because.' ) );
		list( $slow, $wrong ) = $this->steps->all();
		self::assertGreaterThanOrEqual( 5, $slow['milliseconds'] );
		self::assertSame( array( true, false ), array( $slow['ok'], $wrong['ok'] ) );
		self::assertSame( 'Because.', $wrong['detail'] );
		self::assertFalse( $this->steps->are_well() );
	}
}
