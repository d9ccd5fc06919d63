<?php
/**
 * What somebody typed about a registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Turns a registry as it is typed into the columns and meta of its post, or says what is to be mended.
 */
final class Restart_Registry_Post_Fields {

	public const MAX_TITLE_CHARACTERS = 200;
	public const MAX_STORY_CHARACTERS = 2000;

	/**
	 * Never the lists: the API writes those.
	 */
	private const META = array(
		'event_type',
		'event_date',
		'is_for_self',
		'recipient_name',
		'recipient_relationship',
		'recipient_email',
		'allow_indexing',
	);

	/**
	 * Only what is in `$data`.
	 *
	 * @param array<string, mixed> $data title, description, is_public.
	 * @return array<string, string>|WP_Error
	 */
	public static function columns( array $data ): array|WP_Error {
		$columns = array();
		if ( isset( $data['title'] ) ) {
			$columns['post_title'] = Restart_Registry_Text::html( trim( (string) $data['title'] ) );
		}
		if ( array_key_exists( 'description', $data ) ) {
			$columns['post_content'] = Restart_Registry_Text::html( self::lines( $data['description'] ) );
		}
		if ( isset( $data['is_public'] ) ) {
			$columns['post_status'] = $data['is_public'] ? 'publish' : 'private';
		}
		return self::problem( $data ) ?? $columns;
	}

	/**
	 * Only what is in `$data`; `true` and `false` become "1" and "0" in the meta's own sanitisers.
	 *
	 * @param array<string, mixed> $data With `meta`.
	 * @return array<string, mixed> Key of the post meta => value.
	 */
	public static function meta( array $data ): array {
		$meta  = array();
		$known = array_intersect_key( (array) ( $data['meta'] ?? array() ), array_flip( self::META ) );
		foreach ( $known as $name => $value ) {
			$meta[ "restart_$name" ] = is_bool( $value ) ? (string) (int) $value : (string) $value;
		}
		return $meta;
	}

	/**
	 * The stored meta, the other way round.
	 *
	 * @return array<string, mixed>
	 */
	public static function stored_meta( int $post_id, bool $for_editor ): array {
		$meta = array();
		foreach ( self::META as $name ) {
			$meta[ $name ] = (string) get_post_meta( $post_id, "restart_$name", true );
		}
		return array(
			'is_for_self'     => '0' !== $meta['is_for_self'],
			'allow_indexing'  => '1' === $meta['allow_indexing'],
			'recipient_email' => $for_editor ? $meta['recipient_email'] : '',
		) + $meta;
	}

	/**
	 * The limits of the API. They count what was typed: browsers send two characters for a new line.
	 *
	 * @param array<string, mixed> $data title, description.
	 */
	private static function problem( array $data ): ?WP_Error {
		return self::problem_of_title( trim( (string) ( $data['title'] ?? 'unchanged' ) ) )
			?? self::problem_of_story( self::lines( $data['description'] ?? '' ) );
	}

	private static function problem_of_title( string $title ): ?WP_Error {
		$is_long = mb_strlen( $title ) > self::MAX_TITLE_CHARACTERS;
		if ( '' !== $title && ! $is_long && ! preg_match( '/\p{Cc}/u', $title ) ) {
			return null;
		}
		/* translators: %d: number of characters. */
		$sentence  = _n(
			'Please give your registry a name of one line, up to %d character.',
			'Please give your registry a name of one line, up to %d characters.',
			self::MAX_TITLE_CHARACTERS,
			'restart-registry'
		);
		$complaint = sprintf( $sentence, self::MAX_TITLE_CHARACTERS );
		return Restart_Registry_Answers::invalid( array( 'title' => $complaint ) );
	}

	private static function problem_of_story( string $story ): ?WP_Error {
		if ( mb_strlen( $story ) <= self::MAX_STORY_CHARACTERS && ! preg_match( '/[^\P{Cc}\t\n]/u', $story ) ) {
			return null;
		}
		/* translators: %d: number of characters. */
		$sentence  = _n(
			'Your story can have up to %d character. Please shorten it a little.',
			'Your story can have up to %d characters. Please shorten it a little.',
			self::MAX_STORY_CHARACTERS,
			'restart-registry'
		);
		$complaint = sprintf( $sentence, self::MAX_STORY_CHARACTERS );
		return Restart_Registry_Answers::invalid( array( 'description' => $complaint ) );
	}

	private static function lines( mixed $typed ): string {
		return str_replace( array( "\r\n", "\r" ), "\n", (string) $typed );
	}
}
