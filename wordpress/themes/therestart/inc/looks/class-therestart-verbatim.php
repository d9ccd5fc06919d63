<?php
/**
 * Text as it was typed.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps WordPress from improving what people write: `3x4 -- ... :)` stays that.
 *
 * In a block theme WordPress puts curly quotes and smilies over the whole page, shortcodes included, so they are
 * switched off for the whole site. Our own texts have the right quotes already.
 */
final class Therestart_Verbatim {

	/**
	 * Hooks this part in. The script for emoji asks the site s.w.org, and our pages ask no other site for anything.
	 */
	public function add_hooks(): void {
		add_filter( 'run_wptexturize', '__return_false' );
		add_filter( 'pre_option_use_smilies', '__return_zero' );
		add_filter( 'emoji_svg_url', '__return_false' );
		add_filter( 'the_title', array( $this, 'title_of_registry' ), PHP_INT_MAX, 2 );
		remove_filter( 'document_title', 'capital_P_dangit', 11 );
		remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
		remove_action( 'wp_print_styles', 'print_emoji_styles' );
	}

	/**
	 * Gives a registry the name that was typed. WordPress 6.1 also puts "Private: " before it.
	 */
	public function title_of_registry( mixed $title, mixed $id = 0 ): string {
		$post = $id && ! is_admin() ? get_post( $id ) : null;
		if ( ! $post || ! self::is_registry( $post ) ) {
			return (string) $title;
		}
		return Restart_Registry_View::text( Restart_Registry_Text::plain( $post->post_title ) );
	}

	private static function is_registry( WP_Post $post ): bool {
		return Therestart_Plugin::is_active() && Restart_Registry_Post_Type::NAME === $post->post_type;
	}
}
