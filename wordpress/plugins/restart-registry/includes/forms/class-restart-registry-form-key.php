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
	 * Makes a key, for the hidden fields of a form.
	 *
	 * @return array<string, string>
	 */
	public static function field(): array {
		return array( self::FIELD => wp_generate_uuid4() );
	}

	/**
	 * Returns an Idempotency-Key for the API, "" without one. A page cache may have kept what the server printed, the
	 * same for everybody, so the key is mixed with the id of the sender.
	 */
	public static function read( Restart_Registry_Request $request ): string {
		$printed = $request->line( self::FIELD );
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- these values are only hashed.
		$who = get_current_user_id()
			. '|'
			. ( $_SERVER['REMOTE_ADDR'] ?? '' )
			. '|'
			. ( $_SERVER['HTTP_USER_AGENT'] ?? '' );
		return '' === $printed ? '' : wp_hash( "$printed|$who" );
	}
}
