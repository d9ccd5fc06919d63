<?php
/**
 * Styles and scripts.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Registers the scripts, which are enqueued by the parts that need them. The style is on every page.
 */
final class Therestart_Assets {

	public const AUTH    = 'therestart-auth';
	public const START   = 'therestart-start-registry';
	public const CONTACT = 'therestart-contact-modal';
	public const MENU    = 'therestart-menu';

	/**
	 * The plugin's script that sends forms, Restart_Registry_Assets::FORMS.
	 */
	private const FORMS = 'restart-registry-forms';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'after_setup_theme', array( $this, 'set_up' ) );
		add_action( 'wp_enqueue_scripts', array( $this, 'register' ) );
	}

	/**
	 * Removes the skip link that WordPress adds by script: ours stands in the header.
	 */
	public function set_up(): void {
		load_theme_textdomain( 'therestart', get_template_directory() . '/languages' );
		add_theme_support( 'responsive-embeds' );
		add_editor_style( 'style.css' );
		remove_action( 'wp_footer', 'the_block_template_skip_link' );
	}

	/**
	 * Registers all scripts for the footer, where they don't hold up the page.
	 */
	public function register(): void {
		wp_enqueue_style( 'therestart', get_stylesheet_uri(), array(), self::version() );
		self::register_script( self::AUTH, 'auth', array( self::FORMS ) );
		self::register_script( self::START, 'start-registry', array( self::FORMS ) );
		self::register_script( self::CONTACT, 'contact-modal', array( self::FORMS ) );
		self::register_script( self::MENU, 'menu' );
		wp_localize_script( self::START, 'therestart', self::texts() );
	}

	/**
	 * @return array<string, string> For the start form.
	 */
	private static function texts(): array {
		$texts = array(
			'apiAway'       => __(
				'The part of our site that keeps registries doesn’t answer right now. Nothing you typed is lost: please try again in a minute.',
				'therestart'
			),
			'startedBefore' => __(
				'Your first try did get through: your registry is there, with the words you used then. Open My registries to see and change it.',
				'therestart'
			),
			'openAnyway'    => __( 'Open my registry', 'therestart' ),
		);
		return $texts + Therestart_Start::sentences();
	}

	/**
	 * @param string[] $needs Handles of scripts.
	 */
	private static function register_script( string $handle, string $name, array $needs = array() ): void {
		$url = get_template_directory_uri() . "/assets/js/$name.js";
		wp_register_script( $handle, $url, $needs, self::version(), true );
	}

	private static function version(): string {
		return (string) wp_get_theme( get_template() )->get( 'Version' );
	}
}
