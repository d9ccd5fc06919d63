<?php
/**
 * Forms that other sites send here, and what they are told of our pages.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets no other site log a visitor in: they would write their list into the account of anyone who made that site.
 * Guests share one nonce, so a nonce doesn't show where a form comes from; browsers tell it by themselves.
 */
final class Restart_Registry_Same_Origin {

	private const POLICY = 'same-origin'; // "no-referrer" would make the origin of our own forms "null".
	private const LAST   = 200;

	/**
	 * Hooks this part in: every way of logging in by name and password ends in `authenticate`.
	 */
	public function add_hooks(): void {
		add_action( 'login_init', array( $this, 'send_policy' ), self::LAST );
		add_filter( 'authenticate', array( $this, 'refuse_foreign_login' ), self::LAST );
		add_filter( 'wp_headers', array( $this, 'keep_address' ) );
		add_filter( 'admin_referrer_policy', array( $this, 'policy' ) );
	}

	/**
	 * Runs after all others, so that nobody lets them in again. Programs send no origin.
	 */
	public function refuse_foreign_login( mixed $user ): mixed {
		$sentence = __( 'This form was sent from another site. Please log in on our own page.', 'restart-registry' );
		return self::is_foreign() ? new WP_Error( 'restart_foreign_form', $sentence ) : $user;
	}

	/**
	 * The address of a page may say what a registry is called, or open it. Other sites aren't told it.
	 *
	 * @param array<string, string> $headers Of a page.
	 * @return array<string, string>
	 */
	public function keep_address( array $headers ): array {
		return array( 'Referrer-Policy' => self::POLICY ) + $headers;
	}

	/**
	 * Sends it on wp-login.php: WordPress 6.1 sends none there, and later versions send that of the dashboard.
	 */
	public function send_policy(): void {
		header( 'Referrer-Policy: ' . self::POLICY );
	}

	/**
	 * Sets the policy of the dashboard.
	 */
	public function policy(): string {
		return self::POLICY;
	}

	/**
	 * Whether a browser says that this was posted from another site, or doesn't want to say from where ("null").
	 */
	private static function is_foreign(): bool {
		$origin = (string) ( $_SERVER['HTTP_ORIGIN'] ?? '' ); // phpcs:ignore WordPress.Security -- only compared.
		$posts  = 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
		return $posts && '' !== $origin && ! in_array( self::host( $origin ), self::own_hosts(), true );
	}

	/**
	 * @return string[] With ports. The last is the one that the browser asked for, which a proxy may change.
	 */
	private static function own_hosts(): array {
		// phpcs:ignore WordPress.Security -- only compared.
		$asked = strtolower( (string) ( $_SERVER['HTTP_HOST'] ?? '' ) );
		return array_filter( array( self::host( home_url() ), self::host( site_url() ), $asked ), 'strlen' );
	}

	private static function host( string $url ): string {
		$parts = (array) wp_parse_url( $url );
		$port  = isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		return strtolower( (string) ( $parts['host'] ?? '' ) ) . $port;
	}
}
