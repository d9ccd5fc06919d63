<?php
/**
 * Activates our plugin, again at each start: a newer one may bring new roles and pages. And our theme.
 */

declare( strict_types=1 );

require_once ABSPATH . 'wp-admin/includes/plugin.php';
$plugin = 'restart-registry/restart-registry.php';
deactivate_plugins( $plugin );
$error = activate_plugin( $plugin );
if ( is_wp_error( $error ) ) {
	fwrite( STDERR, $error->get_error_message() . "\n" );
	exit( 1 );
}
if ( 'therestart' !== get_stylesheet() ) {
	switch_theme( 'therestart' );
}
