<?php
declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class FormTest extends TestCase {

	private const TYPED = array( 'log' => 'ada', 'pwd' => 'secret', 'notify' => '0' );

	public function test_what_was_typed_stands_in_its_field_again(): void {
		$form = new Restart_Registry_Form( 'log_in', typed: self::TYPED );
		self::assertStringContainsString( 'value="ada"', $form->input_html( 'log', 'Name' ) );
	}

	public function test_a_password_is_never_printed(): void {
		$form = new Restart_Registry_Form( 'log_in', typed: self::TYPED );
		self::assertStringNotContainsString(
			'secret',
			$form->input_html( 'pwd', 'Password', array( 'type' => 'password' ) )
		);
	}

	public function test_an_emptied_box_stays_empty(): void {
		$form = new Restart_Registry_Form( 'update_profile', typed: self::TYPED );
		self::assertStringNotContainsString( 'checked', $form->checkbox_html( 'notify', 'Mail', true ) );
	}

	public function test_only_some_forms_say_what_may_stay_empty(): void {
		$set   = new Restart_Registry_Form_Set( array( 'register' => true ), mark_optional: array( 'register' ) );
		$marks = new Restart_Registry_Form( 'register', set: $set );
		self::assertStringContainsString( '(optional)', $marks->input_html( 'name', 'Name' ) );
		self::assertStringNotContainsString(
			'(optional)',
			$marks->input_html( 'name', 'Name', array( 'required' => true ) )
		);
		self::assertStringNotContainsString(
			'(optional)',
			( new Restart_Registry_Form( 'update' ) )->input_html( 'name', 'Name' )
		);
	}

	public function test_a_script_is_told_what_the_form_is_called(): void {
		$html = ( new Restart_Registry_Form( 'update' ) )->open_html();
		self::assertStringContainsString( ' data-restart-action="update"', $html );
		self::assertStringContainsString( ' data-restart-ajax="restart_registry_update"', $html );
		self::assertStringContainsString( ' name="restart_registry_action" value="update"', $html );
	}

	public function test_another_set_has_names_of_its_own(): void {
		$set = self::set_of_a_theme();
		self::assertSame( array( 'shop_subscribe' => 'subscribe' ), $set->ajax_actions() );
		self::assertSame( array( true, false ), array( $set->has( 'leave' ), $set->has( 'create' ) ) );
		self::assertSame(
			array( true, false ),
			array( $set->is_for_guests( 'subscribe' ), $set->is_for_guests( 'leave' ) )
		);
		$html = ( new Restart_Registry_Form( 'subscribe', set: $set ) )->open_html();
		self::assertStringContainsString( ' data-restart-ajax="shop_subscribe"', $html );
		self::assertStringContainsString( ' name="shop_form" value="subscribe"', $html );
	}

	public function test_a_form_for_pages_alone_is_left_alone_by_scripts(): void {
		$html = ( new Restart_Registry_Form( 'leave', set: self::set_of_a_theme() ) )->open_html();
		self::assertStringNotContainsString( 'data-restart', $html );
	}

	public function test_one_of_several_is_chosen_from_the_start(): void {
		$options = array( 'private' => 'Only I', 'public' => 'All' );
		$chosen  = static function ( array $typed ) use ( $options ): array {
			$html = ( new Restart_Registry_Form( 'update', typed: $typed ) )->radios_html( 'visibility', $options );
			preg_match_all( '/value="(\w+)" checked/', $html, $found );
			return $found[1];
		};
		self::assertSame( array( 'private' ), $chosen( array() ) );
		self::assertSame( array( 'public' ), $chosen( array( 'visibility' => 'public' ) ) );
		self::assertSame( array( 'private' ), $chosen( array( 'visibility' => 'nonsense' ) ) );
	}

	public function test_a_message_is_said_once(): void {
		$form = new Restart_Registry_Form( 'update', message: 'Too late.' );
		self::assertStringContainsString( 'autofocus>Too late.<', $form->status_html() );
		self::assertStringNotContainsString( 'Too late.', $form->submit_html( 'Save' ) );
	}

	private static function set_of_a_theme(): Restart_Registry_Form_Set {
		return new Restart_Registry_Form_Set(
			array( 'subscribe' => true, 'leave' => false ),
			field: 'shop_form',
			ajax_prefix: 'shop_',
			page_only: array( 'leave' )
		);
	}
}
