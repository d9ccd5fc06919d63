<?php
/**
 * Styles and scripts.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Registers them. Who needs a script enqueues it; the style and the contact form are on every page.
 */
final class Therestart_Assets {

	public const ANSWERS = 'therestart-form-answers';
	public const AUTH    = 'therestart-auth';
	public const START   = 'therestart-start-registry';
	public const CONTACT = 'therestart-contact-modal';
	public const MENU    = 'therestart-menu';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'after_setup_theme', array( $this, 'set_up' ) );
		add_action( 'wp_enqueue_scripts', array( $this, 'register' ) );
	}

	/**
	 * The skip link of WordPress comes by script; ours stands in the header.
	 */
	public function set_up(): void {
		load_theme_textdomain( 'therestart', get_template_directory() . '/languages' );
		add_theme_support( 'responsive-embeds' );
		add_editor_style( 'style.css' );
		remove_action( 'wp_footer', 'the_block_template_skip_link' );
	}

	/**
	 * All in the footer: they wait for nobody and nobody waits for them.
	 */
	public function register(): void {
		wp_enqueue_style( 'therestart', get_stylesheet_uri(), array(), self::version() );
		wp_register_script( self::ANSWERS, self::script( 'form-answers' ), array(), self::version(), true );
		wp_register_script( self::AUTH, self::script( 'auth' ), array( self::ANSWERS ), self::version(), true );
		wp_register_script(
			self::START,
			self::script( 'start-registry' ),
			array( self::ANSWERS ),
			self::version(),
			true
		);
		wp_register_script(
			self::CONTACT,
			self::script( 'contact-modal' ),
			array( self::ANSWERS ),
			self::version(),
			true
		);
		wp_register_script( self::MENU, self::script( 'menu' ), array(), self::version(), true );
		wp_localize_script( self::ANSWERS, 'therestart', self::texts() );
	}

	/**
	 * @return array<string, string> For the scripts; none of it is secret.
	 */
	private static function texts(): array {
		return array(
			'ajaxUrl' => admin_url( 'admin-ajax.php' ),
			'unreachable' => __(
				'We couldn’t reach the site. Nothing you typed is lost: please check your connection and try again.',
				'therestart'
			),
			'odd' => __(
				'Something went wrong on our side. Nothing you typed is lost: please try again in a moment.',
				'therestart'
			),
			'apiAway' => __(
				'The part of our site that keeps registries doesn’t answer right now. Nothing you typed is lost: please try again in a minute.',
				'therestart'
			),
			'startedBefore' => __(
				'Your first try did get through: your registry is there, with the words you used then. Open My registries to see and change it.',
				'therestart'
			),
			'working' => __( 'One moment …', 'therestart' ),
			'openAnyway' => __( 'Open my registry', 'therestart' ),
		) + Therestart_Start::sentences();
	}

	private static function script( string $name ): string {
		return get_template_directory_uri() . "/assets/js/$name.js";
	}

	private static function version(): string {
		return (string) wp_get_theme( get_template() )->get( 'Version' );
	}
}
