<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class PostFieldsTest extends TestCase {

	public function test_only_what_is_there(): void {
		self::assertSame( array(), Restart_Registry_Post_Fields::columns( array() ) );
		self::assertSame(
			array( 'post_status' => 'private' ),
			Restart_Registry_Post_Fields::columns( array( 'is_public' => false ) )
		);
		self::assertSame(
			array( 'post_title' => '0', 'post_content' => '' ),
			Restart_Registry_Post_Fields::columns( array( 'title' => ' 0 ', 'description' => '' ) )
		);
	}

	/** @dataProvider texts */
	public function test_texts_come_back_as_typed( string $typed ): void {
		$columns = Restart_Registry_Post_Fields::columns( array( 'description' => $typed ) );
		self::assertSame( $typed, Restart_Registry_Text::plain( $columns['post_content'] ) );
		self::assertStringNotContainsString( '<', $columns['post_content'] );
	}

	public static function texts(): iterable {
		foreach ( array(
			'<script>alert(1)</script>',
			'&#38; &#x26; &amp; &lt;',
			"O'Neil \\ \"x\"",
			'3x4 -- ... :)',
			'🙂 é 中',
			"a\n\tb",
			'[restart_registry]',
			'<!-- wp:html -->',
			'&#',
			'100 %ab',
		) as $text ) {
			yield $text => array( $text );
		}
	}

	public function test_a_new_line_of_a_browser_counts_once(): void {
		self::assertIsArray(
			Restart_Registry_Post_Fields::columns( array( 'description' => str_repeat( "é\r\n", 1000 ) ) )
		);
	}

	/** @dataProvider mistakes */
	public function test_mistakes( array $data, string $field ): void {
		$error = Restart_Registry_Post_Fields::columns( $data );
		self::assertInstanceOf( WP_Error::class, $error );
		self::assertSame(
			array( 'status' => 422, 'errors' => array( $field => $error->get_error_message() ) ),
			$error->get_error_data()
		);
	}

	public static function mistakes(): iterable {
		yield 'no title' => array( array( 'title' => ' ' ), 'title' );
		yield 'long title' => array( array( 'title' => str_repeat( 'é', 201 ) ), 'title' );
		yield 'title of two lines' => array( array( 'title' => "a\nb" ), 'title' );
		yield 'NUL in the title' => array( array( 'title' => "a\0b" ), 'title' );
		yield 'long story' => array( array( 'description' => str_repeat( 'é', 2001 ) ), 'description' );
		yield 'NUL in the story' => array( array( 'description' => "a\0b" ), 'description' );
	}

	public function test_meta_is_ours_and_never_a_list(): void {
		$typed = array(
			'event_type'     => 'divorce',
			'is_for_self'    => false,
			'allow_indexing' => true,
			'invitees'       => '["eve"]',
			'item_ids'       => '[1]',
			'other'          => 'x',
		);
		$meta  = array(
			'restart_event_type'     => 'divorce',
			'restart_is_for_self'    => '0',
			'restart_allow_indexing' => '1',
		);
		self::assertSame( $meta, Restart_Registry_Post_Fields::meta( array( 'meta' => $typed ) ) );
		self::assertSame( array(), Restart_Registry_Post_Fields::meta( array() ) );
	}
}
