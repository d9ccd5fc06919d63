<?php
/**
 * The menu "Gift Registry" in the dashboard.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows the settings and tests the connection. The list of all registries is WordPress's own, in the same menu.
 */
final class Restart_Registry_Admin {

	private const TEST = 'restart_registry_test_connection';

	/**
	 * What the connection test found, if it ran.
	 *
	 * @var array{state: string, detail: string}|null
	 */
	private ?array $found = null;

	public function __construct( private Restart_Registry_Connection_Test $connection ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'admin_menu', array( $this, 'add_menu' ) );
		add_filter(
			'plugin_action_links_' . plugin_basename( RESTART_REGISTRY_FILE ),
			array( $this, 'add_settings_link' )
		);
	}

	/**
	 * WordPress puts the list of registries first, as the post type names this menu as its own.
	 */
	public function add_menu(): void {
		$title = __( 'Gift Registry', 'restart-registry' );
		$page  = add_menu_page(
			$title,
			$title,
			Restart_Registry_Capabilities::MANAGE,
			Restart_Registry_Settings::GENERAL,
			array( $this, 'print_general' ),
			'dashicons-heart',
			26
		);
		add_action( "load-$page", array( $this, 'test_connection' ) );
		$this->add_page( Restart_Registry_Settings::GENERAL, __( 'Settings', 'restart-registry' ), 'print_general' );
		$this->add_page(
			Restart_Registry_Settings::AFFILIATES,
			__( 'Affiliate ids', 'restart-registry' ),
			'print_affiliates'
		);
	}

	/**
	 * Adds the link to our row in the list of plugins.
	 *
	 * @param mixed $links As other plugins left them.
	 * @return string[]
	 */
	public function add_settings_link( mixed $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Settings', 'restart-registry' ) );
		return array( $link, ...array_values( (array) $links ) );
	}

	/**
	 * Tests the connection when its button brought us here. This happens before anything is printed, so that a refusal
	 * has its status. WordPress has checked the right to open the page; without the nonce another site could make us
	 * send requests.
	 */
	public function test_connection(): void {
		if ( isset( $_POST[ self::TEST ] ) && check_admin_referer( self::TEST ) ) {
			$this->found = $this->connection->run();
		}
	}

	/**
	 * Prints the first page.
	 */
	public function print_general(): void {
		$found = $this->found;
		$pages = array_filter( Restart_Registry_Pages::ids(), 'get_edit_post_link' );
		require dirname( __DIR__, 2 ) . '/views/admin/general.php';
	}

	/**
	 * Prints the second page.
	 */
	public function print_affiliates(): void {
		require dirname( __DIR__, 2 ) . '/views/admin/affiliates.php';
	}

	/**
	 * Returns the address of the settings.
	 */
	public static function url(): string {
		return admin_url( 'admin.php?page=' . Restart_Registry_Settings::GENERAL );
	}

	private function add_page( string $slug, string $title, string $method ): void {
		add_submenu_page(
			Restart_Registry_Settings::GENERAL,
			$title,
			$title,
			Restart_Registry_Capabilities::MANAGE,
			$slug,
			array( $this, $method )
		);
	}
}
