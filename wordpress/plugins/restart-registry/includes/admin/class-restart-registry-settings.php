<?php
/**
 * The settings of the plugin.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says which settings there are and tells WordPress, which stores them.
 */
final class Restart_Registry_Settings {

	/**
	 * These are the slugs of two pages, and also the names of the groups of options that are saved together.
	 */
	public const GENERAL    = 'restart-registry';
	public const AFFILIATES = 'restart-registry-affiliates';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'admin_init', array( $this, 'register' ) );
		add_filter( 'option_page_capability_' . self::GENERAL, array( $this, 'capability' ) );
		add_filter( 'option_page_capability_' . self::AFFILIATES, array( $this, 'capability' ) );
	}

	/**
	 * Tells who may save them.
	 */
	public function capability(): string {
		return Restart_Registry_Capabilities::MANAGE;
	}

	/**
	 * Runs in the dashboard alone: nobody changes them elsewhere.
	 */
	public function register(): void {
		$this->register_section( self::GENERAL, 'connection', __( 'The API', 'restart-registry' ), self::connection() );
		$this->register_section( self::GENERAL, 'gifts', __( 'Buying gifts', 'restart-registry' ), self::gifts() );
		$this->register_section( self::GENERAL, 'mail', __( 'E-mail', 'restart-registry' ), self::mail() );
		$this->register_section( self::AFFILIATES, 'ids', '', self::affiliates() );
	}

	/**
	 * @param Restart_Registry_Setting[] $settings What is in the section.
	 */
	private function register_section( string $page, string $section, string $title, array $settings ): void {
		add_settings_section( $section, $title, '__return_null', $page );
		foreach ( $settings as $setting ) {
			register_setting( $page, $setting->option, array( 'sanitize_callback' => array( $setting, 'clean' ) ) );
			$args = array(
				'label_for' => $setting->option,
				'setting'   => $setting,
			);
			add_settings_field(
				$setting->option,
				$setting->label,
				array( Restart_Registry_Setting_Field::class, 'print_field' ),
				$page,
				$section,
				$args
			);
		}
	}

	/**
	 * @return Restart_Registry_Setting[]
	 */
	private static function connection(): array {
		return array(
			new Restart_Registry_Setting(
				Restart_Registry_Options::LAMBDA_URL,
				Restart_Registry_Setting::ADDRESS,
				__( 'Address', 'restart-registry' ),
				__(
					'Where the API is, with its stage if it has one, like https://api.example.com/production',
					'restart-registry'
				)
			),
			new Restart_Registry_Setting(
				Restart_Registry_Options::LAMBDA_API_KEY,
				Restart_Registry_Setting::SECRET,
				__( 'API key', 'restart-registry' ),
				__( 'Only where the API or its gateway wants one.', 'restart-registry' )
			),
			new Restart_Registry_Setting(
				Restart_Registry_Options::BROWSER_API_KEY,
				Restart_Registry_Setting::SECRET,
				__( 'API key for browsers', 'restart-registry' ),
				__(
					'Only where a gateway wants one. People’s browsers get to see it, so use another key than above, with a low quota.',
					'restart-registry'
				)
			),
			new Restart_Registry_Setting(
				Restart_Registry_Options::LAMBDA_USERNAME,
				Restart_Registry_Setting::ACCOUNT,
				__( 'Account', 'restart-registry' ),
				__(
					'User name of an account of this site with the role “Restart Registry service”.',
					'restart-registry'
				)
			),
			new Restart_Registry_Setting(
				Restart_Registry_Options::LAMBDA_APP_PASSWORD,
				Restart_Registry_Setting::SECRET,
				__( 'Application password', 'restart-registry' ),
				__( 'Made in that account’s profile. Not the password to log in with.', 'restart-registry' )
			),
		);
	}

	/**
	 * @return Restart_Registry_Setting[]
	 */
	private static function gifts(): array {
		return array(
			new Restart_Registry_Setting(
				Restart_Registry_Options::ALLOW_GUESTS,
				Restart_Registry_Setting::YES_NO,
				__( 'Guests', 'restart-registry' ),
				__( 'Anyone who may see a registry may mark a gift as bought without logging in', 'restart-registry' )
			),
		);
	}

	/**
	 * @return Restart_Registry_Setting[]
	 */
	private static function mail(): array {
		return array(
			new Restart_Registry_Setting(
				Restart_Registry_Options::EMAIL_NAME,
				Restart_Registry_Setting::NAME,
				__( 'Sender’s name', 'restart-registry' ),
				__( 'Seen in somebody’s inbox, perhaps by others. Empty: the name of this site.', 'restart-registry' )
			),
			new Restart_Registry_Setting(
				Restart_Registry_Options::EMAIL_FROM,
				Restart_Registry_Setting::EMAIL,
				__( 'Sender’s address', 'restart-registry' ),
				__( 'Has to be one that this server may send from. Empty: WordPress’s own.', 'restart-registry' )
			),
		);
	}

	/**
	 * @return Restart_Registry_Setting[]
	 */
	private static function affiliates(): array {
		$labels   = array(
			Restart_Registry_Options::AMAZON_TAG => array(
				'Amazon',
				__( 'Associates tag, like example-20', 'restart-registry' ),
			),
			Restart_Registry_Options::TARGET_ID  => array( 'Target', __( 'Partner id (afid)', 'restart-registry' ) ),
			Restart_Registry_Options::WALMART_ID => array( 'Walmart', __( 'Affiliate id', 'restart-registry' ) ),
			Restart_Registry_Options::BESTBUY_ID => array( 'Best Buy', __( 'Impact click id', 'restart-registry' ) ),
			Restart_Registry_Options::ETSY_ID    => array(
				'Etsy',
				__( 'Affiliate id, without aff_', 'restart-registry' ),
			),
			Restart_Registry_Options::EBAY_ID    => array(
				'eBay',
				__( 'Partner Network id, like 711-53200-19255-0', 'restart-registry' ),
			),
		);
		$settings = array();
		foreach ( $labels as $option => list( $shop, $help ) ) {
			$settings[] = new Restart_Registry_Setting( $option, Restart_Registry_Setting::ID, $shop, $help );
		}
		return $settings;
	}
}
