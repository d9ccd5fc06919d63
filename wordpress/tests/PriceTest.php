<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class PriceTest extends TestCase {

	/** @dataProvider prices */
	public function test_a_price_of_people_is_read( string $typed, string $expected ): void {
		self::assertSame( $expected, Restart_Registry_Price::read( $typed ) );
	}

	/** @dataProvider machine_prices */
	public function test_a_price_for_machines_is_read( string $said, string $expected ): void {
		self::assertSame( $expected, Restart_Registry_Price::of_machine( $said ) );
	}

	public static function machine_prices(): iterable {
		$known = array(
			'129.000' => '129.000', '1.299' => '1.299', '24.90' => '24.90', ' 24.9 ' => '24.9',
			'1299' => '1299', '24,90 €' => '24.90', '1.299,00' => '1299.00', '$1,299.00' => '1299.00',
			'' => '', 'free' => '', '-3.5' => '', "24.9\n5" => '',
		);
		foreach ( $known as $said => $expected ) {
			yield "‘{$said}’" => array( (string) $said, $expected );
		}
	}

	public static function prices(): iterable {
		$known = array(
			'24.90' => '24.90', '24,90 €' => '24.90', '$1,299.00' => '1299.00', '1.299,5' => '1299.5',
			'1.299' => '1299', '1 299' => '1299', "CHF 1'299.05" => '1299.05',
			'USD 5' => '5', '0.99' => '0.99', '0.999' => '0.999', '99999999.99' => '99999999.99',
			'' => '', 'free' => '', '-3' => '', '1,2,3' => '', '1e9' => '', '12 or 13' => '', '1.2.3' => '',
			'999999999' => '',
		);
		foreach ( $known as $typed => $expected ) {
			yield "‘{$typed}’" => array( (string) $typed, $expected );
		}
	}
}
