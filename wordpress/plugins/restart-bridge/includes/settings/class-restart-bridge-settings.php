<?php
/**
 * What people may type.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes valid values of any input, and completes them by what is stored.
 */
final class Restart_Bridge_Settings {

	/**
	 * What is stored counts for all that isn't typed.
	 */
	public const NOTHING = array(
		'url'                => '',
		'gateway_key'        => '',
		'forget_gateway_key' => '',
		'email'              => '',
		'api_key'            => '',
		'password'           => '',
	);

	private const OPTIONS = array(
		'url'         => Restart_Bridge_Options::URL,
		'gateway_key' => Restart_Bridge_Options::GATEWAY_KEY,
		'email'       => Restart_Bridge_Options::EMAIL,
		'api_key'     => Restart_Bridge_Options::API_KEY,
	);

	private const NEEDED = array( 'url', 'email', 'api_key' );

	private const MAX_CHARACTERS = 200;

	private const ADDRESS = '#^https?://[^\s/?\#@\\\\]+(/[^\s?\#]*)?$#iD';

	/**
	 * @param mixed[] $posted Without slashes.
	 * @return array{array<string, string>, array<string, string>} What was typed, with all keys of NOTHING; and what is
	 *                                                             wrong with it, by its key.
	 */
	public static function read( array $posted ): array {
		$typed  = self::NOTHING;
		$errors = array();
		foreach ( array_keys( $typed ) as $key ) {
			$text = is_string( $posted[ $key ] ?? null ) ? trim( $posted[ $key ] ) : '';
			if ( '' === $text || self::is_valid( $key, $text ) ) {
				$typed[ $key ] = 'url' === $key ? rtrim( $text, '/' ) : $text;
			} else {
				$errors[ $key ] = self::complaint( $key );
			}
		}
		return array( $typed, $errors + self::missing( $typed ) );
	}

	/**
	 * Completes what was typed by what is stored or stands in the environment.
	 *
	 * @param array<string, string> $typed As read() returns it.
	 * @return array{url: string, gateway_key: string, email: string, api_key: string}|WP_Error
	 */
	public static function complete( array $typed = self::NOTHING ): array|WP_Error {
		$settings = array_intersect_key( $typed, self::OPTIONS );
		foreach ( self::OPTIONS as $key => $option ) {
			if ( '' !== $typed[ $key ] || '' !== ( $typed[ "forget_$key" ] ?? '' ) ) {
				continue;
			}
			$settings[ $key ] = in_array( $option, Restart_Bridge_Options::SECRETS, true )
				? Restart_Bridge_Options::secret( $option )
				: Restart_Bridge_Options::get( $option );
			if ( null === $settings[ $key ] ) {
				return new WP_Error( 'restart_bridge_sealed', self::sealed(), array( 'status' => 503 ) );
			}
		}
		return $settings;
	}

	/**
	 * Returns the options that typed values go into; what wasn't typed isn't among them.
	 *
	 * @param array<string, string> $typed As read() returns it.
	 * @return array<string, string> By the names of the options; "" is to be deleted.
	 */
	public static function to_store( array $typed ): array {
		$values = array();
		foreach ( self::OPTIONS as $key => $option ) {
			if ( '' !== $typed[ $key ] || '' !== ( $typed[ "forget_$key" ] ?? '' ) ) {
				$values[ $option ] = $typed[ $key ];
			}
		}
		return $values;
	}

	/**
	 * Tells whether this looks like a key of the backend's.
	 */
	public static function is_key( mixed $text ): bool {
		return is_string( $text ) && 1 === preg_match( '/^rrs_\w+$/D', $text );
	}

	/**
	 * What to say when a secret can't be opened.
	 */
	public static function sealed(): string {
		return __(
			'A stored key can’t be opened any more, as the salts of this site are new. Enter the keys and connect again.',
			'restart-bridge'
		);
	}

	/**
	 * Lets no line break pass: keys end up in headers.
	 */
	private static function is_valid( string $key, string $text ): bool {
		return mb_strlen( $text ) <= self::MAX_CHARACTERS && match ( $key ) {
			'url'     => preg_match( self::ADDRESS, $text ) && Restart_Bridge_Client::is_safe( $text ),
			'email'   => (bool) is_email( $text ),
			'api_key' => self::is_key( $text ),
			default   => (bool) preg_match( '/^[ -~]+$/D', $text ),
		};
	}

	/**
	 * Says what is wrong. What was typed isn't repeated: it may be a secret in the wrong field.
	 */
	private static function complaint( string $key ): string {
		return match ( $key ) {
			'url'     => __(
				'That is no address that a key may be sent to. It begins with https:// and has no user name, “?” or “#” in it.',
				'restart-bridge'
			),
			'email'   => __( 'That is no e-mail address.', 'restart-bridge' ),
			'api_key' => __( 'That is no API Key. It begins with “rrs_”.', 'restart-bridge' ),
			default   => __(
				'It may hold letters, digits, signs and spaces without accents, up to 200 of them.',
				'restart-bridge'
			),
		};
	}

	/**
	 * @param array<string, string> $typed All keys are there.
	 * @return array<string, string> What is wrong, by its key.
	 */
	private static function missing( array $typed ): array {
		$errors = array();
		foreach ( self::NEEDED as $key ) {
			$is_set = '' !== Restart_Bridge_Options::stored( self::OPTIONS[ $key ] )
				|| '' !== Restart_Bridge_Options::from_environment( self::OPTIONS[ $key ] );
			if ( '' === $typed[ $key ] && ! $is_set ) {
				$errors[ $key ] = __( 'Please fill this in.', 'restart-bridge' );
			}
		}
		return $errors;
	}
}
