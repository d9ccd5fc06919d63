<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class IpAddressTest extends TestCase {

	/** @dataProvider addresses */
	public function test_is_public( string $address, bool $expected ): void {
		self::assertSame( $expected, Restart_Registry_Ip_Address::is_public( $address ) );
	}

	public static function addresses(): iterable {
		foreach ( array(
			'8.8.8.8',
			'172.15.255.255',
			'172.32.0.1',
			'100.128.0.1',
			'223.255.255.255',
			'2606:4700::1111',
			'2a00::1',
		) as $address ) {
			yield $address => array( $address, true );
		}
		$closed = array(
			'0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1', '172.31.255.255',
			'192.0.0.1', '192.168.1.1', '198.19.0.1', '203.0.113.7', '224.0.0.1', '255.255.255.255',
			'::', '::1', '::ffff:8.8.8.8', '64:ff9b::808:808', '64:ff9b:1::1', '100::1', 'fc00::1', 'fe80::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1',
			'', 'localhost', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '127.1', '[::1]', 'fe80::1%eth0',
		);
		foreach ( $closed as $address ) {
			yield "closed: $address" => array( $address, false );
		}
	}
}
