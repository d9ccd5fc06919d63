<?php
/**
 * The theme's shortcodes.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Each gives the form or the list of its page, and something for those it isn't meant for.
 */
final class Therestart_Shortcodes {

	private const SHORTCODES = array(
		'restart_start_registry' => 'start_registry',
		'restart_my_account'     => 'my_account',
		'restart_login_form'     => 'login_form',
		'restart_register_form'  => 'register_form',
		'restart_my_registries'  => 'my_registries',
	);

	public function __construct( private Therestart_Plugin $plugin, private Therestart_Posted_Forms $forms ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		foreach ( self::SHORTCODES as $name => $method ) {
			$instead = 'login_form' === $method ? 'login_form_of_wordpress' : 'without_plugin';
			add_shortcode( $name, array( $this, $this->plugin->is_active() ? $method : $instead ) );
		}
	}

	/**
	 * Who has an active registry is led there: it is one per person.
	 */
	public function start_registry(): string {
		if ( ! is_user_logged_in() ) {
			return $this->for_guests(
				__(
					'To start a registry you need an account, so that it stays yours and you decide who sees it. A name and an e-mail address are enough.',
					'therestart'
				),
				true
			);
		}
		$active = $this->plugin->controller()->get_user_registry( get_current_user_id() );
		if ( $active ) {
			$data = array(
				'registry' => $active,
				'form'     => $this->forms->state( 'start' ),
			);
			return Therestart_View::html( 'start-exists', $data );
		}
		wp_enqueue_script( Therestart_Assets::START );
		$data = array(
			'form'            => $this->forms->state( 'start' ),
			'api_url'         => $this->plugin->api_url(),
			'browser_api_key' => $this->plugin->browser_api_key(),
		);
		return Therestart_View::html( 'start-form', $data );
	}

	public function my_account(): string {
		if ( ! is_user_logged_in() ) {
			return $this->for_guests( __( 'Log in to see and change your account.', 'therestart' ) );
		}
		wp_enqueue_script( Therestart_Assets::AUTH );
		$data = array(
			'form'          => $this->forms->state( 'update_profile' ),
			'sign_out'      => $this->forms->state( Therestart_Sign_Out::NAME ),
			'user'          => wp_get_current_user(),
			'waiting_email' => Therestart_Email_Change::waiting( get_current_user_id() ),
			'email_news'    => sanitize_key(
				$_GET['restart_email'] ?? ''
			), // phpcs:ignore WordPress.Security.NonceVerification -- shows a sentence.
		);
		return Therestart_View::html( 'account-form', $data );
	}

	public function login_form(): string {
		if ( is_user_logged_in() ) {
			return Therestart_View::html( 'logged-in' );
		}
		$redirect_to = $_GET['redirect_to'] ?? ''; // phpcs:ignore WordPress.Security -- checked when it is used.
		$data        = array(
			'form'        => $this->forms->state( 'log_in' ),
			'thanks'      => $this->forms->state( Therestart_Sign_Out::NAME )['thanks'],
			'redirect_to' => is_string( $redirect_to ) ? wp_unslash( $redirect_to ) : '',
		);
		return Therestart_View::html( 'login-form', $data );
	}

	public function register_form(): string {
		if ( is_user_logged_in() ) {
			return Therestart_View::html( 'logged-in' );
		}
		if ( ! get_option( 'users_can_register' ) ) {
			return Therestart_View::html(
				'notice',
				array(
					'text' => __(
						'We take no new members at the moment. If you have an account, you can log in as always.',
						'therestart'
					),
				)
			);
		}
		wp_enqueue_script( Therestart_Assets::AUTH );
		return Therestart_View::html( 'register-form', array( 'form' => $this->forms->state( 'register' ) ) );
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
	 * While registration is closed a newcomer has nothing but the button to log in.
	 */
	private function for_guests( string $text, bool $is_newcomer = false ): string {
		return Therestart_View::html(
			'for-guests',
			array(
				'text'         => $text,
				'login_url'    => wp_login_url( (string) get_permalink( get_queried_object_id() ) ),
				'register_url' => get_option( 'users_can_register' ) ? Therestart_Pages::url( 'register' ) : '',
				'is_newcomer'  => $is_newcomer,
			)
		);
	}

	/**
	 * Without the plugin, whose forms ours are: one can always log in.
	 */
	public function login_form_of_wordpress(): string {
		$form = array( 'echo' => false );
		return is_user_logged_in() ? Therestart_View::html( 'logged-in' ) : (string) wp_login_form( $form );
	}

	/**
	 * Instead of the others.
	 */
	public function without_plugin(): string {
		return Therestart_View::html(
			'notice',
			array( 'text' => __( 'Registries are being set up here. Please come back a little later.', 'therestart' ) )
		);
	}
}
