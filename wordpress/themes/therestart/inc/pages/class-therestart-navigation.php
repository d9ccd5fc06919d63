<?php
/**
 * The links of the menus.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Knows the links of header and footer, for guests and for members.
 */
final class Therestart_Navigation {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_shortcode( 'restart_main_menu', array( $this, 'html' ) );
		add_action( 'wp_enqueue_scripts', array( $this, 'enqueue' ), 11 );
	}

	/**
	 * Runs after Therestart_Assets has registered the script.
	 */
	public function enqueue(): void {
		wp_enqueue_script( Therestart_Assets::MENU );
	}

	/**
	 * Returns what `[restart_main_menu]` shows.
	 */
	public function html(): string {
		$links = array();
		foreach ( self::main() as $link ) {
			$links[] = $link + array( 'is_current' => self::leads_here( $link['slug'] ) );
		}
		return Therestart_View::html( 'main-menu', array( 'links' => $links ) );
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	public static function main(): array {
		return array(
			self::page( 'find-a-registry', __( 'Find a registry', 'therestart' ) ),
			self::page( 'faq', __( 'FAQ', 'therestart' ) ),
			...( is_user_logged_in() ? self::for_members() : self::for_guests() ),
		);
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	private static function for_members(): array {
		return array(
			self::page( 'my-registries', __( 'My registries', 'therestart' ) ),
			self::page( 'my-account', __( 'My account', 'therestart' ) ),
			self::log_out(),
		);
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	private static function for_guests(): array {
		return array(
			self::page( 'start-a-registry', __( 'Start a registry', 'therestart' ) ),
			self::page( 'login', __( 'Log in', 'therestart' ) ),
		);
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	public static function footer(): array {
		return array(
			self::page( 'about-us', __( 'About us', 'therestart' ) ),
			self::page( 'faq', __( 'FAQ', 'therestart' ) ),
			self::page( 'terms-and-conditions', __( 'Terms and conditions', 'therestart' ) ),
			self::page( 'privacy-policy', __( 'Privacy policy', 'therestart' ) ),
			...( Therestart_Plugin::is_active() ? array( self::contact() ) : array() ),
		);
	}

	/**
	 * @return array{label: string, url: string, slug: string}
	 */
	private static function page( string $slug, string $label ): array {
		return array(
			'label' => $label,
			'url'   => Therestart_Pages::url( $slug ),
			'slug'  => $slug,
		);
	}

	/**
	 * @return array{label: string, url: string, slug: string}
	 */
	private static function log_out(): array {
		return array(
			'label' => __( 'Log out', 'therestart' ),
			'url'   => html_entity_decode( wp_logout_url( home_url( '/' ) ) ),
			'slug'  => '',
		);
	}

	/**
	 * Leads to a form that there is only with the plugin.
	 *
	 * @return array{label: string, url: string, slug: string}
	 */
	private static function contact(): array {
		return array(
			'label' => __( 'Write to us', 'therestart' ),
			'url'   => '#contact',
			'slug'  => '',
		);
	}

	private static function leads_here( string $slug ): bool {
		$id = Therestart_Pages::id( $slug );
		return $id && is_page( $id );
	}
}
