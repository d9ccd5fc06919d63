<?php
/**
 * Makes an empty site with Eve as its administrator (accounts.php then gives her a password that we know).
 * WordPress's samples ("Hello world!", its comment and the sample page) are deleted: they would be public.
 */

declare( strict_types=1 );

/** No mail about a new site. */
function wp_new_blog_notification() {}

define( 'WP_INSTALLING', true );
require getenv( 'WP_SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// Set beforehand: otherwise WordPress tries its permalinks with requests to a server that doesn't run yet.
add_filter( 'pre_option_permalink_structure', 'restart_local_permalinks' );
function restart_local_permalinks(): string {
	return '/%postname%/';
}
wp_install( 'The Restart', 'eve', 'eve@example.test', true, '', wp_generate_password( 40 ) );
remove_filter( 'pre_option_permalink_structure', 'restart_local_permalinks' );
update_option( 'permalink_structure', restart_local_permalinks() );

foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'numberposts' => -1 ) ) as $sample ) {
	wp_delete_post( $sample->ID, true );
}
