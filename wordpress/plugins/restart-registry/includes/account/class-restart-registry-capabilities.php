<?php
/**
 * Which role may do what with registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Gives the roles their rights, and takes them back when the plugin is uninstalled.
 */
final class Restart_Registry_Capabilities {

	public const MANAGE       = 'manage_restart_registry';
	public const SERVICE_ROLE = 'restart_registry_service';

	/**
	 * These are the capabilities that it takes to have a registry. Making one private needs publish_, too.
	 * read_private_ is never among them, since it would open the registries of everybody.
	 */
	private const OWNER = array(
		'edit_restart_registries',
		'edit_published_restart_registries',
		'publish_restart_registries',
		'delete_restart_registries',
		'delete_published_restart_registries',
	);

	private const EVERYBODYS = array(
		'read_private_restart_registries',
		'edit_private_restart_registries',
		'edit_others_restart_registries',
		'delete_private_restart_registries',
		'delete_others_restart_registries',
		self::MANAGE,
	);

	/**
	 * Makes the roles what they should be. It is safe to call this again.
	 */
	public static function grant(): void {
		add_role( self::SERVICE_ROLE, __( 'Restart Registry service', 'restart-registry' ), array( 'read' => true ) );
		foreach ( array( 'administrator', self::SERVICE_ROLE ) as $name ) {
			$role = get_role( $name );
			array_map(
				static fn( string $cap ) => $role?->add_cap( $cap ),
				array( ...self::OWNER, ...self::EVERYBODYS )
			);
		}
		self::grant_owners();
	}

	/**
	 * Takes every right of ours from every role.
	 */
	public static function revoke(): void {
		foreach ( wp_roles()->role_objects as $role ) {
			$ours = preg_grep( '/_restart_registr(y|ies)$/', array_keys( $role->capabilities ) );
			array_map( array( $role, 'remove_cap' ), (array) $ours );
		}
		remove_role( self::SERVICE_ROLE );
	}

	/**
	 * Gives the five rights to the roles that may have a registry, and takes them from those that may not.
	 */
	private static function grant_owners(): void {
		$roles = array_diff_key( wp_roles()->role_objects, array_flip( array( 'administrator', self::SERVICE_ROLE ) ) );
		/**
		 * Filters the roles whose members may have a registry of their own. Read when the plugin is activated.
		 *
		 * @param string[] $names Names of roles; all but ours, unless a site narrows it.
		 */
		$owners = (array) apply_filters( 'restart_registry_owner_roles', array_keys( $roles ) );
		foreach ( $roles as $name => $role ) {
			$change = in_array( $name, $owners, true ) ? 'add_cap' : 'remove_cap';
			array_map( array( $role, $change ), self::OWNER );
		}
	}
}
