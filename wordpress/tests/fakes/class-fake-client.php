<?php
/**
 * The API, as far as a test has said.
 */

declare( strict_types=1 );

/**
 * Remembers what it was asked, and answers what it was told to.
 */
final class Fake_Client extends Restart_Registry_Lambda_Client {

	/** @var list<array{string, string, array<string, mixed>|null, array<string, string>}> */
	public array $requests = array();

	/** @var list<array<mixed>|WP_Error|null> */
	private array $answers;

	public function __construct( array|WP_Error|null ...$answers ) {
		$this->answers = $answers;
	}

	public function request(
		string $method,
		string $path,
		?array $body = null,
		array $headers = array()
	): array|WP_Error|null {
		$this->requests[] = array( $method, $path, $body, $headers );
		return array_shift( $this->answers );
	}
}
