<?php
/**
 * How long a title and a story may be.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Holds every registry to the lengths that the forms and the API ask for, wherever it is written, because mails quote
 * its title.
 *
 * What was typed is counted, not what it becomes in HTML. A text that is too long already may stay while it isn't
 * changed: programs send the whole registry back.
 */
final class Restart_Registry_Lengths {

	private const LIMITS = array(
		'post_title'   => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
		'post_content' => Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS,
	);

	private const LINE_BREAKS = '/[\p{Cc}\x{2028}\x{2029}]+/u';

	/**
	 * Hooks this part in. REST comes through both; what it refuses isn't cut.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_pre_insert_' . Restart_Registry_Post_Type::NAME, array( $this, 'refuse_over_rest' ), 5 );
		add_filter( 'wp_insert_post_data', array( $this, 'cut' ), 20, 2 );
	}

	/**
	 * Runs before anything is escaped once more.
	 */
	public function refuse_over_rest( stdClass|WP_Error $post ): stdClass|WP_Error {
		if ( is_wp_error( $post ) ) {
			return $post;
		}
		foreach ( self::LIMITS as $column => $most ) {
			$html = (string) ( $post->$column ?? '' );
			$fits = self::fits( $column, Restart_Registry_Text::plain( $html ) );
			if ( ! $fits && self::is_changed( (int) ( $post->ID ?? 0 ), $column, $html ) ) {
				return self::refusal( $column, $most );
			}
		}
		return $post;
	}

	/**
	 * Cuts what comes in any other way: by the dashboard, WP-CLI or PHP, where nobody can be asked.
	 *
	 * @param array<string, mixed> $data    The slashed columns of a post about to be stored.
	 * @param array<string, mixed> $postarr With the `ID`, if there is one.
	 * @return array<string, mixed>
	 */
	public function cut( array $data, array $postarr ): array {
		if ( Restart_Registry_Post_Type::NAME !== $data['post_type'] ) {
			return $data;
		}
		foreach ( self::LIMITS as $column => $most ) {
			$html  = (string) wp_unslash( $data[ $column ] );
			$plain = Restart_Registry_Text::plain( $html );
			if (
				! self::fits( $column, $plain )
				&& self::is_changed( (int) ( $postarr['ID'] ?? 0 ), $column, $html )
			) {
				$kept            = mb_substr( self::on_its_lines( $column, $plain ), 0, $most );
				$data[ $column ] = wp_slash( Restart_Registry_Text::html( $kept ) );
			}
		}
		return $data;
	}

	private static function fits( string $column, string $plain ): bool {
		return mb_strlen( $plain ) <= self::LIMITS[ $column ] && self::on_its_lines( $column, $plain ) === $plain;
	}

	/**
	 * A title has one line.
	 */
	private static function on_its_lines( string $column, string $plain ): string {
		return 'post_title' === $column ? (string) preg_replace( self::LINE_BREAKS, ' ', $plain ) : $plain;
	}

	/**
	 * A text that is only escaped in another way is the same.
	 */
	private static function is_changed( int $post_id, string $column, string $html ): bool {
		$post = $post_id ? get_post( $post_id ) : null;
		return ! $post || Restart_Registry_Text::plain( $post->$column ) !== Restart_Registry_Text::plain( $html );
	}

	private static function refusal( string $column, int $most ): WP_Error {
		if ( 'post_title' === $column ) {
			/* translators: %d: number of characters. */
			$text = _n(
				'title: must be one line of at most %d character',
				'title: must be one line of at most %d characters',
				$most,
				'restart-registry'
			);
		} else {
			/* translators: %d: number of characters. */
			$text = _n(
				'content: must be at most %d character',
				'content: must be at most %d characters',
				$most,
				'restart-registry'
			);
		}
		return new WP_Error( 'restart_too_long', sprintf( $text, $most ), array( 'status' => 400 ) );
	}
}
