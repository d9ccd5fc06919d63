<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class ControllerTest extends TestCase {

	private const ITEM = array(
		'id'                 => 3,
		'name'               => 'Kettle',
		'url'                => 'https://www.amazon.com/dp/B000000001',
		'affiliate_url'      => null,
		'affiliate_status'   => 'none',
		'quantity_purchased' => 0,
	);

	private Fake_Client $client;
	private Fake_Posts $posts;
	private Fake_Uses $uses;

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 1, 'ada', 'Ada Lovelace' );
		$this->posts = new Fake_Posts();
		$this->uses  = new Fake_Uses();
	}

	private function controller( array|WP_Error|null ...$answers ): Restart_Registry_Controller {
		$this->client = new Fake_Client( ...$answers );
		$converter    = new Restart_Registry_Affiliate_Converter( array( 'amazon_tag' => 'ada-20', 'ebay_id' => '1' ) );
		$proof        = new Restart_Registry_Email_Proof();
		$mailer       = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
		return new Restart_Registry_Controller(
			$this->client,
			$converter,
			$mailer,
			$this->posts,
			new Restart_Registry_Rate_Limit( $this->uses )
		);
	}

	private static function refusal( int $status, array $more = array() ): WP_Error {
		return new WP_Error( 'lambda_error', 'What the API says.', array( 'status' => $status ) + $more );
	}

	private static function assert_refused( string $code, int $status, mixed $answer ): void {
		self::assertInstanceOf( WP_Error::class, $answer );
		self::assertSame(
			array( $code, $status ),
			array( $answer->get_error_code(), $answer->get_error_data()['status'] )
		);
	}

	public function test_the_active_registry_of_somebody_is_found(): void {
		self::assertSame( 7, $this->controller()->get_user_registry( 1 )['id'] );
		self::assertNull( $this->controller()->get_user_registry( 2 ) );
	}

	public function test_a_registry_is_found_by_its_id_or_its_slug(): void {
		self::assertSame( 7, $this->controller()->get_registry_by_share_key( '7' )['id'] );
		self::assertSame( 7, $this->controller()->get_registry_by_share_key( 'adas-flat' )['id'] );
		self::assertNull( $this->controller()->get_registry_by_share_key( '9' ) );
		self::assertNull( $this->controller()->get_registry_by_share_key( '' ) );
	}

	public function test_a_list_is_one_call(): void {
		$items = $this->controller( array_fill( 0, 100, self::ITEM ) )->get_registry_items( 7 );
		self::assertCount( 100, $items );
		self::assertSame(
			array( array( 'GET', '/items?registry_id=7&limit=500', null, array() ) ),
			$this->client->requests
		);
	}

	/** @dataProvider stored_orders */
	public function test_gifts_come_in_the_owners_order( string $stored, array $expected ): void {
		Fake_Wordpress::$post_meta['7/restart_item_ids'] = $stored;

		$items = $this->controller(
			array_map( static fn( int $id ) => array( 'id' => $id ) + self::ITEM, array( 4, 3, 2, 1 ) )
		)->get_registry_items( 7 );
		self::assertSame( $expected, array_column( $items, 'id' ) );
	}

	public static function stored_orders(): iterable {
		yield 'as it says' => array( '[3,1,4,2]', array( 3, 1, 4, 2 ) );
		yield 'the rest by id' => array( '[3]', array( 3, 1, 2, 4 ) );
		yield 'twice, as text, and foreign ones' => array( '[9,"3",3,1]', array( 3, 1, 2, 4 ) );
		yield 'none' => array( '', array( 1, 2, 3, 4 ) );
		yield 'damaged' => array( '[3,', array( 1, 2, 3, 4 ) );
	}

	/** @dataProvider changes */
	public function test_the_list_follows( string $stored, callable $change, string $expected ): void {
		Fake_Wordpress::$post_meta['7/restart_item_ids'] = $stored;
		$change( $this->controller( self::ITEM ) );
		self::assertSame( $expected, Fake_Wordpress::$post_meta['7/restart_item_ids'] );
	}

	public static function changes(): iterable {
		$add    = static fn( $controller ) => $controller->add_item( 7, array( 'name' => 'Kettle' ) );
		$delete = static fn( $controller ) => $controller->delete_item( 7, 3 );
		$order  = static fn( $controller ) => $controller->reorder_items( 7, array( '2', '1' ) );
		yield 'the first' => array( '', $add, '[3]' );
		yield 'a new one goes last' => array( '[5,1]', $add, '[5,1,3]' );
		yield 'one that is there already' => array( '[3,1]', $add, '[3,1]' );
		yield 'taken off' => array( '[5,3,1]', $delete, '[5,1]' );
		yield 'the last one' => array( '[3]', $delete, '[]' );
		yield 'in order, and what came meanwhile last' => array( '[1,2,3]', $order, '[2,1,3]' );
		yield 'a damaged one is left' => array( '[3,', $add, '[3,' );
	}

	public function test_a_list_that_can_not_be_written_now_loses_no_gift(): void {
		$controller = $this->controller( self::ITEM, array() );
		$GLOBALS['wpdb']->is_held_by_others = true;
		self::assertSame( 3, $controller->add_item( 7, array( 'name' => 'Kettle' ) )['id'] );
		self::assertTrue( $controller->delete_item( 7, 3 ) );
		self::assert_refused( 'restart_registry_busy', 503, $controller->reorder_items( 7, array( 3 ) ) );
		self::assertSame( array(), Fake_Wordpress::$post_meta );
	}

	public function test_a_gift_that_the_api_refuses_changes_no_list(): void {
		$this->controller( self::refusal( 409 ) )->add_item( 7, array( 'name' => 'Kettle' ) );
		$this->controller( self::refusal( 503 ) )->delete_item( 7, 3 );
		self::assertSame( array(), Fake_Wordpress::$post_meta );
	}

	public function test_what_is_archived_takes_no_purchase(): void {
		self::assert_refused( 'restart_conflict', 409, $this->controller()->mark_item_purchased( 8, 3, array() ) );
		self::assertSame( array(), $this->client->requests );
	}

	public function test_an_empty_list_is_no_outage_and_an_outage_no_empty_list(): void {
		self::assertSame( array(), $this->controller( array() )->get_registry_items( 7 ) );
		self::assert_refused( 'lambda_error', 503, $this->controller( null )->get_registry_items( 7 ) );
		foreach ( array( 401, 500, 502, 503 ) as $status ) {
			$error = $this->controller(
				self::refusal( $status, array( 'detail' => 'Wrong password for restart-api' ) )
			)->get_registry_items( 7 );
			self::assert_refused( 'lambda_error', 503, $error );
			self::assertStringNotContainsString( 'What the API says', $error->get_error_message() );
		}
	}

	public function test_a_key_that_the_gateway_wants_is_an_outage_but_a_refusal_is_none(): void {
		self::assert_refused( 'lambda_error', 503, $this->controller( self::refusal( 403 ) )->get_registry_items( 7 ) );
		self::assert_refused(
			'lambda_error',
			403,
			$this->controller( self::refusal( 403, array( 'detail' => 'x' ) ) )->get_registry_items( 7 )
		);
	}

	/** @dataProvider stored_links */
	public function test_an_affiliate_link_is_shown_while_it_is_active(
		?string $affiliate_url,
		?string $status,
		bool $expected
	): void {
		$item = array( 'affiliate_url' => $affiliate_url, 'affiliate_status' => $status ) + self::ITEM;
		self::assertSame( $expected, $this->controller( $item )->get_item( 7, 3 )['is_affiliate'] );
	}

	public static function stored_links(): iterable {
		yield array( null, 'none', false );
		yield array( 'https://x.test/?a', 'active', true );
		yield array( 'https://x.test/?a', null, true );
		yield array( 'https://x.test/?a', 'expired', false );
		yield array( 'https://x.test/?a', 'inactive', false );
	}

	public function test_what_the_api_does_not_know_is_not_found(): void {
		self::assertNull( $this->controller( null )->get_item( 7, 3 ) );
		self::assert_refused(
			'restart_not_found',
			404,
			$this->controller( null )->update_item( 7, self::ITEM, array( 'name' => 'x' ) )
		);
		self::assert_refused( 'restart_not_found', 404, $this->controller( null )->delete_item( 7, 3 ) );
		self::assert_refused(
			'restart_not_found',
			404,
			$this->controller( null )->mark_item_purchased( 7, 3, array() )
		);
		self::assert_refused( 'restart_not_found', 404, $this->controller( null )->undo_purchase( 7, 3, 1, 'token' ) );
	}

	public function test_a_new_gift_is_sent_with_a_short_name_and_our_link(): void {
		$item = $this->controller( self::ITEM )->add_item(
			7,
			array(
				'name'       => 'Nice kettle - ' . str_repeat( 'and more ', 20 ),
				'url'        => 'https://www.amazon.com/Kettle/dp/B000000001/ref=x',
				'price'      => '24.90',
				'quantity'   => '2',
				'notes'      => "O'Neil",
				'image_url'  => '',
				'is_active'  => false,
				'id'         => 9,
			)
		);
		self::assertFalse( $item['is_affiliate'] ); // As the API stored it.
		list( $method, $path, $body ) = $this->client->requests[0];
		self::assertSame( array( 'POST', '/registries/7/items' ), array( $method, $path ) );
		self::assertEquals(
			array(
				'name'             => 'Nice kettle',
				'url'              => 'https://www.amazon.com/Kettle/dp/B000000001/ref=x',
				'price'            => 24.9,
				'quantity_needed'  => 2,
				'notes'            => "O'Neil",
				'image_url'        => '',
				'retailer'         => 'Amazon',
				'affiliate_url'    => 'https://www.amazon.com/dp/B000000001?tag=ada-20',
				'affiliate_status' => 'active',
			),
			$body
		);
	}

	public function test_a_key_goes_along_and_none_where_there_is_none(): void {
		$kettle     = array( 'name' => 'Kettle', 'url' => 'https://x.test/' );
		$controller = $this->controller( self::ITEM, self::ITEM );
		$controller->add_item( 7, $kettle + array( 'idempotency_key' => 'one key for one form' ) );
		$controller->add_item( 7, $kettle );
		self::assertSame( array( 'Idempotency-Key' => 'one key for one form' ), $this->client->requests[0][3] );
		self::assertArrayNotHasKey( 'idempotency_key', $this->client->requests[0][2] );
		self::assertSame( array(), $this->client->requests[1][3] );
	}

	/** @dataProvider numbers */
	public function test_numbers_come_as_text( mixed $typed, mixed $sent ): void {
		$this->controller( self::ITEM )->add_item(
			7,
			array( 'name' => 'x', 'url' => 'https://x.test/', 'price' => $typed )
		);
		self::assertSame( $sent, $this->client->requests[0][2]['price'] );
	}

	public static function numbers(): iterable {
		yield array( '24.90', 24.9 );
		yield array( '24', 24 );
		yield array( '', null );
		yield array( null, null );
		yield 'the API says what is wrong' => array( 'ten', 'ten' );
		yield array( '24,90', '24,90' );
	}

	public function test_an_affiliate_link_that_is_too_long_is_none(): void {
		$this->controller( self::ITEM )->add_item(
			7,
			array( 'name' => 'x', 'url' => 'https://ebay.com/?q=' . str_repeat( '%20', 600 ) )
		);
		$body = $this->client->requests[0][2];
		self::assertSame(
			array( 'eBay', null, 'none' ),
			array( $body['retailer'], $body['affiliate_url'], $body['affiliate_status'] )
		);
	}

	public function test_changing_what_is_not_the_address_leaves_the_link(): void {
		$this->controller( self::ITEM )->update_item( 7, self::ITEM, array( 'notes' => '', 'quantity' => 3 ) );
		self::assertSame(
			array( array( 'PATCH', '/registries/7/items/3', array( 'notes' => '', 'quantity_needed' => 3 ), array() ) ),
			$this->client->requests
		);
	}

	public function test_the_same_address_leaves_the_link_too(): void {
		$this->controller( self::ITEM )->update_item( 7, self::ITEM, array( 'url' => self::ITEM['url'] ) );
		self::assertSame( array( 'url' => self::ITEM['url'] ), $this->client->requests[0][2] );
	}

	public function test_another_address_makes_another_link(): void {
		$this->controller( self::ITEM )->update_item( 7, self::ITEM, array( 'url' => 'https://shop.example/x' ) );
		$expected = array(
			'url'              => 'https://shop.example/x',
			'retailer'         => 'Shop',
			'affiliate_url'    => null,
			'affiliate_status' => 'none',
		);
		self::assertSame( $expected, $this->client->requests[0][2] );
	}

	public function test_an_outage_is_told(): void {
		$answer = $this->controller( self::refusal( 503 ) )->update_item(
			7,
			self::ITEM,
			array( 'url' => 'https://shop.example/x' )
		);
		self::assert_refused( 'lambda_error', 503, $answer );
		self::assertCount( 1, $this->client->requests );
	}

	public function test_the_order_changes_without_the_api_unless_it_is_damaged(): void {
		self::assertSame( array( 3, 2 ), $this->controller()->reorder_items( 7, array( 5 => '3', 6 => 2 ) ) );
		self::assertSame( array(), $this->client->requests );
		Fake_Wordpress::$post_meta['7/restart_item_ids'] = '[3,';
		self::assert_refused( 'restart_conflict', 409, $this->controller()->reorder_items( 7, array( 3 ) ) );
	}

	private static function purchase( array $more = array() ): array {
		return array(
			'purchase'   => $more + array(
				'id'              => 11,
				'quantity'        => 2,
				'purchaser_name'  => 'Bob',
				'purchaser_email' => 'bob@example.test',
				'note'            => 'With love',
				'is_anonymous'    => false,
			),
			'item'       => self::ITEM,
			'undo_token' => 't',
		);
	}

	public function test_a_purchase_is_sent_with_its_key(): void {
		$data   = array(
			'quantity'        => '2',
			'purchaser_name'  => 'Bob',
			'purchaser_email' => '',
			'note'            => '',
			'is_anonymous'    => '',
			'idempotency_key' => 'sixteen characters',
		);
		$answer = $this->controller( self::purchase() )->mark_item_purchased( 7, 3, $data );
		self::assertSame( 't', $answer['undo_token'] );
		self::assertFalse( $answer['item']['is_affiliate'] );
		$expected = array(
			'POST',
			'/registries/7/items/3/purchases',
			array( 'purchaser_name' => 'Bob', 'quantity' => 2, 'is_anonymous' => false ),
			array( 'Idempotency-Key' => 'sixteen characters' ),
		);
		self::assertSame( $expected, $this->client->requests[0] );
	}

	public function test_a_purchase_always_has_a_key(): void {
		$this->controller( self::purchase() )->mark_item_purchased( 7, 3, array() );
		self::assertGreaterThanOrEqual( 16, strlen( $this->client->requests[0][3]['Idempotency-Key'] ) );
		self::assertSame( 1, $this->client->requests[0][2]['quantity'] );
	}

	public function test_the_owner_is_told_once(): void {
		$controller = $this->controller( self::purchase(), self::purchase() );
		$controller->mark_item_purchased( 7, 3, array() );
		$controller->mark_item_purchased( 7, 3, array() );
		self::assertCount( 1, Fake_Wordpress::$mails );
		self::assertSame( 'ada@example.test', Fake_Wordpress::$mails[0]['to'] );
		foreach ( array(
			'this name, which we can’t check: "Bob"',
			'2 × Kettle',
			'With love',
			'bob@example.test',
			"Ada's flat",
		) as $text ) {
			self::assertStringContainsString( $text, Fake_Wordpress::$mails[0]['message'] );
		}
	}

	public function test_an_anonymous_purchase_names_nobody(): void {
		$this->controller( self::purchase( array( 'is_anonymous' => true ) ) )->mark_item_purchased( 7, 3, array() );
		foreach ( array( 'Bob', 'bob@', 'With love' ) as $text ) {
			self::assertStringNotContainsString( $text, Fake_Wordpress::$mails[0]['message'] );
		}
		self::assertStringContainsString( 'somebody bought', Fake_Wordpress::$mails[0]['message'] );
	}

	public function test_owners_hear_nothing_of_refusals_their_own_purchases_and_what_they_switched_off(): void {
		Fake_Wordpress::$user_meta['1/restart_notify_on_purchase'] = array( '0' );
		$this->controller( self::purchase() )->mark_item_purchased( 7, 3, array() );
		Fake_Wordpress::$user_meta    = array();
		$this->uses                   = new Fake_Uses();
		Fake_Wordpress::$current_user = 1; // Ada herself.
		$this->controller( self::purchase() )->mark_item_purchased( 7, 3, array() );
		Fake_Wordpress::$current_user = 0;
		$this->controller( self::refusal( 409, array( 'remaining' => 0 ) ) )->mark_item_purchased( 7, 3, array() );
		self::assertSame( array(), Fake_Wordpress::$mails );
	}

	public function test_a_buyer_who_comes_too_late_learns_how_many_remain(): void {
		$answer = $this->controller(
			self::refusal( 409, array( 'remaining' => 0 ) )
		)->mark_item_purchased( 7, 3, array() );
		self::assert_refused( 'lambda_error', 409, $answer );
		self::assertSame( 0, $answer->get_error_data()['remaining'] );
	}

	public function test_undo_without_token_is_the_owners(): void {
		foreach ( array( null, '' ) as $token ) {
			self::assert_refused( 'restart_forbidden', 403, $this->controller()->undo_purchase( 7, 3, 11, $token ) );
			self::assertSame( array(), $this->client->requests );
		}
		$this->posts->may_edit = true;
		self::assertTrue( $this->controller( array() )->undo_purchase( 7, 3, 11, null ) );
		self::assertSame(
			array( array( 'DELETE', '/registries/7/items/3/purchases/11', null, array() ) ),
			$this->client->requests
		);
	}

	public function test_a_token_undoes_a_purchase(): void {
		self::assertTrue( $this->controller( array() )->undo_purchase( 7, 3, 11, 'token' ) );
		self::assertSame( array( 'X-Undo-Token' => 'token' ), $this->client->requests[0][3] );
	}

	public function test_inviting_an_address_without_account(): void {
		self::assertSame(
			array( 'nora@example.test' ),
			$this->controller(
				array( 'invitees' => array( 'nora@example.test' ) )
			)->send_invite( 7, ' nora@example.test ' )
		);
		self::assertSame(
			array( 'POST', '/registries/7/invitees', array( 'invitees' => array( 'nora@example.test' ) ), array() ),
			$this->client->requests[0]
		);
		self::assertStringContainsString( 'https://www.restart.test/register/', Fake_Wordpress::$mails[0]['message'] );
		self::assertStringNotContainsString( 'restart_proof', Fake_Wordpress::$mails[0]['message'] );
	}

	public function test_the_same_invitation_is_mailed_once(): void {
		$list       = array( 'invitees' => array( 'nora@example.test' ) );
		$controller = $this->controller( $list, $list );
		self::assertSame( $list['invitees'], $controller->send_invite( 7, 'nora@example.test' ) );
		$answer = $controller->send_invite( 7, 'NORA@example.test' );
		self::assert_refused( 'restart_mailed_before', 429, $answer );
		self::assertTrue( Restart_Registry_Invitations::is_on_list( $answer ) );
		self::assertCount( 1, Fake_Wordpress::$mails );
	}

	public function test_a_second_invitation_by_name_does_not_tell_who_has_an_account(): void {
		Fake_Wordpress::user( 2, 'bob', 'Bob Kahn' );
		foreach ( array( 'bob', 'nobody' ) as $name ) {
			$list       = array( 'invitees' => array( $name ) );
			$controller = $this->controller( $list, $list );
			self::assertSame( array( $name ), $controller->send_invite( 7, $name ) );
			self::assertSame( array( $name ), $controller->send_invite( 7, $name ) );
		}
		self::assertSame( array(), Fake_Wordpress::$mails );
		self::assertSame( array( 'bob', 'bob', 'nobody', 'nobody' ), self::run_jobs( $controller, 'bob', 'nobody' ) );
		self::assertSame( array( 'bob@example.test' ), array_column( Fake_Wordpress::$mails, 'to' ) );
	}

	public function test_nobody_is_written_to_who_was_taken_off_the_list_meanwhile(): void {
		Fake_Wordpress::user( 2, 'bob', 'Bob Kahn' );
		$controller = $this->controller( ...array_fill( 0, 2, array( 'invitees' => array( 'bob' ) ) ) );

		$controller->send_invite( 7, 'bob' );
		self::assertSame( array( 'bob' ), self::run_jobs( $controller, 'carol' ) );
		self::assertSame( array(), Fake_Wordpress::$mails );

		$controller->send_invite( 7, 'bob' );
		self::assertSame( array( 'bob' ), self::run_jobs( $controller, 'Bob' ) );
		self::assertCount( 1, Fake_Wordpress::$mails );
	}

	public function test_an_outage_of_mail_uses_up_no_invitation(): void {
		Fake_Wordpress::$current_user = 1;
		Fake_Wordpress::$mail_works   = false;
		for ( $i = 0; $i < 25; $i++ ) {
			$controller = $this->controller( array( 'invitees' => array( 'nora@example.test' ) ) );
			self::assert_refused( 'restart_mail_failed', 502, $controller->send_invite( 7, 'nora@example.test' ) );
		}
	}

	/** @dataProvider names */
	public function test_invitations_by_name_count_alike_in_an_outage_of_mail( string $name ): void {
		Fake_Wordpress::user( 2, 'bob', 'Bob Kahn' );
		Fake_Wordpress::$current_user = 1;
		Fake_Wordpress::$mail_works   = false;
		for ( $i = 0; $i < 20; $i++ ) {
			$controller = $this->controller( array( 'invitees' => array( $name ) ) );
			self::assertSame( array( $name ), $controller->send_invite( 7, $name ) );
			self::run_jobs( $controller, $name );
		}
		$controller = $this->controller( array( 'invitees' => array( $name ) ) );
		self::assert_refused( 'restart_mail_failed', 429, $controller->send_invite( 7, $name ) );
	}

	public static function names(): iterable {
		yield array( 'bob' );
		yield array( 'nobody' );
	}

	/**
	 * Does what waits for a request of its own, with this list of invitees.
	 *
	 * @return string[] The names that waited.
	 */
	private static function run_jobs( Restart_Registry_Controller $controller, string ...$invitees ): array {
		Fake_Wordpress::$post_meta['7/restart_invitees'] = json_encode( $invitees );

		$is_job = static fn( string $option ) => str_starts_with( $option, 'restart_registry_job_' );
		$jobs   = array_filter( Fake_Wordpress::$options, $is_job, ARRAY_FILTER_USE_KEY );

		Fake_Wordpress::$options = array_diff_key( Fake_Wordpress::$options, $jobs );
		foreach ( $jobs as list( $hook, $arguments ) ) {
			self::assertSame( Restart_Registry_Invitations::JOB, $hook );
			$controller->mail_invitation( ...$arguments );
		}
		return array_column( array_column( array_values( $jobs ), 1 ), 1 );
	}

	public function test_who_is_on_the_list_all_the_same(): void {
		self::assertTrue(
			Restart_Registry_Invitations::is_on_list( new WP_Error( Restart_Registry_Invitations::NOT_MAILED ) )
		);
		self::assertFalse( Restart_Registry_Invitations::is_on_list( self::refusal( 409 ) ) );
	}

	public function test_an_answer_does_not_tell_who_has_an_account(): void {
		Fake_Wordpress::user( 2, 'bob', 'Bob Kahn' );
		Fake_Wordpress::$mail_works = false;
		foreach ( array( 'bob', 'nobody' ) as $name ) {
			self::assertSame(
				array( $name ),
				$this->controller( array( 'invitees' => array( $name ) ) )->send_invite( 7, $name )
			);
		}
		foreach ( array( 'bob@example.test', 'nobody@example.test' ) as $address ) {
			self::assert_refused(
				'restart_mail_failed',
				502,
				$this->controller( array( 'invitees' => array( $address ) ) )->send_invite( 7, $address )
			);
		}
	}

	/** @dataProvider nobodies */
	public function test_who_can_not_be_invited( string $name ): void {
		self::assert_refused( 'restart_invalid', 422, $this->controller()->send_invite( 7, $name ) );
		self::assertSame( array(), $this->client->requests );
	}

	public static function nobodies(): iterable {
		yield array( '' );
		yield array( ' ' );
		yield array( 'a@b' );
		yield array( "bob\ncarol" );
		yield array( str_repeat( 'x', 255 ) );
	}

	public function test_a_list_that_could_not_be_changed_sends_no_mail(): void {
		self::assert_refused(
			'lambda_error',
			409,
			$this->controller( self::refusal( 409 ) )->send_invite( 7, 'nora@example.test' )
		);
		self::assertSame( array(), Fake_Wordpress::$mails );
	}

	public function test_an_invitation_is_taken_back(): void {
		self::assertSame(
			array( 'bob' ),
			$this->controller( array( 'invitees' => array( 'bob' ) ) )->remove_invitee( 7, 'a/b@example.test' )
		);
		self::assertSame( '/registries/7/invitees/a%2Fb%40example.test', $this->client->requests[0][1] );
		self::assert_refused( 'restart_not_found', 404, $this->controller( null )->remove_invitee( 7, 'x' ) );
	}

	public function test_the_invited_people_are_read_unless_the_list_is_damaged(): void {
		self::assertSame( array(), $this->controller()->get_registry_invites( 7 ) );
		Fake_Wordpress::$post_meta['7/restart_invitees'] = '["bob",3,"nora@example.test"]';
		self::assertSame( array( 'bob', 'nora@example.test' ), $this->controller()->get_registry_invites( 7 ) );
		Fake_Wordpress::$post_meta['7/restart_invitees'] = '["bob"';
		self::assert_refused( 'restart_conflict', 409, $this->controller()->get_registry_invites( 7 ) );
	}

	public function test_deleting_goes_through_the_api(): void {
		self::assertTrue( $this->controller( array() )->delete_registry( 7 ) );
		self::assertSame( array( 'DELETE', '/registries/7' ), array_slice( $this->client->requests[0], 0, 2 ) );
		self::assert_refused( 'lambda_error', 503, $this->controller( self::refusal( 503 ) )->delete_registry( 7 ) );
		self::assert_refused( 'restart_not_found', 404, $this->controller()->delete_registry( 99 ) );
	}

	public function test_a_registry_that_another_request_has_just_deleted_is_deleted(): void {
		$this->posts->deleted_elsewhere = array( 7 );
		self::assertTrue( $this->controller( null )->delete_registry( 7 ) );
	}

	public function test_a_registry_that_the_api_does_not_know_and_wordpress_does_is_not_deleted(): void {
		self::assert_refused( 'lambda_error', 503, $this->controller( null )->delete_registry( 7 ) );
	}
}
