<?php
/**
 * Takes away what the plugin added to the site. Never the registries: they belong to their owners.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// WordPress doesn't load the plugin for this.
require_once __DIR__ . '/includes/class-restart-registry-activator.php';
require_once __DIR__ . '/includes/class-restart-registry-capabilities.php';
require_once __DIR__ . '/includes/class-restart-registry-email-proof.php';

Restart_Registry_Capabilities::revoke();
delete_option( Restart_Registry_Activator::OPTION_VERSION );
delete_metadata( 'user', 0, Restart_Registry_Email_Proof::META_KEY, '', true );
