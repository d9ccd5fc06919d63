<?php
declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class SenderTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	/** @dataProvider senders */
	public function test_a_mail_without_sender_gets_the_one_of_the_settings( array $options, string $header ): void {
		Fake_Wordpress::$options += $options;
		self::assertSame( array( $header ), self::headers_of( array() ) );
	}

	public static function senders(): iterable {
		$from = 'restart_registry_email_from';
		$name = 'restart_registry_email_name';
		yield 'nothing set' => array( array(), 'From: The Restart <wordpress@restart.test>' );
		yield 'both' => array(
			array( $from => 'hello@restart.test', $name => 'Änne' ),
			'From: Änne <hello@restart.test>',
		);
		yield 'an address alone' => array(
			array( $from => 'hello@restart.test' ),
			'From: The Restart <hello@restart.test>',
		);
		yield 'a name alone' => array( array( $name => 'Us' ), 'From: Us <wordpress@restart.test>' );
		yield 'no address' => array(
			array( $from => "a@b.test\r\nBcc: c@d.test", $name => "Us\r\nBcc: <c@d.test>" ),
			'From: Us Bcc: c@d.test <wordpress@restart.test>',
		);
	}

	public function test_other_headers_stay_as_list_or_as_text(): void {
		$ours = 'From: The Restart <wordpress@restart.test>';
		self::assertSame( array( 'Reply-To: a@b.test', $ours ), self::headers_of( array( 'Reply-To: a@b.test' ) ) );
		self::assertSame( array( 'X-One: 1', 'X-Two: 2', $ours ), self::headers_of( "X-One: 1\r\nX-Two: 2\r\n" ) );
	}

	public function test_a_sender_that_a_mail_names_stays(): void {
		self::assertSame( 'from: Me <me@b.test>', self::headers_of( 'from: Me <me@b.test>' ) );
		self::assertSame( array( 'From: Me <me@b.test>' ), self::headers_of( array( 'From: Me <me@b.test>' ) ) );
	}

	private static function headers_of( array|string $headers ): array|string {
		return ( new Restart_Registry_Sender() )->add_to( array( 'headers' => $headers ) )['headers'];
	}
}
