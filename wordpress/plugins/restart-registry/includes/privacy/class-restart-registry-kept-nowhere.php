<?php
/**
 * What no cache may keep.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells browsers and proxies to keep nothing that is for one person, or that may be private at the next request: a
 * registry that was public a moment ago, forms with their keys, the answer to a form. Other pages look the same to every
 * guest, and a cache may keep them.
 */
final class Restart_Registry_Kept_Nowhere {

	/**
	 * Pages that a form or somebody's own stands on, by slug. Their content may be in a template.
	 */
	private const PAGES = array( 'login', 'register', 'my-account', 'my-registries', 'start-a-registry' );

	/**
	 * Hooks this part in, before anything that answers or leads on by itself.
	 */
	public function add_hooks(): void {
		add_filter( 'nocache_headers', array( $this, 'store_nowhere' ) );
		add_filter( 'rest_send_nocache_headers', '__return_true' );
		add_action( 'template_redirect', array( $this, 'send_headers' ), 0 );
	}

	/**
	 * WordPress itself says so from 6.8 on, to members from 6.3 on.
	 *
	 * @param array<string, string> $headers Of answers that are not to be kept.
	 * @return array<string, string>
	 */
	public function store_nowhere( array $headers ): array {
		return array( 'Cache-Control' => 'no-cache, must-revalidate, max-age=0, no-store, private' ) + $headers;
	}

	/**
	 * WordPress has sent them to members already.
	 */
	public function send_headers(): void {
		if ( self::is_asked() || self::shows_registries() || self::is_page_of_ours() ) {
			nocache_headers();
		}
	}

	/**
	 * Links in our mails, registries by `?registry=`, thanks for a form.
	 */
	private static function is_asked(): bool {
		// phpcs:ignore WordPress.Security.NonceVerification -- only compared.
		return '' !== Restart_Registry_Public::asked() || preg_grep( '/^restart_/', array_keys( $_GET ) );
	}

	/**
	 * On a page of its own, in a list, a search or a feed.
	 */
	private static function shows_registries(): bool {
		$type = Restart_Registry_Post_Type::NAME;
		return is_singular( $type )
			|| is_post_type_archive( $type )
			|| in_array( $type, wp_list_pluck( $GLOBALS['wp_query']->posts ?? array(), 'post_type' ), true );
	}

	private static function is_page_of_ours(): bool {
		$page = is_singular() ? get_queried_object() : null;
		$ids  = array_intersect_key( Restart_Registry_Pages::ids(), array_flip( self::PAGES ) );
		return $page instanceof WP_Post
			&& ( in_array( $page->ID, $ids, true ) || str_contains( $page->post_content, '[restart_' ) );
	}
}
