<?php
/**
 * Files of markup.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Fills a file of `views/` with what it is given and nothing else.
 */
final class Therestart_View {

	/**
	 * @param array<string, mixed> $data What the view reads, as `$data`.
	 */
	public static function html( string $name, array $data = array() ): string {
		ob_start();
		require dirname( __DIR__, 2 ) . "/views/$name.php";
		return (string) ob_get_clean();
	}
}
