<?php
/**
 * Takes away all that the plugin added to the site.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// WordPress doesn't load the plugin for this.
require_once __DIR__ . '/includes/autoload.php';

wp_unschedule_hook( Restart_Bridge_Structure_Sync::EVENT );
Restart_Bridge_Journal::drop_table();
Restart_Bridge_Account::delete();
Restart_Bridge_Account::revoke();
array_map( 'delete_option', Restart_Bridge_Options::ALL );
delete_metadata( 'user', 0, Restart_Bridge_Outcome::META_KEY, '', true );
