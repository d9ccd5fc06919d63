<?php
/**
 * What the backend is told of one object.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the row of a post or a term from its columns, and the checksum of a row.
 */
final class Restart_Bridge_Row {

	public const TITLE_CHARACTERS = 500;

	/**
	 * Statuses of WordPress's own whose posts may have words in the index. Other ones have to be public.
	 */
	private const WITH_TEXT = array( 'publish', 'future', 'draft', 'pending' );

	/**
	 * A term has no status. It is shown to everybody, as what is published.
	 */
	private const TERM_STATUS = 'publish';

	/**
	 * In this order they make the checksum.
	 */
	private const FIELDS = array( 'id', 'status', 'title', 'slug', 'published_at', 'modified_at' );

	private const CHECKSUM_DIGITS = 8;

	/**
	 * Returns null if the backend is to have no such post.
	 *
	 * @param array<string, mixed> $post     Columns of the table of posts.
	 * @param bool                 $has_text Whether words of its type may leave the site at all.
	 * @return array{id: int, status: string, title: ?string, slug: ?string, published_at: ?string, modified_at: ?string}|null
	 */
	public static function of_post( array $post, bool $has_text ): ?array {
		if ( in_array( $post['post_status'], Restart_Bridge_Structure::NOT_STATUSES, true ) ) {
			return null;
		}
		$has_text = $has_text && '' === $post['post_password'] && self::is_open( $post['post_status'] );
		return array(
			'id'           => (int) $post['ID'],
			'status'       => $post['post_status'],
			'title'        => $has_text ? self::cut( self::utf8( $post['post_title'] ) ) : null,
			'slug'         => $has_text ? self::utf8( $post['post_name'] ) : null,
			'published_at' => self::time( $post['post_date_gmt'] ),
			'modified_at'  => self::time( $post['post_modified_gmt'] ),
		);
	}

	/**
	 * @param array<string, mixed> $term     Columns of the table of terms.
	 * @param bool                 $has_text Whether words of its taxonomy may leave the site at all.
	 * @return array{id: int, status: string, title: ?string, slug: ?string, published_at: null, modified_at: null}
	 */
	public static function of_term( array $term, bool $has_text ): array {
		return array(
			'id'           => (int) $term['term_id'],
			'status'       => self::TERM_STATUS,
			'title'        => $has_text ? self::cut( self::utf8( $term['name'] ) ) : null,
			'slug'         => $has_text ? self::utf8( $term['slug'] ) : null,
			'published_at' => null,
			'modified_at'  => null,
		);
	}

	/**
	 * The backend computes the same of what it was told: of the row as delivered.
	 *
	 * @param array<string, mixed> $row As made here; what else is in it doesn't count.
	 */
	public static function checksum( array $row ): string {
		$fields = array_map( static fn( string $field ) => (string) $row[ $field ], self::FIELDS );
		return substr( hash( 'sha256', implode( "\x1f", $fields ) ), 0, self::CHECKSUM_DIGITS );
	}

	/**
	 * Cuts by characters, wherever PHP has no mbstring, too: WordPress brings this function then.
	 */
	public static function cut( string $title ): string {
		return mb_substr( $title, 0, self::TITLE_CHARACTERS, 'UTF-8' );
	}

	/**
	 * Whether a status shows a post to everybody, or says that it will be.
	 */
	private static function is_open( string $status ): bool {
		return in_array( $status, self::WITH_TEXT, true ) || (bool) get_post_status_object( $status )?->public;
	}

	/**
	 * An old database may hold other bytes. JSON can't, and the checksum has to be that of what arrives.
	 */
	private static function utf8( string $text ): string {
		if ( 1 === preg_match( '//u', $text ) ) {
			return $text;
		}
		$escaped = htmlspecialchars( $text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8' );
		return htmlspecialchars_decode( $escaped, ENT_NOQUOTES );
	}

	/**
	 * A draft has no date yet: 0000-00-00.
	 */
	private static function time( string $time ): ?string {
		return str_starts_with( $time, '0000' ) ? null : str_replace( ' ', 'T', $time ) . 'Z';
	}
}
