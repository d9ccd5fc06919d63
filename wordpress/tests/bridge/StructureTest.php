<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/fakes/wordpress-bridge.php';

final class StructureTest extends TestCase {

	protected function setUp(): void {
		Fake_Wordpress::reset();
		Fake_Wordpress::$options['home']    = 'https://Shop.Example.org:443/';
		Fake_Wordpress::$options['siteurl'] = 'https://shop.example.org/wp';
		Fake_Wordpress::$post_types         = array(
			'post'       => 'Posts',
			'page'       => 'Pages',
			'attachment' => 'Media',
		);
		Fake_Wordpress::$taxonomies         = array(
			'category'    => 'Categories',
			'post_format' => 'Formats',
		);
	}

	private static function counts(): void {
		$GLOBALS['wpdb'] = new Fake_Counting_Database(
			array(
				'wp_posts'         => array( 'post' => '388', 'revision' => '9', 'attachment' => '7' ),
				'wp_term_taxonomy' => array( 'category' => '12', 'nav_menu' => '1' ),
			)
		);
	}

	public function test_the_body_of_update_structure(): void {
		self::counts();
		$body = ( new Restart_Bridge_Structure() )->body();
		self::assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/', $body['timestamp'] );
		unset( $body['timestamp'] );
		$post = array( 'enabled' => true, 'fetch_limit' => 100 );
		self::assertSame(
			array(
				'post_types'                => array(
					'post' => array( 'label' => 'Posts', 'count' => 388 ) + $post,
					'page' => array( 'label' => 'Pages', 'count' => 0 ) + $post,
				),
				'taxonomies'                => array( 'category' => array( 'label' => 'Categories', 'count' => 12 ) ),
				'plugin_connection_enabled' => false,
				'two_way_sync_enabled'      => false,
				'site_url'                  => 'https://shop.example.org',
				'admin_url'                 => 'https://www.restart.test/wp-admin/',
			),
			json_decode( json_encode( $body ), true )
		);
	}

	public function test_all_types_are_counted_in_two_queries(): void {
		self::counts();
		( new Restart_Bridge_Structure() )->body();
		self::assertCount( 2, $GLOBALS['wpdb']->queries );
		self::assertStringContainsString(
			'post_status NOT IN (trash, auto-draft, inherit)',
			$GLOBALS['wpdb']->queries[0]
		);
	}

	public function test_no_types_are_objects(): void {
		Fake_Wordpress::$post_types = array();
		Fake_Wordpress::$taxonomies = array();
		self::counts();
		$json = json_encode( ( new Restart_Bridge_Structure() )->body() );
		self::assertStringContainsString( '"post_types":{},"taxonomies":{}', $json );
	}

	/** @dataProvider tables */
	public function test_a_failed_query_is_an_error( string $table ): void {
		$GLOBALS['wpdb'] = new Fake_Counting_Database( array(), $table );
		$error           = ( new Restart_Bridge_Structure() )->body();
		self::assertInstanceOf( WP_Error::class, $error );
		self::assertSame( array( 'status' => 500 ), $error->get_error_data() );
	}

	public static function tables(): iterable {
		yield array( 'wp_posts' );
		yield array( 'wp_term_taxonomy' );
	}

	/** @dataProvider labels */
	public function test_a_label_is_one_line_and_never_empty( mixed $label, string $expected ): void {
		Fake_Wordpress::$taxonomies = array( 'brand' => $label );
		self::counts();
		self::assertSame( $expected, ( new Restart_Bridge_Structure() )->gather()['taxonomies']['brand']['label'] );
	}

	public static function labels(): iterable {
		yield array( 'Brands & <b>more</b>', 'Brands & <b>more</b>' );
		yield array( " Brands\r\n\tand more\0 ", 'Brands and more' );
		yield array( '', 'brand' );
		yield array( "\n\x7f", 'brand' );
		yield array( null, 'brand' );
		yield array( str_repeat( 'é', 300 ), str_repeat( 'é', 200 ) );
	}

	/** @dataProvider homes */
	public function test_the_address_has_one_spelling( string $home, string $expected ): void {
		Fake_Wordpress::$options['home'] = $home;
		self::assertSame( $expected, Restart_Bridge_Connection::site_url() );
	}

	public static function homes(): iterable {
		yield array( 'https://shop.example.org', 'https://shop.example.org' );
		yield array( ' HTTPS://Shop.Example.org:443/ ', 'https://shop.example.org' );
		yield array( 'http://shop.example.org:80', 'http://shop.example.org' );
		yield array( 'http://shop.example.org:443', 'http://shop.example.org:443' );
		yield array( 'http://127.0.0.1:8081/Blog/', 'http://127.0.0.1:8081/Blog' );
		yield array( 'https://user:password@shop.example.org', 'https://shop.example.org' );
	}
}
