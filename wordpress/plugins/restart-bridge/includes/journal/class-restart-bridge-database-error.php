<?php
/**
 * A query that failed.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells what the database said. That is for the log: the backend learns only that it failed.
 */
final class Restart_Bridge_Database_Error extends RuntimeException {
}
