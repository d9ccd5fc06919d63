<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class AnswersTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	public function test_mistakes_of_a_form_by_their_fields(): void {
		$error = Restart_Registry_Answers::invalid( array( 'name' => 'No name.', 'url' => 'No address.' ) );
		self::assertSame( 'No name. No address.', $error->get_error_message() );
		self::assertSame( 422, Restart_Registry_Answers::status( $error ) );
		self::assertSame(
			array( 'name' => 'No name.', 'url' => 'No address.' ),
			Restart_Registry_Answers::by_field( $error )
		);
	}

	public function test_mistakes_that_the_api_lists_by_their_fields(): void {
		$errors = array(
			array( 'loc' => array( 'body', 'price' ), 'msg' => 'The first one.' ),
			array( 'loc' => array( 'body', 'price' ), 'msg' => 'The second one.' ),
			array( 'loc' => array( 'body' ), 'msg' => 'All of it.' ),
			array(),
		);
		self::assertSame(
			array( 'price' => 'The first one.', '' => 'All of it.' ),
			Restart_Registry_Answers::by_field( new WP_Error( 'lambda_error', '', array( 'errors' => $errors ) ) )
		);
	}

	/** @dataProvider outages */
	public function test_words_of_the_api_about_itself_are_an_outage_to_visitors( int $status, array $more ): void {
		$said   = new WP_Error( 'lambda_error', 'The API’s words.', array( 'status' => $status ) + $more );
		$answer = Restart_Registry_Answers::of_api( $said );
		self::assertSame( 503, Restart_Registry_Answers::status( $answer ) );
		self::assertStringNotContainsString( 'The API’s words.', $answer->get_error_message() );
	}

	public static function outages(): iterable {
		yield 'asleep' => array( 503, array() );
		yield 'the password of the site is refused' => array( 401, array( 'detail' => 'Refused.' ) );
		yield 'the gateway wants a key' => array( 403, array( 'message' => 'Forbidden' ) );
	}

	public function test_other_words_of_the_api_are_passed_on(): void {
		$said = new WP_Error( 'lambda_error', 'Too long.', array( 'status' => 422 ) );
		self::assertSame( $said, Restart_Registry_Answers::of_api( $said ) );
	}
}
