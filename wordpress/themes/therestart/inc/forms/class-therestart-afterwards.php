<?php
/**
 * What is done when the answer is out.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Puts work behind the answer, so that the answer takes as long whether there is something to do or not.
 */
final class Therestart_Afterwards {

	/**
	 * @param callable(): void $work Its result is seen by nobody.
	 */
	public static function run( callable $work ): void {
		ob_start(); // So that the length of the answer is known when it goes out.
		add_action( 'shutdown', array( self::class, 'let_go' ), 0 ); // Before WordPress empties its buffers.
		add_action( 'shutdown', $work, PHP_INT_MAX, 0 );
	}

	/**
	 * Sends all of the answer. Servers other than FPM close the connection at the end only, but browsers stop waiting
	 * when the length is reached.
	 */
	public static function let_go(): void {
		ignore_user_abort( true );
		$body = '';
		while ( ob_get_level() > 0 ) {
			$body = ob_get_clean() . $body;
		}
		if ( ! headers_sent() && ! ini_get( 'zlib.output_compression' ) ) {
			header( 'Content-Length: ' . strlen( $body ) );
		}
		echo $body; // phpcs:ignore WordPress.Security.EscapeOutput -- the answer itself.
		function_exists( 'fastcgi_finish_request' ) ? fastcgi_finish_request() : flush();
	}
}
