<?php
/**
 * Activates the bridge, once: at each activation it reads anew what the site holds.
 */

declare( strict_types=1 );

require_once ABSPATH . 'wp-admin/includes/plugin.php';
$error = activate_plugin( 'restart-bridge/restart-bridge.php' );
if ( is_wp_error( $error ) ) {
	fwrite( STDERR, $error->get_error_message() . "\n" );
	exit( 1 );
}
