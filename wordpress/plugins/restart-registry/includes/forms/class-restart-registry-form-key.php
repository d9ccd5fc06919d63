<?php
/**
 * A form that is sent twice.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The key that a form got when it was printed, and keeps for as long as nobody knows what came of it.
 */
final class Restart_Registry_Form_Key {

	public const FIELD = 'form_key';

	/**
	 * For the hidden fields of a form.
	 *
	 * @return array<string, string>
	 */
	public static function field(): array {
		return array( self::FIELD => wp_generate_uuid4() );
	}

	/**
	 * An Idempotency-Key for the API, "" without one. What the server printed may have come out of a page cache, the same
	 * for everybody, so it is mixed with who sends it.
	 */
	public static function read( Restart_Registry_Request $request ): string {
		$printed = $request->line( self::FIELD );
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- only hashed.
		$who = get_current_user_id()
			. '|'
			. ( $_SERVER['REMOTE_ADDR'] ?? '' )
			. '|'
			. ( $_SERVER['HTTP_USER_AGENT'] ?? '' );
		return '' === $printed ? '' : wp_hash( "$printed|$who" );
	}
}
