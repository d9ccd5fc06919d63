<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class PurchaseActionsTest extends TestCase {

	private const ITEM = array(
		'id'   => 3,
		'name' => 'Kettle',
	);

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 1, 'ada', 'Ada Lovelace' );
		Fake_Wordpress::$current_user = 1;
	}

	private static function actions( array|WP_Error ...$answers ): Restart_Registry_Purchase_Actions {
		$proof      = new Restart_Registry_Email_Proof();
		$mailer     = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
		$limit      = new Restart_Registry_Rate_Limit( new Fake_Uses() );
		$controller = new Restart_Registry_Controller(
			new Fake_Client( ...$answers ),
			new Restart_Registry_Affiliate_Converter( array() ),
			$mailer,
			new Fake_Posts(),
			$limit
		);
		$gate       = new Restart_Registry_Gate( $controller );
		$forms      = new Restart_Registry_Forms();
		$ledger     = new Restart_Registry_Ledger_Actions( $controller, $gate, $forms );
		return new Restart_Registry_Purchase_Actions( $controller, $gate, $limit, $forms, $ledger );
	}

	private static function refusal( int $status, array $more = array() ): WP_Error {
		return new WP_Error( 'lambda_error', 'The API’s words.', array( 'status' => $status ) + $more );
	}

	/**
	 * Buying item 3, which the API refuses.
	 */
	private static function refused( int $registry_id, int $status, array $more ): WP_Error {
		return self::actions( self::ITEM, self::refusal( $status, $more ) )->mark_purchased(
			new Restart_Registry_Request( array( 'registry_id' => (string) $registry_id, 'item_id' => '3' ) )
		);
	}

	/**
	 * Undoing purchase 5 with its token, which the API refuses.
	 */
	private static function not_undone( int $status ): WP_Error {
		$form = array(
			'registry_id' => '7',
			'item_id'     => '3',
			'purchase_id' => '5',
			'undo_token'  => 'token',
		);
		return self::actions( self::refusal( $status, array( 'detail' => 'No.' ) ) )->undo_purchased(
			new Restart_Registry_Request( $form )
		);
	}

	public function test_the_first_try_was_counted_whatever_the_api_calls_it(): void {
		self::assertSame( 'restart_counted_before', self::refused( 7, 409, array() )->get_error_code() );
	}

	public function test_nothing_can_be_bought_from_an_archived_one(): void {
		self::assertSame( 'restart_conflict', self::refused( 8, 409, array() )->get_error_code() );
	}

	public function test_an_outage_says_nothing_about_the_first_try(): void {
		self::assertSame( 503, self::refused( 7, 503, array() )->get_error_data()['status'] );
		self::assertSame( 422, self::refused( 7, 422, array() )->get_error_data()['status'] );
	}

	public function test_how_many_are_left_when_somebody_else_was_faster(): void {
		foreach ( array( 0 => 'it is taken care of', 1 => 'only 1 is', 2 => 'only 2 are' ) as $left => $words ) {
			$answer = self::refused( 7, 409, array( 'remaining' => $left ) );
			self::assertSame( 'restart_too_late', $answer->get_error_code() );
			self::assertStringContainsString( $words, $answer->get_error_message() );
		}
	}

	public function test_every_wrong_token_gets_the_same_answer(): void {
		foreach ( array( 403, 404, 409, 422 ) as $status ) {
			self::assertSame( 'restart_not_undone', self::not_undone( $status )->get_error_code() );
		}
	}

	public function test_an_api_that_was_asked_too_often_may_take_the_token_later(): void {
		foreach ( array( 429, 503 ) as $status ) {
			self::assertSame( $status, self::not_undone( $status )->get_error_data()['status'] );
		}
	}
}
