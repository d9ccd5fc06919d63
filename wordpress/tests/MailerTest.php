<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class MailerTest extends TestCase {

	private const REGISTRY = array(
		'id'         => 7,
		'user_id'    => 1,
		'title'      => "Ada's flat",
		'permalink'  => 'https://www.restart.test/registry/adas-flat/',
		'owner_name' => 'Ada Lovelace',
	);

	private Restart_Registry_Mailer $mailer;

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 1, 'ada', 'Ada Lovelace' );
		Fake_Wordpress::user( 2, 'bob', 'bob' ); // A display name of WordPress's making.
		$proof        = new Restart_Registry_Email_Proof();
		$this->mailer = new Restart_Registry_Mailer( $proof, new Restart_Registry_Email_Proof_Link( $proof ) );
	}

	private static function mail(): array {
		return end( Fake_Wordpress::$mails );
	}

	public function test_an_unproved_account_gets_a_link_of_its_own(): void {
		self::assertTrue( $this->mailer->invited( self::REGISTRY, 'BOB@example.test', 'BOB@example.test' ) );
		self::assertSame( 'BOB@example.test', self::mail()['to'] );
		self::assertSame(
			1,
			preg_match(
				'#https://www\.restart\.test/\?restart_proof=2-([0-9a-f]{40})\n#',
				self::mail()['message'],
				$match
			)
		);
		$stored = Fake_Wordpress::$user_meta['2/restart_email_proof_link'][0];
		self::assertSame( hash( 'sha256', $match[1] ), $stored['hash'] );
		self::assertSame( 'bob@example.test', $stored['address'] );
		self::assertSame( 7, $stored['registry_id'] );
		self::assertEqualsWithDelta( time() + 7 * 86400, $stored['expires'], 5 );
		self::assertStringNotContainsString( $match[1], serialize( Fake_Wordpress::$user_meta ) );
	}

	public function test_a_proved_account_gets_the_address(): void {
		Fake_Wordpress::$user_meta['2/restart_verified_email'] = array( 'bob@example.test' );
		$this->mailer->invited( self::REGISTRY, 'bob@example.test', 'bob@example.test' );
		self::assertStringContainsString( self::REGISTRY['permalink'], self::mail()['message'] );
		self::assertStringNotContainsString( 'restart_proof', self::mail()['message'] );
	}

	public function test_by_user_name_there_is_nothing_to_prove(): void {
		self::assertTrue( $this->mailer->invited( self::REGISTRY, 'bob', $this->mailer->mailbox( 'bob' ) ) );
		self::assertSame( 'bob@example.test', self::mail()['to'] );
		self::assertStringNotContainsString( 'restart_proof', self::mail()['message'] );
	}

	public function test_nobody_of_this_name(): void {
		self::assertSame( '', $this->mailer->mailbox( 'nobody' ) );
	}

	public function test_a_name_that_is_a_login_is_not_told(): void {
		$this->mailer->invited( array( 'owner_name' => '' ) + self::REGISTRY, 'bob@example.test', 'bob@example.test' );
		self::assertStringContainsString( 'A friend has invited you', self::mail()['message'] );
		self::assertStringStartsWith( "Hello,\n", self::mail()['message'] );
	}

	public function test_what_was_typed_is_one_short_line_in_quotes(): void {
		$letter = array(
			'title' => "Dear Bob,\n\nyou won!\u{2028}" . str_repeat( 'Click here. ', 5000 ),
		) + self::REGISTRY;
		$this->mailer->invited( $letter, 'bob', $this->mailer->mailbox( 'bob' ) );
		self::assertStringContainsString(
			'"Dear Bob, you won! Click here. Click here. Click here. Clic…"',
			self::mail()['message']
		);
		self::assertLessThan( 600, strlen( self::mail()['message'] ) );
	}

	public function test_names_and_notes_are_marked_as_typed(): void {
		$typed = array( 'quantity' => 1, 'purchaser_name' => "Police\nof Graz", 'note' => "We come.\n\nOfficer" );
		$this->mailer->purchased( self::REGISTRY, array( 'name' => 'Kettle' ), $typed );
		self::assertStringContainsString(
			'They typed this name, which we can’t check: "Police of Graz"',
			self::mail()['message']
		);
		self::assertStringContainsString(
			"which we can’t check either:\n> We come.\n> \n> Officer\n\n",
			self::mail()['message']
		);
	}

	public function test_a_name_that_only_the_database_takes_for_the_same_has_no_mailbox(): void {
		Fake_Wordpress::user( 3, 'carol', 'Carol' );
		Fake_Wordpress::$same_logins = array( 'cárol' => 'carol' );
		self::assertSame( '', $this->mailer->mailbox( 'cárol' ) );
		self::assertSame( 'carol@example.test', $this->mailer->mailbox( 'CAROL' ) );
	}

	public function test_subjects_tell_nothing(): void {
		$this->mailer->invited( self::REGISTRY, 'bob', $this->mailer->mailbox( 'bob' ) );
		$this->mailer->purchased(
			self::REGISTRY,
			array( 'name' => 'Kettle' ),
			array( 'quantity' => 1, 'purchaser_name' => 'Bob Kahn' )
		);
		foreach ( Fake_Wordpress::$mails as $mail ) {
			self::assertDoesNotMatchRegularExpression( '/Ada|Bob|Kettle|flat/', $mail['subject'] );
		}
	}

	public function test_open_links_have_an_end(): void {
		foreach ( range( 1, 25 ) as $unused ) {
			$this->mailer->invited( self::REGISTRY, 'bob@example.test', 'bob@example.test' );
		}
		self::assertCount( 20, Fake_Wordpress::$user_meta['2/restart_email_proof_link'] );
	}
}
