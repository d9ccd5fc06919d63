<?php
/**
 * WordPress for development and tests. Everything that varies comes from the environment, which
 * wordpress/local/wordpress/site.py sets. There are no keys and salts here: WordPress makes random ones of its own and
 * keeps them in its database.
 */

declare( strict_types=1 );

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', getenv( 'WP_DB_USER' ) );
define( 'DB_PASSWORD', '' ); // The socket knows who we are.
define( 'DB_HOST', 'localhost:' . getenv( 'WP_DB_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wp_';

define( 'WP_HOME', getenv( 'WP_URL' ) );
define( 'WP_SITEURL', getenv( 'WP_URL' ) );
define( 'WP_ENVIRONMENT_TYPE', 'local' ); // Application passwords work without https.
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', getenv( 'WP_PHP_LOG' ) );
define( 'WP_DEBUG_DISPLAY', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', (bool) getenv( 'WP_BLOCK_EXTERNAL' ) );
define( 'FS_METHOD', 'direct' );

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
