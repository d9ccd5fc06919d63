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

	/**
	 * Buying item 3, which the API refuses.
	 */
	private static function refused( int $registry_id, int $status, array $more ): WP_Error {
		$refusal    = new WP_Error( 'lambda_error', 'The API’s words.', array( 'status' => $status ) + $more );
		$proof      = new Restart_Registry_Email_Proof();
		$mailer     = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
		$limit      = new Restart_Registry_Rate_Limit( new Fake_Uses() );
		$controller = new Restart_Registry_Controller(
			new Fake_Client( self::ITEM, $refusal ),
			new Restart_Registry_Affiliate_Converter( array() ),
			$mailer,
			new Fake_Posts(),
			$limit
		);
		$gate       = new Restart_Registry_Gate( $controller );
		$forms      = new Restart_Registry_Forms();
		$ledger     = new Restart_Registry_Ledger_Actions( $controller, $gate, $forms );
		$actions    = new Restart_Registry_Purchase_Actions( $controller, $gate, $limit, $forms, $ledger );
		return $actions->mark_purchased(
			new Restart_Registry_Request( array( 'registry_id' => (string) $registry_id, 'item_id' => '3' ) )
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
}
