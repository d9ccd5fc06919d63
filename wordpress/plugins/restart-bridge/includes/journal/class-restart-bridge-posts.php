<?php
/**
 * The posts of one type.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads the table of posts.
 */
final class Restart_Bridge_Posts extends Restart_Bridge_Objects {

	public const KIND = 'post_type';

	public function count(): int {
		global $wpdb;
		return (int) Restart_Bridge_Database::value(
			"SELECT COUNT(*) FROM $wpdb->posts WHERE {$this->existing()}"
		);
	}

	public function ids( int $after, int $most ): array {
		global $wpdb;
		return Restart_Bridge_Database::numbers(
			"SELECT ID FROM $wpdb->posts WHERE {$this->existing()} AND ID > %d ORDER BY ID LIMIT %d",
			$after,
			$most
		);
	}

	public function rows( int $from, int $to ): array {
		global $wpdb;
		$rows = Restart_Bridge_Database::rows(
			"SELECT {$this->columns()} FROM $wpdb->posts AS object
			WHERE {$this->existing()} AND ID BETWEEN %d AND %d",
			$from,
			$to
		);
		return array_map( array( $this, 'row' ), $rows );
	}

	public function columns(): string {
		return 'object.ID, object.post_type, object.post_status, object.post_password, object.post_title,'
			. ' object.post_name, object.post_date_gmt, object.post_modified_gmt';
	}

	public function join(): string {
		global $wpdb;
		return "LEFT JOIN $wpdb->posts AS object ON object.ID = journal.object_id";
	}

	public function row( array $columns ): ?array {
		return $this->type === $columns['post_type']
			? Restart_Bridge_Row::of_post( $columns, $this->has_text() )
			: null;
	}

	/**
	 * The same condition as that of Restart_Bridge_Row, for the counting that a query does.
	 */
	private function existing(): string {
		global $wpdb;
		$statuses = implode( ', ', array_fill( 0, count( Restart_Bridge_Structure::NOT_STATUSES ), '%s' ) );
		return $wpdb->prepare(
			"post_type = %s AND post_status NOT IN ($statuses)", // phpcs:ignore WordPress.DB
			$this->type,
			...Restart_Bridge_Structure::NOT_STATUSES
		);
	}
}
