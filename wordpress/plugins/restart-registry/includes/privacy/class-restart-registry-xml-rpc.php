<?php
/**
 * WordPress's old interface for programs.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Closes xmlrpc.php, and names it nowhere. It tries any number of passwords in one request, opens comments and pings on
 * what it posts, and tells others of links; nothing of ours needs it.
 */
final class Restart_Registry_Xml_Rpc {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'plugins_loaded', array( $this, 'refuse' ), 1 );
		add_filter( 'xmlrpc_enabled', '__return_false' );
		add_filter( 'xmlrpc_methods', '__return_empty_array' );
		add_filter( 'wp_headers', array( $this, 'drop_pingback' ) );
		add_filter( 'bloginfo_url', array( $this, 'no_address' ), 10, 2 );
		remove_action( 'wp_head', 'rsd_link' );
	}

	/**
	 * Refuses everything before it reads anything.
	 */
	public function refuse(): void {
		if ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST ) {
			status_header( 403 );
			header( 'Content-Type: text/plain; charset=utf-8' );
			echo "XML-RPC is closed here.\n";
			exit;
		}
	}

	/**
	 * @param array<string, string> $headers Of a page.
	 * @return array<string, string>
	 */
	public function drop_pingback( array $headers ): array {
		unset( $headers['X-Pingback'] );
		return $headers;
	}

	/**
	 * Leaves themes no address to print.
	 */
	public function no_address( mixed $url, mixed $what = '' ): mixed {
		return 'pingback_url' === $what ? '' : $url;
	}
}
