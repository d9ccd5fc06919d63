<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class OwnerNewsTest extends TestCase {

	private const ITEM = array(
		'id'            => 3,
		'name'          => 'Kettle',
		'affiliate_url' => null,
	);

	private Fake_Uses $uses;

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 1, 'ada', 'Ada Lovelace' );
		Fake_Wordpress::$current_user = 2;
		$this->uses                   = new Fake_Uses();
	}

	private function controller( array|WP_Error|null ...$answers ): Restart_Registry_Controller {
		$proof  = new Restart_Registry_Email_Proof();
		$mailer = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
		return new Restart_Registry_Controller(
			new Fake_Client( ...$answers ),
			new Restart_Registry_Affiliate_Converter( array() ),
			$mailer,
			new Fake_Posts(),
			new Restart_Registry_Rate_Limit( $this->uses )
		);
	}

	private function buys( int $purchase_id, int $item_id = 3 ): void {
		$answer = array(
			'purchase'   => array( 'id' => $purchase_id, 'quantity' => 1, 'purchaser_name' => 'I am watching you' ),
			'item'       => array( 'id' => $item_id ) + self::ITEM,
			'undo_token' => 't',
		);
		self::assertIsArray( $this->controller( $answer )->mark_item_purchased( 7, $item_id, array() ) );
	}

	private function undoes( int $purchase_id, int $item_id = 3 ): void {
		self::assertTrue(
			$this->controller(
				array(),
				array( 'id' => $item_id ) + self::ITEM
			)->undo_purchase( 7, $item_id, $purchase_id, 't' )
		);
	}

	public function test_buying_and_undoing_a_hundred_times_makes_at_most_three_mails(): void {
		foreach ( range( 1, 100 ) as $id ) {
			$this->buys( $id );
			$this->undoes( $id );
			$this->uses->counts = array_filter(
				$this->uses->counts,
				static fn( int $count ) => $count < 50
			); // An hour goes by.
		}
		$this->buys( 101 );
		self::assertSame( array( 'restart_registry_owner_digest' ), array_keys( Fake_Wordpress::$events ) );
		self::assertEqualsWithDelta( time() + 86400, Fake_Wordpress::$events['restart_registry_owner_digest'], 60 );
		$this->controller( self::ITEM, array( array( 'id' => 101, 'quantity' => 1 ) ) )->send_digest( 1 );
		self::assertCount( 3, Fake_Wordpress::$mails );
		self::assertStringContainsString(
			'Bought from "Ada\'s flat": 1 × Kettle',
			Fake_Wordpress::$mails[2]['message']
		);
		self::assertStringNotContainsString( 'watching', Fake_Wordpress::$mails[2]['message'] );
	}

	public function test_each_gift_has_its_own_first_mail(): void {
		$this->buys( 1, 3 );
		$this->buys( 2, 4 );
		$this->buys( 3, 3 );
		self::assertCount( 2, Fake_Wordpress::$mails );
	}

	public function test_an_undo_is_told_to_who_was_told_of_the_purchase(): void {
		$this->buys( 1 );
		$this->undoes( 1 );
		self::assertStringContainsString(
			'has changed their mind, and this is still wanted: Kettle',
			Fake_Wordpress::$mails[1]['message']
		);
		self::assertSame( 'ada@example.test', Fake_Wordpress::$mails[1]['to'] );
	}

	public function test_an_undo_of_what_nobody_was_told_is_told_to_nobody(): void {
		$this->undoes( 1 );
		self::assertSame( array(), Fake_Wordpress::$mails );
		$this->buys( 2 );
		$this->buys( 3 ); // It waits for the digest.
		$this->undoes( 3 );
		$this->controller()->send_digest( 1 );
		self::assertCount( 1, Fake_Wordpress::$mails );
	}

	public function test_the_owners_own_undo_is_no_news(): void {
		$this->buys( 1 );
		Fake_Wordpress::$current_user = 1;
		$this->undoes( 1 );
		self::assertCount( 1, Fake_Wordpress::$mails );
	}

	public function test_an_undo_of_what_the_digest_told_is_told(): void {
		$this->buys( 1 );
		$this->buys( 2 );
		$this->controller( self::ITEM, array( array( 'id' => 2, 'quantity' => 1 ) ) )->send_digest( 1 );
		$this->undoes( 2 );
		self::assertCount( 3, Fake_Wordpress::$mails );
	}

	public function test_while_the_api_is_away_the_digest_waits(): void {
		$this->buys( 1 );
		$this->buys( 2 );
		Fake_Wordpress::$events = array();
		$this->controller( new WP_Error( 'lambda_error', 'Away.', array( 'status' => 503 ) ) )->send_digest( 1 );
		self::assertCount( 1, Fake_Wordpress::$mails );
		self::assertNotSame( array(), Fake_Wordpress::$events );
		$this->controller( self::ITEM, array( array( 'id' => 2, 'quantity' => 1 ) ) )->send_digest( 1 );
		self::assertCount( 2, Fake_Wordpress::$mails );
	}

	public function test_a_mail_that_could_not_be_sent_is_made_up_for_by_the_digest(): void {
		Fake_Wordpress::$mail_works = false;
		$this->buys( 1 );
		$this->buys( 1 ); // The same request once more.
		Fake_Wordpress::$mail_works = true;
		$this->controller( self::ITEM, array( array( 'id' => 1, 'quantity' => 1 ) ) )->send_digest( 1 );
		self::assertCount( 2, Fake_Wordpress::$mails );
		self::assertStringContainsString( '1 × Kettle', Fake_Wordpress::$mails[1]['message'] );
	}

	public function test_neither_is_told_if_the_purchase_was_undone_before_its_mail_could_be_sent(): void {
		Fake_Wordpress::$mail_works = false;
		$this->buys( 1 );
		Fake_Wordpress::$mail_works = true;
		$this->undoes( 1 );
		$this->controller()->send_digest( 1 );
		self::assertCount( 1, Fake_Wordpress::$mails );
	}

	public function test_an_undo_whose_mail_could_not_be_sent_is_in_the_digest(): void {
		$this->buys( 1 );
		Fake_Wordpress::$mail_works = false;
		$this->undoes( 1 );
		Fake_Wordpress::$mail_works = true;
		$this->controller( self::ITEM )->send_digest( 1 );
		self::assertCount( 3, Fake_Wordpress::$mails );
		self::assertStringContainsString( 'has changed their mind', Fake_Wordpress::$mails[2]['message'] );
	}

	public function test_a_digest_that_could_not_be_sent_waits_for_another_day(): void {
		$this->buys( 1 );
		$this->buys( 2 );
		Fake_Wordpress::$events     = array();
		Fake_Wordpress::$mail_works = false;
		$this->controller( self::ITEM, array( array( 'id' => 2, 'quantity' => 1 ) ) )->send_digest( 1 );
		self::assertEqualsWithDelta( time() + 86400, Fake_Wordpress::$events['restart_registry_owner_digest'], 60 );
		Fake_Wordpress::$mail_works = true;
		$this->controller( self::ITEM, array( array( 'id' => 2, 'quantity' => 1 ) ) )->send_digest( 1 );
		self::assertCount( 3, Fake_Wordpress::$mails );
		self::assertStringContainsString( '1 × Kettle', Fake_Wordpress::$mails[2]['message'] );
	}

	public function test_a_registry_takes_a_number_of_purchases_an_hour_whoever_buys(): void {
		foreach ( range( 1, 300 ) as $id ) {
			$this->buys( $id );
		}
		$refused = $this->controller()->mark_item_purchased( 7, 3, array() );
		self::assertSame( 429, $refused->get_error_data()['status'] );
	}
}
