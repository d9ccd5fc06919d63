<?php
/**
 * Pages inside pages of others.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the site out of frames on other sites, where people could be made to press "Make it public" without seeing it.
 * This goes for the whole site, since a form of ours may stand on any page.
 */
final class Restart_Registry_Framing {

	/**
	 * Hooks this part in, before a page of ours is shown and the request ends.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'send_header' ), 0 );
	}

	/**
	 * Embeds are made to be framed, and have no form.
	 */
	public function send_header(): void {
		if ( ! is_embed() ) {
			send_frame_options_header();
		}
	}
}
