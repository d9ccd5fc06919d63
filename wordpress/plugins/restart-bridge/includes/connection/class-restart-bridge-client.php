<?php
/**
 * The backend.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Talks to the backend; nothing else in the plugin does.
 */
final class Restart_Bridge_Client {

	public const NOT_CONFIGURED = 'restart_bridge_not_configured';
	public const INSECURE       = 'restart_bridge_insecure';
	public const UNREACHABLE    = 'restart_bridge_unreachable';
	public const REFUSED        = 'restart_bridge_refused';
	public const UNUSABLE       = 'restart_bridge_unusable';

	public const TIMEOUT_SECONDS = 10;

	/**
	 * The backend says this to a copy of a site that has the key of its original.
	 */
	private const ANOTHER_SITE = 'Another site';

	private const MAX_ANSWER_BYTES     = 1048576;
	private const MAX_WORDS_CHARACTERS = 300;

	private Closure $transport;

	/**
	 * @param array{url: string, gateway_key: string, api_key: string} $settings  Where the backend is, and our keys.
	 * @param callable|null                                            $transport Tests give another one; the default is
	 *                                                                            WordPress's own.
	 */
	public function __construct( private array $settings, ?callable $transport = null ) {
		$this->transport = Closure::fromCallable( $transport ?? 'wp_remote_request' );
	}

	/**
	 * Tells whether a key may be sent there: by https, or unencrypted where nobody can listen.
	 */
	public static function is_safe( string $url ): bool {
		$host = trim( strtolower( (string) wp_parse_url( $url, PHP_URL_HOST ) ), '[]' );
		return 'https' === strtolower( (string) wp_parse_url( $url, PHP_URL_SCHEME ) )
			|| in_array( $host, array( 'localhost', '::1' ), true )
			|| ( filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 ) && str_starts_with( $host, '127.' ) )
			|| 'local' === wp_get_environment_type();
	}

	/**
	 * Tells whether the backend itself said that there is no such integration, and not a server at a wrong address.
	 */
	public static function is_gone( mixed $answer ): bool {
		$data = is_wp_error( $answer ) ? (array) $answer->get_error_data() : array();
		return 404 === ( $data['status'] ?? 0 ) && '' !== ( $data['error'] ?? '' );
	}

	/**
	 * Tells whether the key belongs to another site than this one.
	 */
	public static function is_other_sites( mixed $answer ): bool {
		$data = is_wp_error( $answer ) ? (array) $answer->get_error_data() : array();
		return 409 === ( $data['status'] ?? 0 ) && self::ANOTHER_SITE === ( $data['error'] ?? '' );
	}

	/**
	 * Introduces this site. All of these answer `data` of the backend's envelope. An error's data holds `status`, and
	 * `error`, the backend's own short word for it.
	 *
	 * @param array<string, string> $introduction Becomes JSON.
	 * @return mixed[]|WP_Error
	 */
	public function connect( array $introduction ): array|WP_Error {
		$answer = $this->request( 'POST', '/integration/connect', $introduction );
		if ( is_wp_error( $answer ) || self::has_ids( $answer ) ) {
			return $answer;
		}
		return $this->unusable( 200 );
	}

	/**
	 * @param array<string, mixed> $structure Becomes JSON.
	 * @return mixed[]|WP_Error
	 */
	public function update_structure( int $integration_id, array $structure ): array|WP_Error {
		return $this->request( 'POST', "/integration/integrations/$integration_id/update-structure", $structure );
	}

	/**
	 * @return mixed[]|WP_Error
	 */
	public function status( int $integration_id ): array|WP_Error {
		return $this->request( 'GET', "/integration/integrations/$integration_id/status" );
	}

	/**
	 * @return mixed[]|WP_Error
	 */
	public function disconnect( int $integration_id ): array|WP_Error {
		return $this->request( 'POST', "/integration/integrations/$integration_id/disconnect", array() );
	}

	/**
	 * @return mixed[]|WP_Error With the new `api_key`, which is told once.
	 */
	public function rotate_key( int $integration_id ): array|WP_Error {
		$answer = $this->request( 'POST', "/integration/integrations/$integration_id/rotate-key", array() );
		if ( is_wp_error( $answer ) || Restart_Bridge_Settings::is_key( $answer['api_key'] ?? null ) ) {
			return $answer;
		}
		return $this->unusable( 200 );
	}

	/**
	 * @param array<string, mixed>|null $body Becomes JSON.
	 * @return mixed[]|WP_Error
	 */
	private function request( string $method, string $path, ?array $body = null ): array|WP_Error {
		$refusal = $this->why_not();
		if ( $refusal ) {
			return $refusal;
		}
		$response = ( $this->transport )(
			rtrim( $this->settings['url'], '/' ) . $path,
			$this->arguments( $method, $body )
		);
		return is_wp_error( $response ) ? $this->unreachable( $response ) : $this->read( $response );
	}

	/**
	 * Looks again although the settings were checked: the address may come from the environment.
	 */
	private function why_not(): ?WP_Error {
		if ( '' === $this->settings['url'] || '' === $this->settings['api_key'] ) {
			$message = __( 'Address and API Key of the backend are needed.', 'restart-bridge' );
			return new WP_Error( self::NOT_CONFIGURED, $message, array( 'status' => 503 ) );
		}
		if ( ! self::is_safe( $this->settings['url'] ) ) {
			$message = __(
				'The address of the backend has to begin with https://, as a key is sent there.',
				'restart-bridge'
			);
			return new WP_Error( self::INSECURE, $message, array( 'status' => 503 ) );
		}
		return null;
	}

	/**
	 * Allows no redirects: they would carry the key to another place, and lose the body.
	 *
	 * @param array<string, mixed>|null $body Becomes JSON.
	 * @return array<string, mixed> For wp_remote_request().
	 */
	private function arguments( string $method, ?array $body ): array {
		$headers = array(
			'Accept'        => 'application/json',
			'Authorization' => 'Bearer ' . $this->settings['api_key'],
		);
		if ( '' !== $this->settings['gateway_key'] ) {
			$headers['x-api-key'] = $this->settings['gateway_key'];
		}
		if ( null !== $body ) {
			$headers['Content-Type'] = 'application/json';
			$body                    = wp_json_encode( (object) $body ); // An empty body is an object, too: {}.
		}
		return array(
			'method'              => $method,
			'timeout'             => self::TIMEOUT_SECONDS,
			'redirection'         => 0,
			'limit_response_size' => self::MAX_ANSWER_BYTES,
			'headers'             => $headers,
			'body'                => $body,
		);
	}

	/**
	 * @param array<string, mixed> $response Of wp_remote_request().
	 * @return mixed[]|WP_Error
	 */
	private function read( array $response ): array|WP_Error {
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( (string) wp_remote_retrieve_body( $response ), true );
		$answer = is_array( $answer ) ? $answer : array();
		if ( $status >= 400 ) {
			return $this->refusal( $status, $answer );
		}
		if ( $status < 200 || $status >= 300 || true !== ( $answer['success'] ?? null ) ) {
			return $this->unusable( $status );
		}
		return is_array( $answer['data'] ?? null ) ? $answer['data'] : array();
	}

	/**
	 * Passes on what the backend said: `error` is its short and stable word, `detail` a sentence. A gateway in front of
	 * it says `message`, and any other server nothing of these.
	 *
	 * @param mixed[] $answer Decoded.
	 */
	private function refusal( int $status, array $answer ): WP_Error {
		$texts  = array_map( self::one_line( ... ), array_filter( $answer, 'is_string' ) );
		$error  = false === ( $answer['success'] ?? null ) ? ( $texts['error'] ?? '' ) : '';
		$detail = $texts['detail'] ?? $texts['message'] ?? '';
		$words  = array_unique( array_filter( array( $error, $detail ) ) );
		/* translators: %d: an HTTP status, like 403. */
		$none = sprintf( __( 'It answered with status %d and no reason.', 'restart-bridge' ), $status );
		return new WP_Error( self::REFUSED, $words ? implode( ': ', $words ) : $none, compact( 'status', 'error' ) );
	}

	/**
	 * Says that there was a page instead of JSON, or a redirect: something else answers at this address.
	 */
	private function unusable( int $status ): WP_Error {
		$message = sprintf(
			/* translators: %d: an HTTP status, like 200. */
			__( 'Something else than the backend answers at this address (status %d).', 'restart-bridge' ),
			$status
		);
		return new WP_Error( self::UNUSABLE, $message, array( 'status' => 502, 'error' => '' ) );
	}

	/**
	 * It is stored, shown, and written into PHP's log.
	 */
	private static function one_line( string $text ): string {
		$line = (string) preg_replace( '/[\s[:cntrl:]]+/u', ' ', $text );
		return mb_substr( trim( $line ), 0, self::MAX_WORDS_CHARACTERS );
	}

	/**
	 * @param mixed[] $answer To `connect`.
	 */
	private static function has_ids( array $answer ): bool {
		foreach ( array( 'site_id', 'integration_id' ) as $name ) {
			if ( ! is_int( $answer[ $name ] ?? null ) || $answer[ $name ] < 1 ) {
				return false;
			}
		}
		return true;
	}

	private function unreachable( WP_Error $error ): WP_Error {
		$message = sprintf(
			/* translators: %s: a technical message, like "cURL error 7: Failed to connect". */
			__( 'The backend did not answer: %s', 'restart-bridge' ),
			$error->get_error_message()
		);
		return new WP_Error( self::UNREACHABLE, $message, array( 'status' => 503, 'error' => '' ) );
	}
}
