<?php
/**
 * Settings → Restart Bridge.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows the settings, and how the connection is at this moment.
 */
final class Restart_Bridge_Settings_Page {

	public const RIGHT = 'manage_options';

	private const SLUG = 'restart-bridge';

	public function __construct(
		private Restart_Bridge_Connector $connector,
		private Restart_Bridge_Structure $structure
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'admin_menu', array( $this, 'add_menu' ) );
		add_filter(
			'plugin_action_links_' . plugin_basename( RESTART_BRIDGE_FILE ),
			array( $this, 'add_settings_link' )
		);
	}

	/**
	 * Adds the page to WordPress's own settings.
	 */
	public function add_menu(): void {
		$title = __( 'Restart Bridge', 'restart-bridge' );
		add_options_page( $title, $title, self::RIGHT, self::SLUG, array( $this, 'print_page' ) );
	}

	/**
	 * Adds the link to our row in the list of plugins.
	 *
	 * @param mixed $links As other plugins left them.
	 * @return string[]
	 */
	public function add_settings_link( mixed $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Settings', 'restart-bridge' ) );
		return array( $link, ...array_values( (array) $links ) );
	}

	/**
	 * Returns the address of the page.
	 */
	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	/**
	 * Prints the page.
	 */
	public function print_page(): void {
		$outcome   = Restart_Bridge_Outcome::take();
		$typed     = $outcome['typed'] ?? array();
		$fields    = Restart_Bridge_Settings_Form::fields( $typed, $outcome['errors'] ?? array() );
		$is_made   = Restart_Bridge_Connection::is_made();
		$is_copy   = $is_made && Restart_Bridge_Connection::is_copy();
		$status    = $this->status();
		$switches  = Restart_Bridge_Settings_Form::switches();
		$structure = $this->structure->gather();
		$last_sync = self::ago( Restart_Bridge_Options::get( Restart_Bridge_Options::LAST_STRUCTURE_SYNC ) );
		$error     = Restart_Bridge_Options::get( Restart_Bridge_Options::LAST_ERROR );
		require dirname( __DIR__, 2 ) . '/views/settings.php';
	}

	/**
	 * Asks the backend. That a key is stored says nothing.
	 *
	 * @return array{state: string, label: string, sentence: string, checks: mixed[]}
	 */
	private function status(): array {
		$answer = $this->connector->status();
		if ( ! Restart_Bridge_Connection::is_made() ) {
			$state    = 'not_connected';
			$sentence = __( 'Enter what the backend’s staff gave you, and press Connect.', 'restart-bridge' );
		} elseif ( is_wp_error( $answer ) ) {
			$state    = Restart_Bridge_Connection::is_copy() ? 'copy' : 'unknown';
			$sentence = $answer->get_error_message();
		} else {
			$state    = Restart_Bridge_Status::state( $answer );
			$sentence = Restart_Bridge_Status::sentence( $answer );
		}
		return array(
			'state'    => $state,
			'label'    => Restart_Bridge_Status::label( $state ),
			'sentence' => $sentence,
			'checks'   => is_wp_error( $answer ) ? array() : Restart_Bridge_Status::checks( $answer ),
		);
	}

	/**
	 * @param string $timestamp Of the options, or "".
	 */
	private static function ago( string $timestamp ): string {
		if ( '' === $timestamp ) {
			return __( 'No structure was sent yet.', 'restart-bridge' );
		}
		return sprintf(
			/* translators: %s: a time span, like "2 hours". */
			__( 'Last structure sync %s ago.', 'restart-bridge' ),
			human_time_diff( (int) strtotime( $timestamp ) )
		);
	}
}
