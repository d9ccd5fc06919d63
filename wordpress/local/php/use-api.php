<?php
/**
 * Tells the plugin where the API is, and as whom to ask it. This runs at each start, since ports change.
 */

declare( strict_types=1 );

foreach ( array( 'url', 'username', 'app_password' ) as $name ) {
	update_option( "restart_lambda_$name", getenv( 'RESTART_LAMBDA_' . strtoupper( $name ) ) );
}
