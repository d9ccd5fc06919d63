<?php
/**
 * The plugin's options.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Names every option of the plugin, once, and reads them.
 */
final class Restart_Registry_Options {

	/**
	 * BROWSER_API_KEY is for a gateway, and has a low quota, since pages show it.
	 */
	public const LAMBDA_URL          = 'restart_lambda_url';
	public const LAMBDA_API_KEY      = 'restart_lambda_api_key';
	public const BROWSER_API_KEY     = 'restart_lambda_browser_api_key';
	public const LAMBDA_USERNAME     = 'restart_lambda_username';
	public const LAMBDA_APP_PASSWORD = 'restart_lambda_app_password';

	public const AMAZON_TAG = 'restart_registry_amazon_tag';
	public const TARGET_ID  = 'restart_registry_target_id';
	public const WALMART_ID = 'restart_registry_walmart_id';
	public const BESTBUY_ID = 'restart_registry_bestbuy_id';
	public const ETSY_ID    = 'restart_registry_etsy_id';
	public const EBAY_ID    = 'restart_registry_ebay_id';

	public const ALLOW_GUESTS = 'restart_registry_allow_guests';
	public const EMAIL_FROM   = 'restart_registry_email_from';
	public const EMAIL_NAME   = 'restart_registry_email_name';

	public const VERSION   = 'restart_registry_version';
	public const PAGES     = 'restart_registry_pages';
	public const ADDRESSES = 'restart_registry_addresses'; // The last registry with a new address, or "done".

	public const USES_TABLE = 'restart_registry_uses_table'; // The version of the table that is there.

	/**
	 * These may come from the environment, so that a server's set-up can hold them instead of the database.
	 */
	public const CONNECTION = array(
		self::LAMBDA_URL,
		self::LAMBDA_API_KEY,
		self::BROWSER_API_KEY,
		self::LAMBDA_USERNAME,
		self::LAMBDA_APP_PASSWORD,
	);

	public const AFFILIATE_IDS = array(
		self::AMAZON_TAG,
		self::TARGET_ID,
		self::WALMART_ID,
		self::BESTBUY_ID,
		self::ETSY_ID,
		self::EBAY_ID,
	);

	/**
	 * Uninstalling deletes these.
	 */
	public const ALL = array(
		...self::CONNECTION,
		...self::AFFILIATE_IDS,
		self::ALLOW_GUESTS,
		self::EMAIL_FROM,
		self::EMAIL_NAME,
		self::VERSION,
		self::PAGES,
		self::USES_TABLE,
		self::ADDRESSES,
	);

	private const DEFAULTS = array( self::ALLOW_GUESTS => '1' );

	/**
	 * Reads the options that are text, which are all but PAGES. An option that is not set is looked up in the
	 * environment, as in RESTART_LAMBDA_URL.
	 */
	public static function get( string $name ): string {
		$value = get_option( $name, self::DEFAULTS[ $name ] ?? '' );
		$value = is_scalar( $value ) ? trim( (string) $value ) : '';
		if ( '' === $value && in_array( $name, self::CONNECTION, true ) ) {
			$value = trim( (string) getenv( strtoupper( $name ) ) );
		}
		return $value;
	}

	/**
	 * Returns the ids by their short names, as the affiliate converter wants them.
	 *
	 * @return array<string, string> Like `amazon_tag => ada-20`.
	 */
	public static function affiliate_ids(): array {
		$ids = array();
		foreach ( self::AFFILIATE_IDS as $name ) {
			$ids[ substr( $name, strlen( 'restart_registry_' ) ) ] = self::get( $name );
		}
		return $ids;
	}
}
