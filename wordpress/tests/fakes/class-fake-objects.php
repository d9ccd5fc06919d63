<?php
/**
 * The objects of one type, without a database.
 */

declare( strict_types=1 );

/**
 * Answers rows out of a list, and counts how often it was asked.
 */
final class Fake_Objects extends Restart_Bridge_Objects {

	public const KIND = 'post_type';

	public int $asked = 0;

	/** @var list<array<string, mixed>> By id. */
	private array $all;

	public function __construct( array ...$rows ) {
		parent::__construct( 'post' );
		$this->all = $rows;
	}

	public function count(): int {
		return count( $this->all );
	}

	public function ids( int $after, int $most ): array {
		return array_slice( array_column( $this->rows( $after + 1, PHP_INT_MAX ), 'id' ), 0, $most );
	}

	public function rows( int $from, int $to ): array {
		++$this->asked;
		$within = array_filter( $this->all, static fn( array $row ) => $from <= $row['id'] && $row['id'] <= $to );
		return array_values( $within );
	}

	public function columns(): string {
		return '';
	}

	public function join(): string {
		return '';
	}

	public function row( array $columns ): ?array {
		return $columns;
	}
}
