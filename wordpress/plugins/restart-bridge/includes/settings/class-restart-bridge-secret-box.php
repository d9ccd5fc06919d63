<?php
/**
 * Secrets in the database.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Seals secrets with a key that is made of the site's salts, which stand in wp-config.php: whoever has a copy of the
 * database alone opens nothing.
 */
final class Restart_Bridge_Secret_Box {

	/**
	 * Returns printable text, another one each time.
	 */
	public static function seal( string $secret ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return base64_encode( $nonce . sodium_crypto_secretbox( $secret, $nonce, self::key() ) );
	}

	/**
	 * Returns null for what was not sealed with these salts.
	 */
	public static function open( string $sealed ): ?string {
		$bytes = (string) base64_decode( $sealed, true );
		if ( strlen( $bytes ) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return null;
		}
		$nonce  = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$cipher = substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$secret = sodium_crypto_secretbox_open( $cipher, $nonce, self::key() );
		return false === $secret ? null : $secret;
	}

	private static function key(): string {
		return hash_hmac( 'sha256', 'restart-bridge', wp_salt( 'secure_auth' ), true );
	}
}
