<?php
/**
 * What people call themselves.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes a name as it was typed, or says why not. WordPress would silently cut what it doesn't like.
 */
final class Therestart_Name {

	public const MAX_LENGTH = 60;

	/**
	 * Without space around it or line breaks in it.
	 */
	public static function clean( string $typed ): string {
		return trim( (string) preg_replace( '/\s+/u', ' ', $typed ) );
	}

	/**
	 * What is wrong with a clean one, "" if nothing.
	 */
	public static function problem( string $name ): string {
		if ( '' === $name || mb_strlen( $name ) > self::MAX_LENGTH ) {
			return __( 'Please type a name of 1 to 60 characters. A first name is enough.', 'therestart' );
		}
		if ( str_contains( $name, '@' ) ) {
			return __( 'Others will see this name: please don’t use an e-mail address.', 'therestart' );
		}
		$is_kept = sanitize_text_field( $name ) === $name && html_entity_decode(
			$name,
			ENT_QUOTES | ENT_HTML5,
			'UTF-8'
		) === $name;
		return $is_kept ? '' : __( 'Please leave out characters like <, % and &…;', 'therestart' );
	}
}
