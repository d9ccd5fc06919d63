<?php
/**
 * WordPress's own page for logging in.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes wp-login.php, where passwords are chosen, look like the rest of the site. Sends newcomers to our form, because
 * WordPress's form tells which names and addresses are taken.
 */
final class Therestart_Login_Screen {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'login_enqueue_scripts', array( $this, 'enqueue' ) );
		add_action( 'login_form_register', array( $this, 'send_to_our_form' ) );
		add_filter( 'login_headerurl', 'home_url', 10, 0 );
		add_filter( 'login_headertext', array( $this, 'site_name' ) );
		add_filter( 'login_url', array( $this, 'login_url' ), 10, 3 );
		add_filter( 'register_url', array( $this, 'register_url' ) );
		add_filter( 'show_admin_bar', array( $this, 'show_admin_bar' ) );
	}

	/**
	 * Gives the page the colours and typefaces of theme.json.
	 */
	public function enqueue(): void {
		wp_enqueue_style(
			'therestart-login',
			get_template_directory_uri() . '/assets/login.css',
			array( 'login' ),
			(string) wp_get_theme( get_template() )->get( 'Version' )
		);
		wp_add_inline_style( 'therestart-login', wp_get_global_stylesheet( array( 'variables', 'presets' ) ) );
		if ( function_exists( 'wp_print_font_faces' ) ) { // New in 6.4. The typefaces of the system do before that.
			wp_print_font_faces();
		}
	}

	/**
	 * Runs before WordPress does anything with what was posted there.
	 */
	public function send_to_our_form(): void {
		wp_safe_redirect( $this->register_url() );
		exit;
	}

	/**
	 * Members log in on our page. The dashboard keeps WordPress's, which works even when the theme is broken.
	 */
	public function login_url( string $url, mixed $redirect = '', mixed $force_reauth = false ): string {
		if ( $force_reauth || is_admin() ) {
			return $url;
		}
		$ours = Therestart_Pages::url( 'login' );
		if ( ! is_string( $redirect ) || '' === $redirect ) {
			return $ours;
		}
		return add_query_arg( 'redirect_to', rawurlencode( $redirect ), $ours );
	}

	public function register_url(): string {
		return Therestart_Pages::url( 'register' );
	}

	/**
	 * Members have a menu of their own and nothing to do in the dashboard.
	 */
	public function show_admin_bar( bool $show ): bool {
		return $show && current_user_can( 'edit_posts' );
	}

	public function site_name(): string {
		return (string) get_bloginfo( 'name', 'display' );
	}
}
