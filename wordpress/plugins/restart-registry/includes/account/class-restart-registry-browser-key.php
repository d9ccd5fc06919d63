<?php
/**
 * What a browser needs to speak to the API by itself.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lends a browser an application password for as long as it takes to make a registry.
 *
 * It is made when the form is sent and never printed into a page. It ends when the registry is made, or after 15
 * minutes. Each person has one: a second one ends the first.
 */
final class Restart_Registry_Browser_Key {

	// This tells our passwords from those that people made themselves.
	private const APP_ID      = '6b7a1f0e-52c1-4c52-9f4e-0d5c7d1a9b11';
	private const TTL_SECONDS = 900;
	private const NONCE       = Restart_Registry_Actions::NONCE;

	/**
	 * Tells the start form to post itself to WordPress instead.
	 */
	private const NONE_HERE = 'restart_no_keys_here';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'wp_ajax_restart_registry_key', array( $this, 'ajax_key' ) );
		// Anyone who was logged in a moment ago is told that they aren't any more.
		add_action( 'wp_ajax_nopriv_restart_registry_key', array( $this, 'ajax_key' ) );
		add_action( 'wp_ajax_restart_registry_nonce', array( $this, 'ajax_nonce' ) );
		add_action( 'wp_ajax_nopriv_restart_registry_nonce', array( $this, 'ajax_nonce' ) );
		add_action( 'wp_authenticate_application_password_errors', array( $this, 'expire' ), 10, 3 );
		add_action(
			'rest_after_insert_' . Restart_Registry_Post_Type::NAME,
			array( $this, 'end_with_the_registry' ),
			10,
			3
		);
	}

	/**
	 * Answers POST requests alone, so that no address and no cache ever holds the key.
	 */
	public function ajax_key(): void {
		check_ajax_referer( self::NONCE, 'nonce' );
		$made = self::made_before(
			get_current_user_id(),
			Restart_Registry_Request::current()->line( Restart_Registry_Form_Key::FIELD )
		);
		if ( $made ) {
			wp_send_json_success( array( 'made' => $made ) );
		}
		$key = self::refusal( get_current_user_id() ) ?? self::fresh( get_current_user_id() );
		if ( is_wp_error( $key ) ) {
			$refused = array(
				'message' => $key->get_error_message(),
				'code'    => $key->get_error_code(),
			);
			wp_send_json_error( $refused, (int) $key->get_error_data()['status'] );
		}
		$lent = array(
			'username' => wp_get_current_user()->user_login,
			'password' => $key,
		);
		wp_send_json_success( $lent );
	}

	/**
	 * Returns the registry that the same form has made already, if only the answer was lost. Then no key is needed.
	 *
	 * @return array{id: int, permalink: string}|null
	 */
	private static function made_before( int $user_id, string $form_key ): ?array {
		$made     = Restart_Registry_Creation_Key::find( $user_id, $form_key );
		$registry = $made ? Restart_Registry_Plugin::controller()->get_registry( $made['id'] ) : null;
		if ( ! $registry ) {
			return null;
		}
		self::revoke( $user_id );
		return array_intersect_key( $registry, array_flip( array( 'id', 'permalink' ) ) );
	}

	/**
	 * Sends a nonce from here and not over REST, which lets foreign sites read its answers. Scripts fetch it when a
	 * form is sent: the page may come from a cache, and a guest's nonce is worth nothing once they have logged in.
	 */
	public function ajax_nonce(): void {
		wp_send_json_success( array( 'nonce' => wp_create_nonce( self::NONCE ) ) );
	}

	/**
	 * Looks at the age of a key whenever it is used, so that a forgotten one ends by itself.
	 *
	 * @param array<string, mixed> $item The application password, as WordPress keeps it.
	 */
	public function expire( WP_Error $error, WP_User $user, array $item ): void {
		if ( self::is_ours( $item ) && $item['created'] < time() - self::TTL_SECONDS ) {
			$error->add( 'restart_key_expired', __( 'This key has expired.', 'restart-registry' ) );
		}
	}

	/**
	 * Ends the key without another call of the browser's, which may never come.
	 */
	public function end_with_the_registry( WP_Post $post, WP_REST_Request $request, bool $is_new ): void {
		$used = rest_get_authenticated_app_password();
		$item = $is_new && $used
			? WP_Application_Passwords::get_user_application_password( get_current_user_id(), $used )
			: null;
		if ( $item && self::is_ours( $item ) ) {
			WP_Application_Passwords::delete_application_password( get_current_user_id(), $used );
		}
	}

	/**
	 * Ends all keys when the plugin is switched off: without it, they would no longer end by themselves.
	 */
	public static function revoke_all(): void {
		$having = array(
			// phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- Once.
			'meta_key' => WP_Application_Passwords::USERMETA_KEY_APPLICATION_PASSWORDS,
			'fields'   => 'ID',
		);
		array_map( static fn( string $id ) => self::revoke( (int) $id ), get_users( $having ) );
	}

	/**
	 * Returns null, or the reason why there is no key.
	 */
	private static function refusal( int $user_id ): ?WP_Error {
		if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
			return self::no_key( 405, __( 'This has to be a POST request.', 'restart-registry' ) );
		}
		if ( ! $user_id ) {
			return Restart_Registry_Answers::not_logged_in();
		}
		return self::refusal_to_member( $user_id );
	}

	/**
	 * Anyone who has an active registry needs no key: the page may be open in two tabs, or the answer to the first try
	 * was lost.
	 */
	private static function refusal_to_member( int $user_id ): ?WP_Error {
		if ( ! user_can( $user_id, 'publish_restart_registries' ) ) {
			$sentence = __(
				'Your account can’t have a registry here. Please write to us if you think it should.',
				'restart-registry'
			);
			return self::no_key( 403, $sentence );
		}
		if ( Restart_Registry_Plugin::controller()->get_user_registry( $user_id ) ) {
			$sentence = __(
				'You have a registry already: you find it under “My registries”. It may be the one you have just typed.',
				'restart-registry'
			);
			return self::no_key( 409, $sentence );
		}
		return wp_is_application_passwords_available_for_user( $user_id ) ? null : self::none_here();
	}

	private static function no_key( int $status, string $sentence ): WP_Error {
		return new WP_Error( 'restart_no_key', $sentence, array( 'status' => $status ) );
	}

	/**
	 * The site has plain HTTP, or application passwords are switched off, or they are for staff only.
	 */
	private static function none_here(): WP_Error {
		$sentence = __(
			'This site can’t take your registry this way. Please send the form without scripts.',
			'restart-registry'
		);
		return new WP_Error( self::NONE_HERE, $sentence, array( 'status' => 409 ) );
	}

	/**
	 * Makes a key, which WordPress keeps as a hash only.
	 */
	private static function fresh( int $user_id ): string|WP_Error {
		self::revoke( $user_id );
		$name = sprintf(
			'%s %s',
			wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
			wp_date( 'Y-m-d H:i' )
		);
		$made = WP_Application_Passwords::create_new_application_password(
			$user_id,
			array(
				'app_id' => self::APP_ID,
				'name'   => $name,
			)
		);
		return is_wp_error( $made ) ? self::no_key( 500, $made->get_error_message() ) : $made[0];
	}

	/**
	 * Leaves the passwords that people made themselves.
	 */
	private static function revoke( int $user_id ): void {
		foreach ( WP_Application_Passwords::get_user_application_passwords( $user_id ) as $item ) {
			if ( self::is_ours( $item ) ) {
				WP_Application_Passwords::delete_application_password( $user_id, $item['uuid'] );
			}
		}
	}

	/**
	 * @param array<string, mixed> $item An application password.
	 */
	private static function is_ours( array $item ): bool {
		return self::APP_ID === ( $item['app_id'] ?? '' );
	}
}
