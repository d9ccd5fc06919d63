<?php
/**
 * Tools → Site Health.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells whether this server lets people prove to the API who they are, and whether the plugin and the API understand
 * each other.
 */
final class Restart_Registry_Site_Health {

	private const NAMESPACE = 'restart-registry/v1';

	/**
	 * The browser sends this, to see whether it gets through. It is nobody's password: the cookie tells who is looking.
	 */
	private const PROBE = 'restart-registry:site-health';

	public function __construct( private Restart_Registry_Connection_Test $connection ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
		add_filter( 'site_status_tests', array( $this, 'add_tests' ) );
	}

	/**
	 * Registers the routes that the Site Health page asks after it is shown.
	 */
	public function register(): void {
		foreach ( array( 'authorization', 'connection' ) as $test ) {
			register_rest_route(
				self::NAMESPACE,
				"/site-health/$test",
				array(
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => array( $this, $test ),
					'permission_callback' => array( $this, 'may_look' ),
				)
			);
		}
	}

	/**
	 * Asks for the right that opens the page.
	 */
	public function may_look(): bool {
		return current_user_can( 'view_site_health_checks' );
	}

	/**
	 * @param array<string, array<string, mixed>> $tests As WordPress has them.
	 * @return array<string, array<string, mixed>>
	 */
	public function add_tests( array $tests ): array {
		$tests['async']['restart_registry_authorization'] = array(
			'label'             => __( 'Restart Registry: who is calling', 'restart-registry' ),
			'test'              => rest_url( self::NAMESPACE . '/site-health/authorization' ),
			'has_rest'          => true,
			'headers'           => array( 'Authorization' => 'Basic ' . base64_encode( self::PROBE ) ),
			'async_direct_test' => array( $this, 'passwords' ),
		);
		$tests['async']['restart_registry_connection']    = array(
			'label'             => __( 'Restart Registry: the API', 'restart-registry' ),
			'test'              => rest_url( self::NAMESPACE . '/site-health/connection' ),
			'has_rest'          => true,
			'async_direct_test' => array( $this, 'connection' ),
		);
		return $tests;
	}

	/**
	 * @return array<string, mixed> A result of Site Health.
	 */
	public function authorization(): array {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- The value is only compared.
		$arrived = ( $_SERVER['PHP_AUTH_USER'] ?? '' ) . ':' . ( $_SERVER['PHP_AUTH_PW'] ?? '' );
		if ( self::PROBE !== $arrived ) {
			return $this->result(
				'authorization',
				'critical',
				__( 'The server keeps the Authorization header to itself', 'restart-registry' ),
				__(
					'Restart Registry can’t tell who is calling: every password is refused. With Apache, save Settings → Permalinks once, so that WordPress writes its rule into .htaccess, or set “CGIPassAuth On”. With another server, have it pass the header on to PHP, as HTTP_AUTHORIZATION.',
					'restart-registry'
				)
			);
		}
		return $this->passwords();
	}

	/**
	 * Tells what can be told without a request from outside, as when WordPress looks by itself once a week.
	 *
	 * @return array<string, mixed> A result of Site Health.
	 */
	public function passwords(): array {
		if ( wp_is_application_passwords_available() ) {
			return $this->result(
				'authorization',
				'good',
				__( 'Restart Registry can tell who is calling', 'restart-registry' ),
				__(
					'The server passes the Authorization header on, and application passwords are available.',
					'restart-registry'
				)
			);
		}
		return $this->result(
			'authorization',
			'critical',
			__( 'Application passwords are switched off', 'restart-registry' ),
			__(
				'Restart Registry can’t tell who is calling: every password is refused. This site has to be reached by https, also in Settings → General; if it is, a plugin has switched application passwords off.',
				'restart-registry'
			)
		);
	}

	/**
	 * @return array<string, mixed> A result of Site Health.
	 */
	public function connection(): array {
		$found                  = $this->connection->run();
		list( $label, $advice ) = Restart_Registry_Connection_Words::of( $found['state'] );
		$works                  = Restart_Registry_Connection_Test::WORKS === $found['state'];
		return $this->result(
			'connection',
			$works ? 'good' : 'critical',
			/* translators: %s: what the connection test found. */
			sprintf( __( 'Restart Registry: %s', 'restart-registry' ), $label ),
			$advice
		);
	}

	/**
	 * @return array<string, mixed> As Site Health wants it, which escapes the label and takes the description as HTML.
	 */
	private function result( string $test, string $status, string $label, string $description ): array {
		$link = sprintf(
			'<p><a href="%s">%s</a></p>',
			esc_url( Restart_Registry_Admin::url() ),
			esc_html__( 'Settings of the Gift Registry', 'restart-registry' )
		);
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => __( 'Gift Registry', 'restart-registry' ),
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( $description ) . '</p>',
			'actions'     => 'good' === $status ? '' : $link,
			'test'        => "restart_registry_$test",
		);
	}
}
