<?php
/**
 * The account as which the backend calls.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the rights of the bridge and the role that has nothing else.
 */
final class Restart_Bridge_Account {

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
	 * Makes the roles what they should be. The role is made anew: it may have been given other rights meanwhile.
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
	 * Takes our rights from every role, and the role.
	 */
	public static function revoke(): void {
		foreach ( wp_roles()->role_objects as $role ) {
			array_map( array( $role, 'remove_cap' ), array( self::READ, self::WRITE ) );
		}
		remove_role( self::ROLE );
	}
}
