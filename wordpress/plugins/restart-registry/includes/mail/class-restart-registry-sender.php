<?php
/**
 * From whom the site's e-mails come.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Names the sender that the settings say in every mail that names none, WordPress's own mails included.
 */
final class Restart_Registry_Sender {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'wp_mail', array( $this, 'add_to' ) );
	}

	/**
	 * @param array<string, mixed> $mail What wp_mail() was given.
	 * @return array<string, mixed>
	 */
	public function add_to( array $mail ): array {
		$given   = $mail['headers'] ?? array();
		$headers = is_array( $given ) ? $given : (array) preg_split( '/[\r\n]+/', $given, -1, PREG_SPLIT_NO_EMPTY );
		if ( ! preg_grep( '/^\s*from\s*:/i', $headers ) ) {
			$mail['headers'] = array( ...$headers, self::header() );
		}
		return $mail;
	}

	/**
	 * Without an address in the settings it is the one that WordPress uses.
	 */
	private static function header(): string {
		$from = Restart_Registry_Options::get( Restart_Registry_Options::EMAIL_FROM );
		$name = Restart_Registry_Options::get( Restart_Registry_Options::EMAIL_NAME );
		$name = '' === $name ? wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) : $name;
		$host = (string) preg_replace( '/^www\./', '', (string) wp_parse_url( home_url(), PHP_URL_HOST ) );
		$from = is_email( $from ) ? $from : "wordpress@$host";
		return sprintf( 'From: %s <%s>', trim( (string) preg_replace( '/[\s\p{Cc}<>"]+/u', ' ', $name ) ), $from );
	}
}
