<?php
/**
 * The theme's shortcodes.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Each shortcode shows the form or the list of its page, and something else to those it isn't meant for.
 */
final class Therestart_Shortcodes {

	/**
	 * Shortcode => method.
	 */
	public const METHODS = array(
		'restart_start_registry' => 'start_registry',
		'restart_my_account'     => 'my_account',
		'restart_login_form'     => 'login_form',
		'restart_register_form'  => 'register_form',
		'restart_my_registries'  => 'my_registries',
	);

	public function __construct(
		private Therestart_Plugin $plugin,
		private Restart_Registry_Forms $forms,
		private Therestart_Refusal $refusal
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		foreach ( self::METHODS as $name => $method ) {
			add_shortcode( $name, array( $this, $method ) );
		}
		add_filter( 'do_shortcode_tag', array( $this, 'put_refusal_above' ), 10, 2 );
	}

	/**
	 * Says above the form or the list why a form was refused that doesn't stand there any more.
	 */
	public function put_refusal_above( mixed $html, string $name ): mixed {
		return isset( self::METHODS[ $name ] ) ? $this->refusal->html() . $html : $html;
	}

	/**
	 * Shows the form, or the registry that a member has already: each has one that is active.
	 */
	public function start_registry(): string {
		if ( ! is_user_logged_in() ) {
			$text = __(
				'To start a registry you need an account, so that it stays yours and you decide who sees it. A name and an e-mail address are enough.',
				'therestart'
			);
			return $this->for_guests( $text, true );
		}
		$data = array(
			'form'     => $this->forms->form( 'start', Restart_Registry_Form_Key::field() ),
			'registry' => $this->plugin->controller()->get_user_registry( get_current_user_id() ),
		);
		if ( $data['registry'] ) {
			return Therestart_View::html( 'start-exists', $data );
		}
		wp_enqueue_script( Therestart_Assets::START );
		$data['api_url']         = $this->plugin->api_url();
		$data['browser_api_key'] = $this->plugin->browser_api_key();
		return Therestart_View::html( 'start-form', $data );
	}

	public function my_account(): string {
		if ( ! is_user_logged_in() ) {
			return $this->for_guests( __( 'Log in to see and change your account.', 'therestart' ) );
		}
		wp_enqueue_script( Therestart_Assets::AUTH );
		$news = $_GET['restart_email'] ?? ''; // phpcs:ignore WordPress.Security -- chooses one of two sentences.
		$data = array(
			'form'          => $this->forms->form( 'update_profile' ),
			'thanks'        => Therestart_Thanks::by_address( 'update_profile' ),
			'sign_out'      => $this->forms->form( 'sign_out' ),
			'user'          => wp_get_current_user(),
			'waiting_email' => Therestart_Email_Change::waiting( get_current_user_id() ),
			'email_news'    => is_string( $news ) ? $news : '',
		);
		return Therestart_View::html( 'account-form', $data );
	}

	public function login_form(): string {
		if ( is_user_logged_in() ) {
			return Therestart_View::html( 'logged-in' );
		}
		$redirect_to = $_GET['redirect_to'] ?? ''; // phpcs:ignore WordPress.Security -- checked when it is used.
		$redirect_to = is_string( $redirect_to ) ? wp_unslash( $redirect_to ) : '';
		$data        = array(
			'form'   => $this->forms->form( 'log_in', array( 'redirect_to' => $redirect_to ) ),
			'thanks' => Therestart_Thanks::by_address( 'sign_out' ),
		);
		return Therestart_View::html( 'login-form', $data );
	}

	public function register_form(): string {
		if ( is_user_logged_in() ) {
			return Therestart_View::html( 'logged-in' );
		}
		if ( ! get_option( 'users_can_register' ) ) {
			$text = __(
				'We take no new members at the moment. If you have an account, you can log in as always.',
				'therestart'
			);
			return Therestart_View::html( 'notice', array( 'text' => $text ) );
		}
		wp_enqueue_script( Therestart_Assets::AUTH );
		$data = array(
			'form'   => $this->forms->form( 'register' ),
			'thanks' => Therestart_Thanks::by_address( 'register' ),
		);
		return Therestart_View::html( 'register-form', $data );
	}

	public function my_registries(): string {
		if ( ! is_user_logged_in() ) {
			return $this->for_guests( __( 'Log in to see your registries.', 'therestart' ) );
		}
		$data = array(
			'registries' => $this->plugin->controller()->get_user_registries( get_current_user_id() ),
			'news'       => $this->plugin->news(),
		);
		return Therestart_View::html( 'my-registries', $data );
	}

	/**
	 * While registration is closed, a newcomer has nothing but the button to log in.
	 */
	private function for_guests( string $text, bool $is_newcomer = false ): string {
		$data = array(
			'text'         => $text,
			'login_url'    => wp_login_url( (string) get_permalink( get_queried_object_id() ) ),
			'register_url' => get_option( 'users_can_register' ) ? Therestart_Pages::url( 'register' ) : '',
			'is_newcomer'  => $is_newcomer,
		);
		return Therestart_View::html( 'for-guests', $data );
	}
}
