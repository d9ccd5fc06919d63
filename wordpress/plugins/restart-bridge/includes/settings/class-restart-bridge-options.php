<?php
/**
 * The plugin's options.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Names every option of the plugin, once, reads and writes them.
 */
final class Restart_Bridge_Options {

	/**
	 * What people type. GATEWAY_KEY is for a gateway in front of the backend, as Lambda has one.
	 */
	public const URL         = 'restart_bridge_url';
	public const GATEWAY_KEY = 'restart_bridge_gateway_key';
	public const EMAIL       = 'restart_bridge_email';
	public const API_KEY     = 'restart_bridge_api_key';

	/**
	 * What connecting brings. CONNECTED_AS is the address that this site had then: a copy of it has another one.
	 */
	public const ACCOUNT_ID     = 'restart_bridge_account_id';
	public const SITE_ID        = 'restart_bridge_site_id';
	public const INTEGRATION_ID = 'restart_bridge_integration_id';
	public const CONNECTED_AS   = 'restart_bridge_connected_as';

	/**
	 * "1" for yes, anything else for no.
	 */
	public const PLUGIN_CONNECTION_ENABLED = 'restart_bridge_plugin_connection_enabled';
	public const TWO_WAY_SYNC_ENABLED      = 'restart_bridge_two_way_sync_enabled';

	public const LAST_STRUCTURE_SYNC = 'restart_bridge_last_structure_sync'; // A time in UTC, as timestamp() gives it.
	public const LAST_ERROR          = 'restart_bridge_last_error';

	/**
	 * The journal's.
	 */
	public const GENERATION  = 'restart_bridge_generation';
	public const SEEDED      = 'restart_bridge_seeded';
	public const JOURNAL_GAP = 'restart_bridge_journal_gap';

	/**
	 * These lie sealed and aren't read with every page.
	 */
	public const SECRETS = array( self::GATEWAY_KEY, self::API_KEY );

	/**
	 * The check boxes of the settings page.
	 */
	public const SWITCHES = array( self::PLUGIN_CONNECTION_ENABLED, self::TWO_WAY_SYNC_ENABLED );

	/**
	 * Disconnecting forgets these; address, gateway key and e-mail stay for the next time.
	 */
	public const OF_CONNECTION = array(
		self::API_KEY,
		self::ACCOUNT_ID,
		self::SITE_ID,
		self::INTEGRATION_ID,
		self::CONNECTED_AS,
		...self::SWITCHES,
		self::LAST_STRUCTURE_SYNC,
		self::LAST_ERROR,
	);

	/**
	 * Uninstalling deletes these.
	 */
	public const ALL = array(
		self::URL,
		self::GATEWAY_KEY,
		self::EMAIL,
		...self::OF_CONNECTION,
		self::GENERATION,
		self::SEEDED,
		self::JOURNAL_GAP,
	);

	/**
	 * Reads an option that is text. One that is empty is looked up in the environment, as in RESTART_BRIDGE_URL. For
	 * secrets there is secret().
	 */
	public static function get( string $name ): string {
		$stored = self::stored( $name );
		return '' === $stored ? self::from_environment( $name ) : $stored;
	}

	/**
	 * Reads a check box.
	 */
	public static function is_on( string $name ): bool {
		return '1' === self::get( $name );
	}

	/**
	 * Opens a secret: "" if there is none, null if it can't be opened since the site's salts are new.
	 */
	public static function secret( string $name ): ?string {
		$stored = self::stored( $name );
		return '' === $stored ? self::from_environment( $name ) : Restart_Bridge_Secret_Box::open( $stored );
	}

	/**
	 * Reads the database alone: what comes from the environment isn't to be copied there.
	 */
	public static function stored( string $name ): string {
		$stored = get_option( $name, '' );
		return is_scalar( $stored ) ? trim( (string) $stored ) : '';
	}

	/**
	 * Returns what stands in for an option that is empty.
	 */
	public static function from_environment( string $name ): string {
		return trim( (string) getenv( strtoupper( $name ) ) );
	}

	/**
	 * Stores an option; secrets are sealed first. An empty value is no option at all.
	 *
	 * @return bool Whether it is there now.
	 */
	public static function set( string $name, string $value ): bool {
		if ( '' === $value ) {
			delete_option( $name );
			return '' === self::stored( $name );
		}
		if ( in_array( $name, self::SECRETS, true ) ) {
			update_option( $name, Restart_Bridge_Secret_Box::seal( $value ), false );
			return self::secret( $name ) === $value;
		}
		update_option( $name, $value );
		return self::stored( $name ) === $value;
	}

	/**
	 * Forgets what this request has read: another one may have changed it.
	 */
	public static function read_again(): void {
		foreach ( array( 'alloptions', 'notoptions', ...self::ALL ) as $key ) {
			wp_cache_delete( $key, 'options' );
		}
	}

	/**
	 * Returns a time as the options and the API have it, in UTC.
	 */
	public static function timestamp( int $time ): string {
		return gmdate( 'Y-m-d\TH:i:s\Z', $time );
	}
}
