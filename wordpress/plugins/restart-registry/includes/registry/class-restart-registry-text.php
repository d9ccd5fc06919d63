<?php
/**
 * Titles and stories as they were typed.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps blocks and shortcodes out of what owners write, and gives it back as plain text.
 *
 * Owners are strangers to the site. Blocks and shortcodes are programs that run wherever a story is printed: with them
 * a subscriber could read what the site shows to nobody.
 */
final class Restart_Registry_Text {

	private const TYPED = array( 'post_title', 'post_content', 'post_excerpt' );

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'wp_insert_post_data', array( $this, 'drop_blocks' ) );
		add_filter( 'rest_pre_insert_' . Restart_Registry_Post_Type::NAME, array( $this, 'keep_numbers' ) );
		add_filter( 'wp_insert_post_empty_content', array( $this, 'zero_is_a_text' ), 10, 2 );
		add_filter( 'the_content', array( $this, 'only_text' ), 1 );
		add_filter( 'get_the_excerpt', array( $this, 'none_of_its_own' ), 1, 2 );
	}

	/**
	 * Every way in comes through here: REST, editor, PHP.
	 *
	 * @param array<string, mixed> $data The slashed columns of a post about to be stored.
	 * @return array<string, mixed>
	 */
	public function drop_blocks( array $data ): array {
		if ( Restart_Registry_Post_Type::NAME === $data['post_type'] ) {
			foreach ( self::TYPED as $column ) {
				$data[ $column ] = self::without_comments( (string) $data[ $column ] );
			}
		}
		return $data;
	}

	/**
	 * Somebody who types `&#38;` is stored as `&amp;#38;`, of which wp_kses() makes `&#038;`, the very character. A `#`
	 * that is escaped itself comes through. PHP code that stores a title or a story does the same.
	 *
	 * Comments go here already: WordPress's own look at them takes seconds and all memory for a run that never closes.
	 */
	public function keep_numbers( stdClass|WP_Error $post ): stdClass|WP_Error {
		foreach ( array_intersect( self::TYPED, array_keys( get_object_vars( $post ) ) ) as $column ) {
			$post->$column = str_replace( '&amp;#', '&amp;&#035;', self::without_comments( (string) $post->$column ) );
		}
		return $post;
	}

	/**
	 * To PHP "0" is as good as nothing, and WordPress refuses a post with nothing in it.
	 *
	 * @param array<string, mixed> $post The post about to be stored.
	 */
	public function zero_is_a_text( mixed $is_empty, array $post ): bool {
		$typed = implode( '', array_intersect_key( $post, array_flip( self::TYPED ) ) );
		return $is_empty && ! ( Restart_Registry_Post_Type::NAME === $post['post_type'] && '' !== $typed );
	}

	/**
	 * Removes links and pictures, too, in feeds for example: they call home from wherever a story is read. It runs
	 * before WordPress looks for shortcodes; those in templates are not affected.
	 */
	public function only_text( string $content ): string {
		return Restart_Registry_Post_Type::NAME === get_post_type()
			? str_replace( '[', '&#091;', self::html( self::plain( $content ) ) )
			: $content;
	}

	/**
	 * WordPress makes one of the story. One that somebody typed would be HTML in feeds, embeds and searches.
	 */
	public function none_of_its_own( mixed $excerpt, mixed $post = null ): mixed {
		return $post instanceof WP_Post && Restart_Registry_Post_Type::NAME === $post->post_type ? '' : $excerpt;
	}

	/**
	 * Stored is HTML, from the API with `<`, `>`, `&` escaped and nothing else. What was typed is that, decoded once.
	 */
	public static function plain( string $html ): string {
		if ( str_contains( $html, '<' ) ) { // Not from the API. A `<` that opens no tag stays.
			// phpcs:ignore Generic.PHP.ForbiddenFunctions, WordPress.WP.AlternativeFunctions -- the other one trims.
			$html = strip_tags( wp_pre_kses_less_than( $html ) );
		}
		return html_entity_decode( $html, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	}

	/**
	 * What was typed, as the API stores it. With the `#` of keep_numbers().
	 */
	public static function html( string $plain ): string {
		$html = str_replace( array( '&', '<', '>' ), array( '&amp;', '&lt;', '&gt;' ), $plain );
		return str_replace( '&amp;#', '&amp;&#035;', $html );
	}

	/**
	 * Works in one pass, since a story can be long. The rest may have no end, or close up to a new tag: its `<` is
	 * escaped.
	 */
	private static function without_comments( string $html ): string {
		$parts = explode( '<!--', $html );
		$kept  = array_shift( $parts );
		foreach ( $parts as $part ) {
			$end   = strpos( $part, '-->' );
			$kept .= false === $end ? "<!--$part" : substr( $part, $end + 3 );
		}
		return str_replace( '<!--', '&lt;!--', $kept );
	}
}
