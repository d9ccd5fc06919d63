<?php
/**
 * Logging an account out everywhere.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Ends the sessions and the application passwords of an account whenever its password changes, whoever changes it.
 *
 * People choose a new password because they fear that somebody else got in. WordPress leaves application passwords as
 * they are then: one minute at an open laptop would be enough for ever.
 */
final class Restart_Registry_Sign_Out {

	/**
	 * Hooks this part in. The link in a mail and most plugins end in `wp_set_password`; the profile page, REST and
	 * WP-CLI end in `profile_update`.
	 */
	public function add_hooks(): void {
		add_action( 'wp_set_password', array( $this, 'after_new_password' ), 10, 3 );
		add_action( 'profile_update', array( $this, 'after_update' ), 10, 2 );
	}

	/**
	 * From 6.8 on WordPress sets the same password again at a login, to store it in a better form: that is no change.
	 *
	 * @param WP_User|false|null $before Null before 6.7.
	 */
	public function after_new_password( string $password, int $user_id, mixed $before = null ): void {
		if ( ! $before instanceof WP_User || ! wp_check_password( $password, $before->user_pass ) ) {
			self::after_change( $user_id );
		}
	}

	/**
	 * Runs after any change in an account.
	 */
	public function after_update( int $user_id, WP_User $before ): void {
		$user = get_userdata( $user_id );
		if ( $user && $user->user_pass !== $before->user_pass ) {
			self::after_change( $user_id );
		}
	}

	/**
	 * Signs somebody out of every browser and every program; `$but` is the token of a session that stays.
	 */
	public static function everywhere( int $user_id, string $but = '' ): void {
		WP_Session_Tokens::get_instance( $user_id )->destroy_others( $but ); // It ends all when `$but` is none.
		WP_Application_Passwords::delete_all_application_passwords( $user_id );
	}

	/**
	 * Ends what the old password has opened. People who change their own stay logged in where they did it. The API's
	 * account keeps its application password, by which alone it lives; nobody logs in with it.
	 */
	private static function after_change( int $user_id ): void {
		$user = get_userdata( $user_id );
		if ( $user && in_array( Restart_Registry_Capabilities::SERVICE_ROLE, $user->roles, true ) ) {
			WP_Session_Tokens::get_instance( $user_id )->destroy_all();
			return;
		}
		self::everywhere( $user_id, get_current_user_id() === $user_id ? wp_get_session_token() : '' );
	}
}
