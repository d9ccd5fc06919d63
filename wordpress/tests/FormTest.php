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
		$marks = new Restart_Registry_Form( 'register', marks_optional: true );
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
}
