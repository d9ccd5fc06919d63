<?php
/**
 * Plugin Name:       Restart Registry
 * Description:       Gift registries for people who start again: private unless their owner says otherwise.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       restart-registry
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

const RESTART_REGISTRY_FILE    = __FILE__;
const RESTART_REGISTRY_VERSION = '0.1.0';

require_once __DIR__ . '/includes/class-restart-registry-plugin.php';

( new Restart_Registry_Plugin() )->add_hooks();
