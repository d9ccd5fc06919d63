<?php
/**
 * The icon of the browser's tab.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows the theme's icon in place of WordPress's, until the site sets an icon of its own.
 */
final class Therestart_Icon {

	/**
	 * Hooks this part in. The theme doesn't make the dashboard and WordPress's own login page, but they are tabs of the
	 * same site.
	 */
	public function add_hooks(): void {
		foreach ( array( 'wp_head', 'login_head', 'admin_head', 'embed_head' ) as $head ) {
			add_action( $head, array( $this, 'print' ) );
		}
		add_action( 'do_faviconico', array( $this, 'redirect' ) );
	}

	/**
	 * The picture of a fixed size is for phones, which put it on their home screens.
	 */
	public function print(): void {
		if ( has_site_icon() ) {
			return;
		}
		printf( '<link rel="icon" href="%s" type="image/svg+xml">' . "\n", esc_url( self::url( 'icon.svg' ) ) );
		printf( '<link rel="apple-touch-icon" href="%s">' . "\n", esc_url( self::url( 'icon-180.png' ) ) );
	}

	/**
	 * Answers `/favicon.ico`, which browsers ask for where a page names no icon.
	 */
	public function redirect(): void {
		if ( has_site_icon() ) {
			return;
		}
		// phpcs:ignore WordPress.Security.SafeRedirect -- the theme's own file, wherever the theme is kept.
		wp_redirect( self::url( 'icon.svg' ) );
		exit;
	}

	private static function url( string $file ): string {
		return get_theme_file_uri( "assets/images/$file" );
	}
}
