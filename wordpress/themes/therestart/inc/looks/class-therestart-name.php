<?php
/**
 * What people type about themselves.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes names and e-mail addresses as they were typed, or says why not. WordPress would silently cut what it doesn't
 * like.
 */
final class Therestart_Name {

	public const MAX_LENGTH = 60;

	/**
	 * Returns the name without space around it or line breaks in it.
	 */
	public static function clean( string $typed ): string {
		return trim( (string) preg_replace( '/\s+/u', ' ', $typed ) );
	}

	/**
	 * Returns what is wrong with a clean name, "" if nothing is.
	 */
	public static function problem( string $name ): string {
		if ( '' === $name || mb_strlen( $name ) > self::MAX_LENGTH ) {
			return __( 'Please type a name of 1 to 60 characters. A first name is enough.', 'therestart' );
		}
		if ( str_contains( $name, '@' ) ) {
			return __( 'Others will see this name: please don’t use an e-mail address.', 'therestart' );
		}
		$decoded = html_entity_decode( $name, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		if ( sanitize_text_field( $name ) !== $name || $decoded !== $name ) {
			return __( 'Please leave out characters like <, % and &…;', 'therestart' );
		}
		return '';
	}

	/**
	 * Returns what is wrong with an e-mail address, "" if nothing is.
	 */
	public static function email_problem( string $email ): string {
		return is_email( $email )
			? ''
			: __( 'That doesn’t look like an e-mail address. It should be like name@example.com.', 'therestart' );
	}
}
