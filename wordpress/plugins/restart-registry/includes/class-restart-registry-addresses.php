<?php
/**
 * Addresses of registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets no address tell that there is a registry which the asker may not see.
 */
final class Restart_Registry_Addresses {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'old_slug_redirect_post_id', array( $this, 'hide_behind_old_address' ) );
	}

	/**
	 * WordPress leads from an address that a registry once had to where it is now, and to its number if it is private.
	 */
	public function hide_behind_old_address( mixed $id ): mixed {
		$is_hidden = $id && Restart_Registry_Post_Type::NAME === get_post_type( $id ) && 'publish' !== get_post_status( $id );
		return $is_hidden && ! current_user_can( 'read_post', $id ) ? 0 : $id;
	}
}
