<?php
/**
 * WordPress 6.1's wp_set_password(), which tells nobody. From 6.2 on there is a hook.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

if ( version_compare( $GLOBALS['wp_version'], '6.2', '<' ) && ! function_exists( 'wp_set_password' ) ) {
	/**
	 * WordPress loads its own after the plugins, unless there is one.
	 *
	 * @param string $password As it was typed.
	 * @param int    $user_id  Whose it is.
	 */
	// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- meant to stand in.
	function wp_set_password( $password, $user_id ) {
		global $wpdb;
		$changed = array(
			'user_pass'           => wp_hash_password( $password ),
			'user_activation_key' => '',
		);
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- as WordPress does.
		$wpdb->update( $wpdb->users, $changed, array( 'ID' => $user_id ) );
		clean_user_cache( $user_id );
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's, from 6.2 on.
		do_action( 'wp_set_password', $password, $user_id );
	}
}
