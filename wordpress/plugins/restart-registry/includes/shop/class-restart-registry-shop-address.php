<?php
/**
 * Addresses that people give us to read.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Decides whether this server may ask for an address that a stranger typed, and whom exactly.
 *
 * The server stands inside a network where much answers that should answer nobody from outside.
 */
final class Restart_Registry_Shop_Address {

	private const MAX_CHARACTERS = 2000;
	private const PORTS          = array(
		'http'  => 80,
		'https' => 443,
	);

	/**
	 * Letters, digits and hyphens between dots. The last part has to be letters, so that no notation of an IP address
	 * (2130706433, 0x7f.1, 017700000001) is one.
	 */
	private const HOST = '/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+'
		. '(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/D';

	private function __construct(
		public readonly string $url,
		public readonly string $host,
		public readonly int $port,
		public readonly bool $is_exempt
	) {
	}

	/**
	 * Returns null if it must not be asked. Looks at the letters only.
	 */
	public static function parse( string $url ): ?self {
		$parts = strlen( $url ) <= self::MAX_CHARACTERS && ! preg_match( '/[\x00-\x20\x7f\\\\]/', $url )
			? wp_parse_url( $url )
			: false;
		$port  = $parts ? self::PORTS[ strtolower( $parts['scheme'] ?? '' ) ] ?? 0 : 0;
		if ( ! $port || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return null;
		}
		$host = self::ascii( rtrim( strtolower( $parts['host'] ), '.' ) );
		$url  = preg_replace( '/#.*$/s', '', $url );
		/**
		 * Filters hosts that may be asked although they are not on the internet, like a shop made for tests. Each one
		 * is a door into your network for everybody who has an account here.
		 *
		 * @param bool   $is_exempt Never, unless a site says so.
		 * @param string $host      As in the address.
		 * @param int    $port      As in the address, or the usual one.
		 */
		$is_exempt = (bool) apply_filters( 'restart_registry_fetch_exempt', false, $host, $parts['port'] ?? $port );
		$is_usual  = preg_match( self::HOST, $host ) && ( $parts['port'] ?? $port ) === $port;
		return $is_exempt || $is_usual
			? new self( self::with_host( $url, $parts['host'], $host ), $host, $parts['port'] ?? $port, $is_exempt )
			: null;
	}

	/**
	 * Returns everything that its name leads to, or nothing if any of that is not on the internet.
	 *
	 * @return string[]
	 */
	public function resolve(): array {
		$addresses = filter_var( $this->host, FILTER_VALIDATE_IP )
			? array( $this->host )
			: self::look_up( $this->host );
		$public    = array_filter( $addresses, array( Restart_Registry_Ip_Address::class, 'is_public' ) );
		return $this->is_exempt || count( $public ) === count( $addresses ) ? array_unique( $addresses ) : array();
	}

	/**
	 * Returns the answer of the name server, or of the server's own hosts file. A name server that is silent is not
	 * asked again: each time would take as long.
	 *
	 * @return string[]
	 */
	private static function look_up( string $host ): array {
		$ipv4 = self::records( $host, DNS_A );
		if ( null === $ipv4 ) {
			return array();
		}
		$found = array( ...$ipv4, ...( self::records( $host, DNS_AAAA ) ?? array() ) );
		$found = $found ? $found : gethostbynamel( $host );
		return $found ? $found : array();
	}

	/**
	 * @return string[]|null Null when the name server is silent, of which PHP warns.
	 */
	private static function records( string $host, int $type ): ?array {
		// phpcs:ignore Generic.PHP.NoSilencedErrors, WordPress.PHP.NoSilencedErrors -- see above.
		$records = @dns_get_record( $host, $type );
		return is_array( $records ) ? array_column( $records, DNS_A === $type ? 'ip' : 'ipv6' ) : null;
	}

	/**
	 * Names with other letters have a form without them. Where PHP can't make it, the page is not read.
	 */
	private static function ascii( string $host ): string {
		return preg_match( '/[^\x00-\x7f]/', $host ) && function_exists( 'idn_to_ascii' )
			? (string) idn_to_ascii( $host )
			: $host;
	}

	private static function with_host( string $url, string $old, string $new ): string {
		return $old === $new ? $url : (string) substr_replace( $url, $new, (int) strpos( $url, $old ), strlen( $old ) );
	}
}
