<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

/**
 * A form that comes back keeps its key for as long as nobody knows what came of it.
 */
final class FormsTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	private static function key_after( WP_Error $error, array $typed = array() ): string {
		$forms = new Restart_Registry_Forms();
		$forms->keep( 'add_item', $typed + array( 'form_key' => 'the first key', 'registry_id' => '7' ), $error );
		$html = $forms->form( 'add_item', array( 'registry_id' => 7, 'form_key' => 'a new key' ) )->open_html();
		preg_match( '/name="form_key" value="([^"]*)"/', $html, $found );
		return $found[1];
	}

	private static function refusal( int $status ): WP_Error {
		return new WP_Error( 'x', 'Why.', array( 'status' => $status ) );
	}

	public function test_after_an_outage_and_a_mistake_it_is_the_same(): void {
		foreach ( array( 401, 403, 422, 502, 503 ) as $status ) {
			self::assertSame( 'the first key', self::key_after( self::refusal( $status ) ) );
		}
	}

	public function test_what_is_known_to_be_done_or_not_has_a_new_one(): void {
		self::assertSame( 'a new key', self::key_after( self::refusal( 409 ) ) );
	}

	public function test_another_form_has_its_own(): void {
		self::assertSame( 'a new key', self::key_after( self::refusal( 503 ), array( 'registry_id' => '8' ) ) );
	}

	public function test_a_form_without_a_key_gets_none(): void {
		$forms = new Restart_Registry_Forms();
		$forms->keep( 'update', array( 'form_key' => 'of somebody', 'registry_id' => '7' ), self::refusal( 503 ) );
		self::assertStringNotContainsString(
			'form_key',
			$forms->form( 'update', array( 'registry_id' => 7 ) )->open_html()
		);
	}

	public function test_a_refusal_looks_like_one_also_when_it_is_about_no_field(): void {
		$forms = new Restart_Registry_Forms();
		$forms->keep( 'update', array( 'title' => 'Pots' ), self::refusal( 429 ) );
		self::assertStringContainsString( 'restart-status--wrong', $forms->form( 'update' )->status_html() );
	}

	public function test_a_sentence_that_refuses_nothing_does_not(): void {
		$forms = new Restart_Registry_Forms();
		$forms->refill( 'add_item', array( 'name' => 'Pots' ), 'This is what the shop says.' );
		$html = $forms->form( 'add_item' )->status_html();
		self::assertStringContainsString( 'This is what the shop says.', $html );
		self::assertStringNotContainsString( 'restart-status--wrong', $html );
	}
}
