<?php
/**
 * Files of markup.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Fills a file of `views/` with what it is given and nothing else.
 */
final class Restart_Registry_View {

	/**
	 * @param array<string, mixed> $data What the view reads, as `$data`.
	 */
	public static function html( string $name, array $data = array() ): string {
		ob_start();
		require dirname( __DIR__, 2 ) . "/views/$name.php";
		return trim( (string) ob_get_clean() );
	}

	/**
	 * Escapes what somebody typed, for elements and attributes. esc_html() takes `&amp;` for escaped already, and would
	 * show an `&` to people who typed the five letters.
	 */
	public static function text( string $typed ): string {
		return htmlspecialchars( $typed, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
	}
}
