<?php
/**
 * Tells the plugin where the API is, and as whom to ask it; said again at each start, as ports change.
 */

foreach ( array( 'url', 'username', 'app_password' ) as $name ) {
	update_option( "restart_lambda_$name", getenv( 'RESTART_LAMBDA_' . strtoupper( $name ) ) );
}
