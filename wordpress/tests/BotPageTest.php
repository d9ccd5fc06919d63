<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class BotPageTest extends TestCase {

	/** @dataProvider names */
	public function test_may_be_product( string $name, bool $expected ): void {
		self::assertSame( $expected, Restart_Registry_Bot_Page::may_be_product( $name, 'www.shop-of-ada.com' ) );
	}

	public static function names(): iterable {
		$products = array(
			'Kettle',
			'Robot vacuum cleaner',
			'Sorry! The board game',
			'Home sweet home doormat',
			'LEGO 404',
			'Shop of Ada – kettle, 1.7 l',
			'Welcome mat',
			'Security camera',
			'Waiting room bench',
			'Something went wrong in Ohio',
		);
		foreach ( $products as $name ) {
			yield $name => array( $name, true );
		}
		$others = array(
			'', '   ', 'x', 'Access Denied', 'Access to this page has been denied', 'Robot Check', 'Robot or human?', 'Just a moment...', 'Attention Required! | Cloudflare', 'Pardon Our Interruption',
			'Are you a human?', 'Please verify you are human', 'captcha', '403 Forbidden', '404', '404 Not Found', 'Error 503', 'Error', 'Forbidden', 'Page not found | Ada', 'Sign in', 'Log in', 'Amazon.com',
			'shop-of-ada.com', 'Shop of Ada', 'www.shop-of-ada.com', 'Request unsuccessful. Incapsula incident ID: 1', 'Service Unavailable', 'Too Many Requests', 'Loading...',
			'Sorry! Something went wrong!', 'Security Measure', 'Queue-it', 'Waiting Room',
		);
		foreach ( $others as $name ) {
			yield "no product: $name" => array( $name, false );
		}
	}
}
