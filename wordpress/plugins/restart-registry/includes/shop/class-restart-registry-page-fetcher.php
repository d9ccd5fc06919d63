<?php
/**
 * Pages of shops.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Fetches the page that somebody wants to add, within limits of time and size, from the public internet only.
 *
 * A page that says nothing about a product is as good as none: then people type the facts themselves.
 */
final class Restart_Registry_Page_Fetcher {

	private const TOTAL_SECONDS = 10;
	private const MAX_REDIRECTS = 5;
	private const MAX_BYTES     = 2 * MB_IN_BYTES;
	private const MAX_DOWNLOAD  = 8 * MB_IN_BYTES; // Then the connection is closed: a page may be longer than we read.

	private Restart_Registry_Shop_Address $asked;

	/**
	 * @var string[]
	 */
	private array $addresses = array();

	/**
	 * @return array<string, string>|WP_Error url, name, description, price, image_url; "" for missing ones.
	 */
	public function product( string $url ): array|WP_Error {
		$url  = preg_match( '#^[a-z][a-z0-9+.-]*:#i', $url ) ? $url : "https://$url";
		$page = Restart_Registry_Shop_Address::parse( $url ) ? $this->follow( $url ) : self::not_an_address();
		if ( is_wp_error( $page ) ) {
			return $page;
		}
		$product = ( new Restart_Registry_Product_Page( $page['html'], $page['url'], $page['charset'] ) )->product();
		return $product ? array( 'url' => $url ) + $product : self::unreadable();
	}

	/**
	 * WordPress would follow redirects itself, but look at their addresses less closely.
	 *
	 * @return array{url: string, html: string, charset: string}|WP_Error
	 */
	private function follow( string $url ): array|WP_Error {
		$deadline = microtime( true ) + self::TOTAL_SECONDS;
		for ( $hop = 0; $hop <= self::MAX_REDIRECTS; $hop++ ) {
			$response = $this->ask( $url, $deadline );
			if ( is_wp_error( $response ) ) {
				return self::unreadable();
			}
			$location = wp_remote_retrieve_header( $response, 'location' );
			if (
				! in_array( wp_remote_retrieve_response_code( $response ), array( 301, 302, 303, 307, 308 ), true )
				|| ! is_string( $location )
			) {
				return self::page( $url, $response );
			}
			$url = WP_Http::make_absolute_url( $location, $url );
		}
		return self::unreadable();
	}

	/**
	 * @return array<string, mixed>|WP_Error Of wp_safe_remote_get().
	 */
	private function ask( string $url, float $deadline ): array|WP_Error {
		$address         = Restart_Registry_Shop_Address::parse( $url );
		$this->addresses = $address ? $address->resolve() : array();
		$seconds         = $deadline - microtime( true );
		// Only cURL can be told whom to connect to.
		if ( ! $this->addresses || $seconds < 1 || ! function_exists( 'curl_init' ) ) {
			return self::unreadable();
		}
		$this->asked = $address;
		$this->hook( 'add' );
		$response = wp_safe_remote_get( $address->url, $this->arguments( $seconds ) );
		$this->hook( 'remove' );
		return $response;
	}

	/**
	 * @return array<string, mixed>
	 */
	private function arguments( float $seconds ): array {
		return array(
			'timeout'             => $seconds,
			'redirection'         => 0,
			'limit_response_size' => self::MAX_BYTES,
			'user-agent'          => 'Mozilla/5.0 (compatible; RestartRegistry/' . RESTART_REGISTRY_VERSION . ')',
			'headers'             => array(
				'Accept'          => 'text/html,application/xhtml+xml',
				'Accept-Language' => str_replace( '_', '-', get_locale() ) . ',en;q=0.5',
			),
		);
	}

	/**
	 * Changes the hooks for this one request only.
	 *
	 * @param string $change `add` or `remove`.
	 */
	private function hook( string $change ): void {
		( "{$change}_action" )( 'http_api_curl', array( $this, 'hold_connection' ) );
		( "{$change}_action" )( 'requests-requests.before_parse', array( $this, 'unpack_once' ) );
		if ( $this->asked->is_exempt ) {
			( "{$change}_filter" )( 'http_request_host_is_external', '__return_true' );
			( "{$change}_filter" )( 'http_allowed_safe_ports', array( $this, 'allow_port' ) );
		}
	}

	/**
	 * Connects to the very addresses that were checked, because a name server may answer something else the next time.
	 * It hangs up on a page without end.
	 *
	 * @param CurlHandle $handle Of WordPress's request.
	 */
	public function hold_connection( CurlHandle $handle ): void {
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- WordPress's own hook for it.
		curl_setopt(
			$handle,
			CURLOPT_RESOLVE,
			array( "{$this->asked->host}:{$this->asked->port}:" . implode( ',', $this->addresses ) )
		);
		curl_setopt( $handle, CURLOPT_NOPROGRESS, false ); // phpcs:ignore WordPress.WP.AlternativeFunctions
		// phpcs:ignore WordPress.WP.AlternativeFunctions
		curl_setopt(
			$handle,
			CURLOPT_PROGRESSFUNCTION,
			static fn( $curl, $size, $done ) => $done > self::MAX_DOWNLOAD ? 1 : 0
		);
	}

	/**
	 * cURL has unpacked the page, and stopped in time. Without its header WordPress doesn't unpack once more what looks
	 * packed, which would have no limit.
	 *
	 * @param string $response Headers and body.
	 */
	public function unpack_once( string &$response ): void {
		$end      = strpos( $response, "\r\n\r\n" );
		$end      = false === $end ? strlen( $response ) : $end;
		$headers  = preg_replace( '/^content-encoding:[^\r\n]*\r?\n?/mi', '', substr( $response, 0, $end ) );
		$response = $headers . substr( $response, $end );
	}

	/**
	 * @param int[] $ports That WordPress asks.
	 * @return int[]
	 */
	public function allow_port( array $ports ): array {
		return array( ...$ports, $this->asked->port );
	}

	/**
	 * @param array<string, mixed> $response Of wp_safe_remote_get().
	 * @return array{url: string, html: string, charset: string}|WP_Error
	 */
	private static function page( string $url, array $response ): array|WP_Error {
		$type  = wp_remote_retrieve_header( $response, 'content-type' );
		$type  = is_string( $type ) ? $type : ''; // Two are none.
		$match = array();
		if (
			200 !== wp_remote_retrieve_response_code( $response )
			|| ! preg_match( '#^(?:text/html|application/xhtml\+xml)\s*(?:;|$)#i', $type )
		) {
			return self::unreadable();
		}
		preg_match( '/charset\s*=\s*["\']?([a-z0-9_:.-]{1,40})/i', $type, $match );
		return array(
			'url'     => $url,
			'html'    => wp_remote_retrieve_body( $response ),
			'charset' => $match[1] ?? '',
		);
	}

	private static function not_an_address(): WP_Error {
		$advice = __(
			'Please copy the complete address of the shop’s page, like https://www.example.com/kettle.',
			'restart-registry'
		);
		$or     = __( 'Or type name and price yourself.', 'restart-registry' );
		return Restart_Registry_Answers::invalid( array( 'url' => "$advice $or" ) );
	}

	/**
	 * Always says the same: the reason would tell what answers inside the network.
	 */
	private static function unreadable(): WP_Error {
		$what   = __( 'This page can’t be read from here: some shops don’t let others look.', 'restart-registry' );
		$advice = __( 'The link is fine. Please type name and price yourself.', 'restart-registry' );
		return new WP_Error( 'restart_unreadable', "$what $advice", array( 'status' => 422 ) );
	}
}
