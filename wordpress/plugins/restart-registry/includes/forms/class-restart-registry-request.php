<?php
/**
 * What a form sent.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads what was typed, exactly: nothing is stripped of tags or `%`, as sanitize_text_field() would. So all of it is
 * to be escaped where it is printed.
 */
final class Restart_Registry_Request {

	/**
	 * @param array<string, mixed> $fields Unslashed.
	 */
	public function __construct( private array $fields ) {
	}

	/**
	 * Returns the form of this request. Restart_Registry_Actions checks who sent it, and whether they meant to.
	 */
	public static function current(): self {
		return new self( wp_unslash( $_POST ) ); // phpcs:ignore WordPress.Security.NonceVerification -- see above.
	}

	/**
	 * Tells whether a field was sent: forms may send a part of what can be changed.
	 */
	public function has( string $name ): bool {
		return isset( $this->fields[ $name ] );
	}

	/**
	 * Returns one line, without space around it.
	 */
	public function line( string $name ): string {
		return trim( (string) preg_replace( '/\p{Cc}+/u', ' ', $this->valid( $name ) ) );
	}

	/**
	 * Returns several lines. Browsers end them with \r\n.
	 */
	public function text( string $name ): string {
		$text = str_replace( array( "\r\n", "\r" ), "\n", $this->valid( $name ) );
		return trim( (string) preg_replace( '/[^\P{Cc}\n\t]+/u', '', $text ) );
	}

	/**
	 * Returns a number above 0, else 0.
	 */
	public function number( string $name ): int {
		$number = filter_var( $this->line( $name ), FILTER_VALIDATE_INT );
		return max( 0, (int) $number );
	}

	/**
	 * Tells whether a checkbox is ticked, or what a script makes of one.
	 */
	public function flag( string $name ): bool {
		return in_array( strtolower( $this->line( $name ) ), array( '1', 'on', 'true', 'yes' ), true );
	}

	/**
	 * Reads a list, or numbers with commas between them.
	 *
	 * @return int[]
	 */
	public function numbers( string $name ): array {
		$sent = $this->fields[ $name ] ?? '';
		$list = is_array( $sent ) ? $sent : explode( ',', (string) $sent );
		$list = array_map( static fn( $one ) => (int) filter_var( $one, FILTER_VALIDATE_INT ), $list );
		return array_values( array_filter( $list, static fn( int $one ) => $one > 0 ) );
	}

	/**
	 * Returns a web address as WordPress writes it, "" if it isn't one. Characters that browsers leave unescaped are
	 * escaped, and https is meant when no scheme is given.
	 */
	public function address( string $name ): string {
		$typed = $this->line( $name );
		if ( '' === $typed ) {
			return '';
		}
		$typed = preg_match( '#^[a-z][a-z0-9+.-]*:#i', $typed ) ? $typed : 'https://' . ltrim( $typed, '/' );
		$typed = (string) preg_replace_callback(
			'/[\s"<>{}^`\\\\]/',
			static fn( array $match ) => rawurlencode( $match[0] ),
			$typed
		);
		$clean = sanitize_url( $typed, array( 'http', 'https' ) );
		return str_contains( (string) wp_parse_url( $clean, PHP_URL_HOST ), '.' ) ? $clean : '';
	}

	/**
	 * Returns everything that is text, to show it again.
	 *
	 * @return array<string, string>
	 */
	public function typed(): array {
		return array_map( 'wp_check_invalid_utf8', array_filter( $this->fields, 'is_string' ) );
	}

	private function valid( string $name ): string {
		$value = $this->fields[ $name ] ?? '';
		return is_scalar( $value ) ? wp_check_invalid_utf8( (string) $value ) : '';
	}
}
