<?php
/**
 * One setting of the plugin.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Knows what its option may hold, and makes a valid value of any input.
 */
final class Restart_Registry_Setting {

	public const ADDRESS = 'address';
	public const SECRET  = 'secret';
	public const ACCOUNT = 'account';
	public const ID      = 'id';
	public const EMAIL   = 'email';
	public const NAME    = 'name';
	public const YES_NO  = 'yes_no';

	private const MAX_CHARACTERS = 200;

	public function __construct(
		public readonly string $option,
		public readonly string $type,
		public readonly string $label,
		public readonly string $help = ''
	) {
	}

	/**
	 * Returns a valid value, whatever comes in. For input that can't be used, this is the old one, and a complaint is
	 * shown.
	 */
	public function clean( mixed $input ): string {
		if ( self::YES_NO === $this->type ) {
			return in_array( $input, array( '1', 1, true ), true ) ? '1' : '0';
		}
		if ( self::SECRET === $this->type && is_array( $input ) ) {
			if ( ! empty( $input['forget'] ) ) {
				return '';
			}
			$input = $input['new'] ?? '';
		}
		return $this->clean_text( is_scalar( $input ) ? trim( (string) $input ) : '' );
	}

	/**
	 * An empty secret means that it is to stay: it was never printed, so it can't have been deleted.
	 */
	private function clean_text( string $text ): string {
		if ( '' === $text ) {
			return self::SECRET === $this->type ? $this->stored() : '';
		}
		if ( mb_strlen( $text ) > self::MAX_CHARACTERS ) {
			return $this->refused( self::too_long() );
		}
		if ( ! $this->is_valid( $text ) ) {
			return $this->refused( $this->complaint() );
		}
		return self::ADDRESS === $this->type
			? untrailingslashit( sanitize_url( $text, array( 'http', 'https' ) ) )
			: $text;
	}

	/**
	 * Lets no line break pass: all of them end up in headers, links or mails.
	 */
	private function is_valid( string $text ): bool {
		return match ( $this->type ) {
			self::ADDRESS => (bool) preg_match( '#^https?://[^\s/?\#@\\\\]+(/[^\s?\#]*)?$#i', $text ),
			self::SECRET  => (bool) preg_match( '/^[ -~]+$/', $text ),
			self::ACCOUNT => (bool) preg_match( '/^[^:[:cntrl:]]+$/u', $text ),
			self::ID      => (bool) preg_match( '/^[a-z0-9._-]+$/i', $text ),
			self::EMAIL   => (bool) is_email( $text ),
			default       => (bool) preg_match( '/^[^<>"[:cntrl:]]+$/u', $text ),
		};
	}

	/**
	 * Complains, and returns the old value. What was typed isn't repeated: it may be a secret in the wrong field.
	 *
	 * @param string $complaint With %s for the name of the setting.
	 */
	private function refused( string $complaint ): string {
		add_settings_error( $this->option, $this->option, esc_html( sprintf( $complaint, $this->label ) ) );
		return $this->stored();
	}

	private static function too_long(): string {
		/* translators: 1: name of a setting, 2: a number. */
		$sentence = _n(
			'%1$s was not changed: it can have up to %2$d character.',
			'%1$s was not changed: it can have up to %2$d characters.',
			self::MAX_CHARACTERS,
			'restart-registry'
		);
		return sprintf( $sentence, '%s', self::MAX_CHARACTERS );
	}

	private function complaint(): string {
		return match ( $this->type ) {
			/* translators: %s: name of a setting; so in those below. */
			self::ADDRESS => __(
				'%s was not changed: that is no address. An address starts with https:// and has no user name, “?” or “#” in it.',
				'restart-registry'
			),
			self::SECRET  => __(
				'%s was not changed. It may hold letters, digits, signs and spaces without accents, and no line breaks.',
				'restart-registry'
			),
			self::ACCOUNT => __( '%s was not changed: that can’t be a user name.', 'restart-registry' ),
			self::ID      => __(
				'%s was not changed. An id is made of letters, digits, “-”, “_” and “.”.',
				'restart-registry'
			),
			self::EMAIL   => __( '%s was not changed: that is no e-mail address.', 'restart-registry' ),
			default       => __( '%s was not changed. Please leave out <, > and ".', 'restart-registry' ),
		};
	}

	/**
	 * Reads the database alone: what comes from the environment isn't to be copied there.
	 */
	private function stored(): string {
		$stored = get_option( $this->option, '' );
		return is_string( $stored ) ? $stored : '';
	}
}
