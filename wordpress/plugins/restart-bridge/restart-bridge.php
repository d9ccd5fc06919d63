<?php
/**
 * Plugin Name:       Restart Bridge
 * Description:       Connects this site to the Restart backend, which indexes what the site holds and watches its health.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       restart-bridge
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

const RESTART_BRIDGE_FILE    = __FILE__;
const RESTART_BRIDGE_VERSION = '0.1.0';

require_once __DIR__ . '/includes/class-restart-bridge-plugin.php';

( new Restart_Bridge_Plugin() )->add_hooks();
