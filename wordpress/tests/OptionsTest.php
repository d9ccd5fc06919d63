<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class OptionsTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
	}

	protected function tearDown(): void {
		putenv( 'RESTART_LAMBDA_URL' );
		putenv( 'RESTART_REGISTRY_AMAZON_TAG' );
	}

	public function test_the_environment_stands_in_for_an_empty_option(): void {
		putenv( 'RESTART_LAMBDA_URL=https://from-environment.test' );
		self::assertSame( 'https://from-environment.test', Restart_Registry_Options::get( 'restart_lambda_url' ) );
		Fake_Wordpress::$options['restart_lambda_url'] = ' ';
		self::assertSame( 'https://from-environment.test', Restart_Registry_Options::get( 'restart_lambda_url' ) );
		Fake_Wordpress::$options['restart_lambda_url'] = 'https://from-option.test';
		self::assertSame( 'https://from-option.test', Restart_Registry_Options::get( 'restart_lambda_url' ) );
	}

	public function test_the_environment_sets_the_connection_alone(): void {
		putenv( 'RESTART_REGISTRY_AMAZON_TAG=other-20' );
		self::assertSame( '', Restart_Registry_Options::get( 'restart_registry_amazon_tag' ) );
	}

	public function test_guests_may_buy_unless_told_otherwise(): void {
		self::assertSame( '1', Restart_Registry_Options::get( 'restart_registry_allow_guests' ) );
		Fake_Wordpress::$options['restart_registry_allow_guests'] = '0';
		self::assertSame( '0', Restart_Registry_Options::get( 'restart_registry_allow_guests' ) );
	}

	public function test_rubbish_is_nothing(): void {
		Fake_Wordpress::$options['restart_registry_email_name'] = array( 'x' );
		self::assertSame( '', Restart_Registry_Options::get( 'restart_registry_email_name' ) );
	}

	public function test_affiliate_ids_go_by_their_short_names(): void {
		Fake_Wordpress::$options['restart_registry_etsy_id'] = 'e1';
		$expected = array(
			'amazon_tag' => '',
			'target_id'  => '',
			'walmart_id' => '',
			'bestbuy_id' => '',
			'etsy_id'    => 'e1',
			'ebay_id'    => '',
		);
		self::assertSame( $expected, Restart_Registry_Options::affiliate_ids() );
	}

	public function test_all_of_them_are_deleted_with_the_plugin(): void {
		$constants = ( new ReflectionClass( Restart_Registry_Options::class ) )->getConstants(
			ReflectionClassConstant::IS_PUBLIC
		);
		$names     = array_values( array_filter( $constants, 'is_string' ) );
		self::assertEqualsCanonicalizing( $names, Restart_Registry_Options::ALL );
	}
}
