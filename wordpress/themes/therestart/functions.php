<?php
/**
 * Starts The Restart, a block theme for the plugin Restart Registry.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/inc/class-therestart-theme.php';

( new Therestart_Theme() )->add_hooks();
