<?php
/**
 * The account as which the backend calls.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the service account and its application passwords, and takes them away again. It isn't final, because tests put
 * one of their own in its place.
 */
class Restart_Bridge_Account {

	public const LOGIN = 'restart-bridge';
	public const ROLE  = 'restart_bridge_service';
	public const READ  = 'restart_bridge_read';
	public const WRITE = 'restart_bridge_write';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'restart_registry_owner_roles', array( $this, 'own_no_registries' ) );
	}

	/**
	 * Keeps Restart Registry from giving our role the rights that it gives to every other one.
	 *
	 * @param mixed $names Of roles.
	 * @return string[]
	 */
	public function own_no_registries( mixed $names ): array {
		return array_values( array_diff( (array) $names, array( self::ROLE ) ) );
	}

	/**
	 * Makes the roles what they should be. Ours is made anew: it may have been given other rights meanwhile.
	 */
	public static function grant(): void {
		remove_role( self::ROLE );
		$rights = array_fill_keys( array( 'read', self::READ, self::WRITE ), true );
		add_role( self::ROLE, __( 'Restart Bridge service', 'restart-bridge' ), $rights );
		$administrator = get_role( 'administrator' );
		$administrator?->add_cap( self::READ );
		$administrator?->add_cap( self::WRITE );
	}

	/**
	 * Takes our rights from every role, and our role from every user.
	 */
	public static function revoke(): void {
		foreach ( wp_roles()->role_objects as $role ) {
			array_map( array( $role, 'remove_cap' ), array( self::READ, self::WRITE ) );
		}
		foreach ( get_users( array( 'role' => self::ROLE ) ) as $user ) {
			$user->remove_role( self::ROLE );
		}
		remove_role( self::ROLE );
	}

	/**
	 * Finds the account that the backend is to use, and a password for it.
	 *
	 * @param string $email    Whose account it is, if there is a password.
	 * @param string $password An application password of that account; "" for an account of our own, which is made.
	 * @return array{id: int, username: string, password: string, uuid: string}|WP_Error `uuid` is that of a password
	 *                                                                                    made just now, else "".
	 */
	public function credentials( string $email, string $password ): array|WP_Error {
		if ( ! wp_is_application_passwords_available() ) {
			return self::switched_off();
		}
		$user  = '' === $password ? self::own_or_new() : self::of_person( $email );
		$wrong = is_wp_error( $user ) ? $user : self::what_is_wrong_with( $user );
		if ( $wrong ) {
			return $wrong;
		}
		return '' === $password ? self::with_new_password( $user ) : self::told( $user, $password );
	}

	/**
	 * Says why the backend can't use the account that it was told, if there is a reason.
	 */
	public function what_is_wrong( int $id ): ?WP_Error {
		$user = get_userdata( $id );
		if ( ! $user ) {
			$message = __( 'The account is not there any more.', 'restart-bridge' );
			return new WP_Error( 'restart_bridge_account', $message );
		}
		return self::what_is_wrong_with( $user );
	}

	/**
	 * Ends every application password of our own account but one.
	 */
	public function end_passwords( string $but_uuid = '' ): void {
		$user = self::own();
		foreach ( $user ? WP_Application_Passwords::get_user_application_passwords( $user->ID ) : array() as $known ) {
			if ( $but_uuid !== $known['uuid'] ) {
				WP_Application_Passwords::delete_application_password( $user->ID, $known['uuid'] );
			}
		}
	}

	/**
	 * Ends a password that was made in vain.
	 *
	 * @param array{id: int, uuid: string} $credentials Of credentials().
	 */
	public function end_password( array $credentials ): void {
		if ( '' !== $credentials['uuid'] ) {
			WP_Application_Passwords::delete_application_password( $credentials['id'], $credentials['uuid'] );
		}
	}

	/**
	 * Deletes our own account. Posts that somebody gave it go to an administrator: WordPress would delete them, too.
	 */
	public static function delete(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user  = self::own();
		$heirs = get_users( array( 'role' => 'administrator', 'number' => 1, 'fields' => 'ID' ) );
		if ( $user ) {
			wp_delete_user( $user->ID, $heirs ? (int) $heirs[0] : null );
		}
	}

	/**
	 * Finds our own account. Somebody else may have its name: then it lacks the role.
	 */
	private static function own(): ?WP_User {
		$user = get_user_by( 'login', self::LOGIN );
		return $user && in_array( self::ROLE, $user->roles, true ) ? $user : null;
	}

	/**
	 * It has no e-mail, so nobody can have a new password sent.
	 */
	private static function own_or_new(): WP_User|WP_Error {
		$user = self::own();
		if ( $user ) {
			return $user;
		}
		if ( username_exists( self::LOGIN ) ) {
			return new WP_Error(
				'restart_bridge_account',
				sprintf(
					/* translators: %s: a user name. */
					__(
						'There is an account “%s” with another role. Rename or delete it, or enter a password of your own account.',
						'restart-bridge'
					),
					self::LOGIN
				)
			);
		}
		$id = wp_insert_user(
			array(
				'user_login'   => self::LOGIN,
				'user_pass'    => wp_generate_password( 64 ),
				'display_name' => 'Restart Bridge',
				'role'         => self::ROLE,
			)
		);
		return is_wp_error( $id ) ? $id : get_userdata( $id );
	}

	private static function of_person( string $email ): WP_User|WP_Error {
		$user = get_user_by( 'email', $email );
		return $user ? $user : new WP_Error(
			'restart_bridge_account',
			__(
				'No account of this site has that e-mail. Leave the password empty to use one of the bridge’s own.',
				'restart-bridge'
			)
		);
	}

	private static function what_is_wrong_with( WP_User $user ): ?WP_Error {
		if ( ! wp_is_application_passwords_available_for_user( $user ) ) {
			return self::switched_off();
		}
		if ( ! user_can( $user, self::READ ) ) {
			return new WP_Error(
				'restart_bridge_account',
				sprintf(
					/* translators: 1: a user name, 2: name of a role. */
					__( 'The account “%1$s” may not do this. Give it the role “%2$s”.', 'restart-bridge' ),
					$user->user_login,
					__( 'Restart Bridge service', 'restart-bridge' )
				)
			);
		}
		return null;
	}

	private static function switched_off(): WP_Error {
		return new WP_Error(
			'restart_bridge_application_passwords',
			__(
				'Application passwords are switched off, so the backend could not call this site. It has to be reached by https, also in Settings → General; if it is, a plugin has switched them off.',
				'restart-bridge'
			)
		);
	}

	/**
	 * Each has a name of its own, as WordPress 6.1 wants it: the one before ends when this one is accepted.
	 *
	 * @return array{id: int, username: string, password: string, uuid: string}|WP_Error
	 */
	private static function with_new_password( WP_User $user ): array|WP_Error {
		$made = WP_Application_Passwords::create_new_application_password(
			$user->ID,
			array( 'name' => 'Restart Bridge ' . wp_generate_password( 8, false ) )
		);
		return is_wp_error( $made ) ? $made : self::told( $user, $made[0], $made[1]['uuid'] );
	}

	/**
	 * @return array{id: int, username: string, password: string, uuid: string}
	 */
	private static function told( WP_User $user, string $password, string $uuid = '' ): array {
		return array(
			'id'       => $user->ID,
			'username' => $user->user_login,
			'password' => $password,
			'uuid'     => $uuid,
		);
	}
}
