<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class ItemActionsTest extends TestCase {

	private const ITEM = array(
		'id'   => 3,
		'name' => 'Kettle',
	);

	private const FORM = array(
		'registry_id' => '7',
		'name'        => 'Kettle',
		'url'         => 'https://shop.example/kettle',
	);

	private Fake_Client $client;

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 1, 'ada', 'Ada Lovelace' );
		Fake_Wordpress::$current_user = 1;
	}

	/**
	 * Adding a gift; the API answers this, and then this list.
	 */
	private function added( array $form, WP_Error $refusal, array|WP_Error $list = array() ): WP_Error {
		$this->client    = new Fake_Client( $refusal, $list );
		$proof           = new Restart_Registry_Email_Proof();
		$mailer          = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
		$posts           = new Fake_Posts();
		$posts->may_edit = true;
		$controller      = new Restart_Registry_Controller(
			$this->client,
			new Restart_Registry_Affiliate_Converter( array() ),
			$mailer,
			$posts
		);
		$actions         = new Restart_Registry_Item_Actions(
			$controller,
			new Restart_Registry_Gate( $controller ),
			new Restart_Registry_Page_Fetcher(),
			new Restart_Registry_Rate_Limit(),
			new Restart_Registry_Forms()
		);
		return $actions->add_item( new Restart_Registry_Request( $form + self::FORM ) );
	}

	private static function refusal( int $status ): WP_Error {
		return new WP_Error( 'lambda_error', 'The API’s words.', array( 'status' => $status, 'detail' => 'x' ) );
	}

	private static function keys( Fake_Client $client ): array {
		return array_column( array_column( $client->requests, 3 ), 'Idempotency-Key' );
	}

	public function test_a_form_has_one_key_however_often_it_is_sent(): void {
		$keys = array();
		foreach ( array( 'one', 'one', 'two' ) as $printed ) {
			$this->added( array( 'form_key' => $printed ), self::refusal( 503 ) );
			$keys = array( ...$keys, ...self::keys( $this->client ) );
		}
		self::assertSame( $keys[0], $keys[1] );
		self::assertNotSame( $keys[0], $keys[2] );
		self::assertMatchesRegularExpression( '/^[ -~]{16,255}$/D', $keys[0] );
	}

	public function test_the_same_page_out_of_a_cache_is_another_form_for_somebody_else(): void {
		Fake_Wordpress::user( 2, 'bob', 'Bob Kahn' );
		$this->added( array( 'form_key' => 'one' ), self::refusal( 503 ) );
		$adas = self::keys( $this->client );
		Fake_Wordpress::$current_user = 2;
		$this->added( array( 'form_key' => 'one' ), self::refusal( 503 ) );
		self::assertNotSame( $adas, self::keys( $this->client ) );
	}

	public function test_a_call_without_a_key_goes_without(): void {
		$error = $this->added( array(), self::refusal( 409 ) );
		self::assertSame( array(), self::keys( $this->client ) );
		self::assertSame( 'lambda_error', $error->get_error_code() );
	}

	public function test_a_form_that_was_changed_after_its_first_try_got_through(): void {
		$error = $this->added( array( 'form_key' => 'one' ), self::refusal( 409 ), array( self::ITEM ) );
		self::assertSame( 'restart_added_before', $error->get_error_code() );
		self::assertSame( 409, $error->get_error_data()['status'] );
	}

	public function test_a_full_list_is_told_as_the_api_does(): void {
		$error = $this->added( array( 'form_key' => 'one' ), self::refusal( 409 ), array_fill( 0, 500, self::ITEM ) );
		self::assertSame( 'The API’s words.', $error->get_error_message() );
	}

	public function test_an_outage_says_nothing_about_the_first_try(): void {
		self::assertSame(
			503,
			$this->added( array( 'form_key' => 'one' ), self::refusal( 503 ) )->get_error_data()['status']
		);
		self::assertSame(
			409,
			$this->added(
				array( 'form_key' => 'one' ),
				self::refusal( 409 ),
				self::refusal( 503 )
			)->get_error_data()['status']
		);
	}
}
