<?php
/**
 * What other sites may do with our pages.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps public registries out of search engines, unless their owner lets them in, and the whole site out of frames on
 * other sites, where one could be made to press "Make it public" without seeing it. A form of ours may stand on any
 * page.
 */
final class Restart_Registry_Other_Sites {

	/**
	 * Hooks this part in. The header about frames is sent before a page of ours is shown and the request ends.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'refuse_frames' ), 0 );
		add_action( 'template_redirect', array( $this, 'refuse_indexing' ) );
		add_filter( 'wp_robots', array( $this, 'robots' ) );
		add_filter( 'wp_sitemaps_posts_query_args', array( $this, 'only_willing' ), 10, 2 );
	}

	/**
	 * Embeds are made to be framed, and have no form.
	 */
	public function refuse_frames(): void {
		if ( ! is_embed() ) {
			send_frame_options_header();
		}
	}

	/**
	 * Feeds have no <head>, and search engine plugins take wp_robots over.
	 */
	public function refuse_indexing(): void {
		if ( self::is_closed() ) {
			header( 'X-Robots-Tag: noindex' );
		}
	}

	/**
	 * @param array<string, mixed> $robots For the robots meta tag.
	 * @return array<string, mixed>
	 */
	public function robots( array $robots ): array {
		return self::is_closed() ? wp_robots_no_robots( $robots ) : $robots;
	}

	/**
	 * @param array<string, mixed> $args For WP_Query.
	 * @return array<string, mixed>
	 */
	public function only_willing( array $args, string $post_type ): array {
		if ( Restart_Registry_Post_Type::NAME === $post_type ) {
			$args['meta_query'] = array( // phpcs:ignore WordPress.DB.SlowDBQuery -- a sitemap is seldom asked for.
				array(
					'key'   => Restart_Registry_Meta::ALLOW_INDEXING,
					'value' => '1',
				),
			);
		}
		return $args;
	}

	/**
	 * Whether search engines stay out: of the archive, of any page that is asked for a registry, and of anything else
	 * that shows a registry whose owner hasn't let them in, like its page, a search or a mixed feed.
	 */
	private static function is_closed(): bool {
		global $wp_query;
		return '' !== Restart_Registry_Public::asked() || is_post_type_archive( Restart_Registry_Post_Type::NAME )
			|| array_filter( (array) $wp_query->posts, array( self::class, 'is_unwilling' ) );
	}

	/**
	 * A page that shows a registry is closed, whoever owns it: a registry that is let in has its own page.
	 */
	private static function is_unwilling( WP_Post $post ): bool {
		if ( Restart_Registry_Post_Type::NAME !== $post->post_type ) {
			return str_contains( $post->post_content, '[restart_registry_view' );
		}
		return '1' !== get_post_meta( $post->ID, Restart_Registry_Meta::ALLOW_INDEXING, true );
	}
}
