<?php
/**
 * A database that counts.
 */

declare( strict_types=1 );

/**
 * Knows how many posts and terms there are, and locks.
 */
final class Fake_Counting_Database {

	public string $prefix = 'wp_';

	public string $posts = 'wp_posts';

	public string $term_taxonomy = 'wp_term_taxonomy';

	public string $terms = 'wp_terms';

	public string $last_error = '';

	public bool $is_held_by_others = false;

	/** @var string[] */
	public array $queries = array();

	/**
	 * @param array<string, array<string, string>> $counts     By table, then by type.
	 * @param string                               $fails_with When it reads the table of this name.
	 */
	public function __construct( private array $counts = array(), private string $fails_with = '' ) {
	}

	public function suppress_errors( bool $suppress = true ): bool {
		return false;
	}

	/** @param string|string[] $values As WordPress takes them. */
	public function prepare( string $query, string|array ...$values ): string {
		return vsprintf( $query, is_array( $values[0] ) ? $values[0] : $values );
	}

	public function get_var( string $query ): string {
		return $this->is_held_by_others && str_contains( $query, 'GET_LOCK' ) ? '0' : '1';
	}

	/** @return list<stdClass>|null */
	public function get_results( string $query ): ?array {
		$this->queries[] = $query;
		preg_match( '/FROM (\w+)/', $query, $found );
		$fails            = $found[1] === $this->fails_with;
		$this->last_error = $fails ? 'Lost connection' : '';
		$rows             = array();
		foreach ( $fails ? array() : $this->counts[ $found[1] ] ?? array() as $name => $number ) {
			$rows[] = (object) compact( 'name', 'number' );
		}
		return $rows;
	}
}
