<?php
/**
 * The terms of one taxonomy.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads the tables of terms.
 */
final class Restart_Bridge_Terms extends Restart_Bridge_Objects {

	public const KIND = 'taxonomy';

	public function count(): int {
		return (int) Restart_Bridge_Database::value( "SELECT COUNT(*) FROM {$this->existing()}" );
	}

	public function ids( int $after, int $most ): array {
		return Restart_Bridge_Database::numbers(
			"SELECT object.term_id FROM {$this->existing()} AND object.term_id > %d ORDER BY object.term_id LIMIT %d",
			$after,
			$most
		);
	}

	public function rows( int $from, int $to ): array {
		$rows = Restart_Bridge_Database::rows(
			"SELECT {$this->columns()} FROM {$this->existing()} AND object.term_id BETWEEN %d AND %d",
			$from,
			$to
		);
		return array_map( array( $this, 'row' ), $rows );
	}

	public function columns(): string {
		return 'object.term_id, object.name, object.slug';
	}

	/**
	 * A term of another taxonomy is none of these, and stays out.
	 */
	public function join(): string {
		global $wpdb;
		return $wpdb->prepare(
			"LEFT JOIN $wpdb->term_taxonomy AS taxonomy
				ON taxonomy.term_id = journal.object_id AND taxonomy.taxonomy = %s
			LEFT JOIN $wpdb->terms AS object ON object.term_id = taxonomy.term_id",
			$this->type
		);
	}

	public function row( array $columns ): ?array {
		return null === $columns['term_id'] ? null : Restart_Bridge_Row::of_term( $columns, $this->has_text() );
	}

	private function existing(): string {
		global $wpdb;
		return $wpdb->prepare(
			"$wpdb->term_taxonomy AS taxonomy
			JOIN $wpdb->terms AS object ON object.term_id = taxonomy.term_id
			WHERE taxonomy.taxonomy = %s",
			$this->type
		);
	}
}
