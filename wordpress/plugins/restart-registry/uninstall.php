<?php
/**
 * Takes away what the plugin added to the site, but not the registries, which belong to their owners, nor the pages,
 * which belong to the site.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// WordPress doesn't load the plugin for this.
require_once __DIR__ . '/includes/autoload.php';

Restart_Registry_Capabilities::revoke();
Restart_Registry_Uses::drop_table();
Restart_Registry_Jobs::forget_all();
Restart_Registry_Hourly::stop();
wp_unschedule_hook( Restart_Registry_Owner_News::DIGEST );
array_map( 'delete_option', Restart_Registry_Options::ALL );
$restart_registry_keys = array(
	Restart_Registry_Email_Proof::META_KEY,
	Restart_Registry_Email_Proof_Link::META_KEY,
	Restart_Registry_Mailer::NOTIFY_META,
	Restart_Registry_Owner_News::META_KEY,
	'therestart_new_email', // The theme's, which is told nothing of this.
);
foreach ( $restart_registry_keys as $restart_registry_key ) {
	delete_metadata( 'user', 0, $restart_registry_key, '', true );
}
