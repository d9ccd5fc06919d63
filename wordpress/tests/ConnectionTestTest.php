<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/fakes/wordpress-admin.php';

final class ConnectionTestTest extends TestCase {

	private const OUR_HEALTH = '{"status": "healthy", "service": "restart-registry"}';

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::user( 2, 'restart-api', 'Restart Registry API' );
		Fake_Wordpress::user( 3, 'ada', 'Ada Lovelace' );
		Fake_Wordpress::$options += array(
			'restart_lambda_url'          => 'https://api.restart.test',
			'restart_lambda_username'     => 'restart-api',
			'restart_lambda_app_password' => 'ab cd',
		);
	}

	/**
	 * @param array{int, string}|string $health Status and body, or why there was no answer.
	 * @param array{int, string}|string $items  The same.
	 */
	private static function state( array|string $health, array|string $items = array( 200, '[]' ) ): string {
		$answers   = array(
			'/health'                   => $health,
			'/items?before=1&limit=500' => $items,
		);
		$transport = static function ( string $url ) use ( $answers ): array|WP_Error {
			$answer = $answers[ substr( $url, strlen( 'https://api.restart.test' ) ) ];
			return is_string( $answer ) ? new WP_Error( 'http_request_failed', $answer )
				: array( 'response' => array( 'code' => $answer[0] ), 'body' => $answer[1] );
		};
		$settings  = array(
			'url'          => 'https://api.restart.test',
			'api_key'      => '',
			'username'     => 'restart-api',
			'app_password' => 'ab cd',
		);
		return ( new Restart_Registry_Connection_Test(
			new Restart_Registry_Lambda_Client( $settings, $transport )
		) )->run()['state'];
	}

	/** @dataProvider ways */
	public function test_what_is_wrong_on_the_way_is_told_apart( array|string $health, string $expected ): void {
		self::assertSame( $expected, self::state( $health ) );
	}

	public static function ways(): iterable {
		yield 'all is well' => array( array( 200, self::OUR_HEALTH ), 'works' );
		yield 'no such name' => array( 'cURL error 6: Could not resolve host: api', 'wrong_address' );
		yield 'not its certificate' => array( 'cURL error 60: SSL certificate problem', 'wrong_address' );
		yield 'http spoken at https' => array( 'cURL error 35: wrong version number', 'wrong_address' );
		yield 'nobody listens' => array( "cURL error 7: Couldn't connect to server", 'asleep' );
		yield 'too slow' => array( 'cURL error 28: Operation timed out after 10001 milliseconds', 'asleep' );
		yield 'another site' => array( array( 404, '<html>' ), 'wrong_address' );
		yield 'a page' => array( array( 200, '<html>' ), 'wrong_address' );
		yield 'another API' => array( array( 200, '{"status": "ok"}' ), 'wrong_address' );
		yield 'another API, with a login' => array( array( 401, '{"detail": "Who are you?"}' ), 'wrong_address' );
		yield 'a redirect' => array( array( 301, '' ), 'wrong_address' );
		yield 'its database is away' => array(
			array( 503, '{"status": "unhealthy", "service": "restart-registry"}' ),
			'asleep',
		);
		yield 'gateway, no key' => array( array( 403, '{"message": "Forbidden"}' ), 'missing_key' );
		yield 'gateway, no such stage' => array(
			array( 403, '{"message": "Missing Authentication Token"}' ),
			'wrong_address',
		);
		yield 'gateway, too slow' => array( array( 504, '{"message": "Endpoint request timed out"}' ), 'asleep' );
		yield 'gateway, quota' => array( array( 429, '{"message": "Too Many Requests"}' ), 'too_often' );
	}

	/** @dataProvider accounts */
	public function test_what_is_wrong_with_the_account_is_told_apart( array|string $items, string $expected ): void {
		self::assertSame( $expected, self::state( array( 200, self::OUR_HEALTH ), $items ) );
	}

	public static function accounts(): iterable {
		yield 'wrong password' => array( array( 401, '{"detail": "WordPress refused this."}' ), 'refused' );
		yield 'no key' => array( array( 403, '{"detail": "A valid x-api-key is needed."}' ), 'missing_key' );
		yield 'too many tries' => array( array( 429, '{"detail": "Too many."}' ), 'too_often' );
		yield 'not the account of the environment' => array(
			array( 422, '{"detail": "limit: must be at most 200"}' ),
			'not_the_sites',
		);
		yield 'WordPress is not reached' => array( array( 503, '{"detail": "WordPress is away."}' ), 'no_way_back' );
		yield 'WordPress answers oddly' => array( array( 502, '{"detail": "WordPress is odd."}' ), 'no_way_back' );
		yield 'asleep by now' => array( array( 502, '{"message": "Internal server error"}' ), 'asleep' );
		yield 'gone by now' => array( array( 404, '{"detail": "not found"}' ), 'wrong_address' );
	}

	public function test_the_account_is_one_of_this_site_and_may_manage_registries(): void {
		Fake_Wordpress::$options['restart_lambda_username'] = 'ada';
		self::assertSame( 'no_rights', self::state( array( 200, self::OUR_HEALTH ) ) );
		Fake_Wordpress::$options['restart_lambda_username'] = 'somebody-else';
		self::assertSame( 'other_site', self::state( array( 200, self::OUR_HEALTH ) ) );
	}

	public function test_an_account_whose_user_name_looks_like_an_address(): void {
		Fake_Wordpress::user( 4, 'old@restart.test', 'From before' )->user_email = 'new@restart.test';
		foreach ( array( 'old@restart.test', 'new@restart.test' ) as $name ) {
			Fake_Wordpress::$options['restart_lambda_username'] = $name;
			self::assertSame( 'no_rights', self::state( array( 200, self::OUR_HEALTH ) ) );
		}
	}

	public function test_nothing_is_asked_before_all_is_filled_in(): void {
		Fake_Wordpress::$options['restart_lambda_app_password'] = '';
		self::assertSame( 'not_set', self::state( array( 500, '' ), array( 500, '' ) ) );
	}

	public function test_each_has_words_of_its_own(): void {
		$states = ( new ReflectionClass(
			Restart_Registry_Connection_Test::class
		) )->getConstants( ReflectionClassConstant::IS_PUBLIC );
		$words  = array_map( array( Restart_Registry_Connection_Words::class, 'of' ), $states );
		self::assertCount( count( $states ), array_unique( array_column( $words, 0 ) ) );
	}
}
