<?php
/**
 * The API that keeps the gifts.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Talks to the API; nothing else in the plugin does. It isn't final, because tests put one of their own in its place.
 */
class Restart_Registry_Lambda_Client {

	public const ERROR          = 'lambda_error';
	public const NOT_CONFIGURED = 'lambda_not_configured';

	public const TIMEOUT_SECONDS = 25; // The API ends at 20.

	private Closure $transport;

	/**
	 * @param array<string, string> $settings  The url of the API, and our api_key, username and app_password there.
	 * @param callable|null         $transport Tests give another one; the default is WordPress's own.
	 */
	public function __construct( private array $settings, ?callable $transport = null ) {
		$this->transport = Closure::fromCallable( $transport ?? 'wp_remote_request' );
	}

	/**
	 * Makes one as the site's options and its environment say.
	 */
	public static function from_options(): self {
		return new self(
			array(
				'url'          => Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_URL ),
				'api_key'      => Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_API_KEY ),
				'username'     => Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_USERNAME ),
				'app_password' => Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_APP_PASSWORD ),
			)
		);
	}

	/**
	 * All of these answer `data` of the API's envelope, or the whole answer where it has none; null for a 404; an empty
	 * list where there is no content. An error's data holds `status`, and what else the API said, like `remaining`.
	 *
	 * @return mixed[]|WP_Error|null
	 */
	public function get( string $path ): array|WP_Error|null {
		return $this->request( 'GET', $path );
	}

	/**
	 * @param array<string, mixed>  $body    Becomes JSON.
	 * @param array<string, string> $headers Besides those that are always sent.
	 * @return mixed[]|WP_Error|null
	 */
	public function post( string $path, array $body, array $headers = array() ): array|WP_Error|null {
		return $this->request( 'POST', $path, $body, $headers );
	}

	/**
	 * @param array<string, mixed> $body Becomes JSON.
	 * @return mixed[]|WP_Error|null
	 */
	public function put( string $path, array $body ): array|WP_Error|null {
		return $this->request( 'PUT', $path, $body );
	}

	/**
	 * @param array<string, mixed> $body Becomes JSON.
	 * @return mixed[]|WP_Error|null
	 */
	public function patch( string $path, array $body ): array|WP_Error|null {
		return $this->request( 'PATCH', $path, $body );
	}

	/**
	 * @param array<string, string> $headers Besides those that are always sent.
	 * @return mixed[]|WP_Error|null
	 */
	public function delete( string $path, array $headers = array() ): array|WP_Error|null {
		return $this->request( 'DELETE', $path, null, $headers );
	}

	/**
	 * Sends every request. Tests replace this method, or the transport below it.
	 *
	 * @param array<string, mixed>|null $body    Becomes JSON.
	 * @param array<string, string>     $headers Besides those that are always sent.
	 * @return mixed[]|WP_Error|null
	 */
	public function request(
		string $method,
		string $path,
		?array $body = null,
		array $headers = array()
	): array|WP_Error|null {
		if ( '' === $this->settings['url'] ) {
			$message = __(
				'The registries are not connected to their gifts yet. Please tell the people who run this site.',
				'restart-registry'
			);
			return new WP_Error( self::NOT_CONFIGURED, $message, array( 'status' => 503 ) );
		}
		$response = ( $this->transport )(
			rtrim( $this->settings['url'], '/' ) . $path,
			$this->arguments( $method, $body, $headers )
		);
		return is_wp_error( $response ) ? $this->unreachable( $response ) : $this->read( $response );
	}

	/**
	 * Allows no redirects: they would carry the password to another place, and lose the body.
	 *
	 * @param array<string, mixed>|null $body    Becomes JSON.
	 * @param array<string, string>     $headers Besides those that are always sent.
	 * @return array<string, mixed> For wp_remote_request().
	 */
	private function arguments( string $method, ?array $body, array $headers ): array {
		$always = array(
			'Accept'        => 'application/json',
			'Content-Type'  => 'application/json',
			'x-api-key'     => $this->settings['api_key'],
			'Authorization' => 'Basic '
				. base64_encode( $this->settings['username'] . ':' . $this->settings['app_password'] ),
		);
		$body   = null === $body ? null : wp_json_encode( (object) $body ); // An empty body is an object, too: {}.
		return array(
			'method'      => $method,
			'timeout'     => self::TIMEOUT_SECONDS,
			'redirection' => 0,
			'headers'     => $always + $headers,
			'body'        => $body,
		);
	}

	/**
	 * @param array<string, mixed> $response Of wp_remote_request().
	 * @return mixed[]|WP_Error|null
	 */
	private function read( array $response ): array|WP_Error|null {
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( (string) wp_remote_retrieve_body( $response ), true );
		if ( 404 === $status ) {
			return null;
		}
		if ( $status >= 400 ) {
			return $this->refusal( $status, is_array( $answer ) ? $answer : array() );
		}
		if ( 204 === $status ) {
			return array();
		}
		if ( $status >= 300 || ! is_array( $answer ) ) {
			return $this->unusable( $status );
		}
		return array_key_exists( 'success', $answer ) ? (array) ( $answer['data'] ?? array() ) : $answer;
	}

	/**
	 * Passes on the API's `detail`, which is a sentence for people. A gateway in front of it has none.
	 *
	 * @param array<string, mixed> $answer Decoded.
	 */
	private function refusal( int $status, array $answer ): WP_Error {
		$detail = $answer['detail'] ?? null;
		if ( ! is_string( $detail ) || '' === $detail ) {
			$detail = sprintf(
				/* translators: %d: an HTTP status, like 403. */
				__(
					'The part of our site that keeps the gifts did not accept this (%d). Please try again in a moment.',
					'restart-registry'
				),
				$status
			);
		}
		return new WP_Error( self::ERROR, $detail, array( 'status' => $status ) + $answer );
	}

	/**
	 * Says that there was a page instead of JSON, or a redirect: something else answers at this address.
	 */
	private function unusable( int $status ): WP_Error {
		$message = __(
			'The part of our site that keeps the gifts gave an answer that can’t be read. Please try again in a moment.',
			'restart-registry'
		);
		return new WP_Error( self::ERROR, $message, array( 'status' => 502, 'answered' => $status ) );
	}

	/**
	 * Keeps what the transport said for administrators, in `reason`: it names hosts and ports.
	 */
	private function unreachable( WP_Error $error ): WP_Error {
		$message = __(
			'The part of our site that keeps the gifts can’t be reached right now. Nothing is lost. Please try again in a moment.',
			'restart-registry'
		);
		return new WP_Error( self::ERROR, $message, array( 'status' => 503, 'reason' => $error->get_error_message() ) );
	}
}
