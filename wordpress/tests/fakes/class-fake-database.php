<?php
/**
 * A database that knows locks and nothing else.
 */

declare( strict_types=1 );

/**
 * What others hold can't be taken.
 */
final class Fake_Database {

	public string $prefix = 'wp_';

	public bool $is_held_by_others = false;

	public function suppress_errors( bool $suppress = true ): bool {
		return false;
	}

	public function prepare( string $query, string ...$values ): string {
		return vsprintf( $query, $values );
	}

	public function get_var( string $query ): string {
		return $this->is_held_by_others && str_contains( $query, 'GET_LOCK' ) ? '0' : '1';
	}
}
