<?php
/**
 * The objects of one type.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads what exists of a post type or a taxonomy, straight from the tables: no plugin can filter it, and no cache is
 * behind. Tables are joined by id only, since their collations may differ.
 */
abstract class Restart_Bridge_Objects {

	public const KIND = '';

	private bool $has_text;

	public function __construct( public readonly string $type ) {
		/**
		 * Filters the types whose objects are followed without title and slug, whatever their status.
		 *
		 * @param string[] $types Their names.
		 * @param string   $kind  "post_type" or "taxonomy".
		 */
		$silent         = (array) apply_filters( 'restart_bridge_types_without_text', array(), static::KIND );
		$this->has_text = ! in_array( $type, $silent, true );
	}

	/**
	 * Returns null for a type that the backend doesn't follow.
	 */
	public static function of( string $kind, string $type ): ?self {
		return match ( true ) {
			! in_array( $type, self::types( $kind ), true ) => null,
			Restart_Bridge_Terms::KIND === $kind            => new Restart_Bridge_Terms( $type ),
			default                                         => new Restart_Bridge_Posts( $type ),
		};
	}

	/**
	 * @return string[]
	 */
	public static function types( string $kind ): array {
		return Restart_Bridge_Terms::KIND === $kind
			? Restart_Bridge_Structure::taxonomies()
			: Restart_Bridge_Structure::post_types();
	}

	/**
	 * Whether words of this type may leave the site at all.
	 */
	public function has_text(): bool {
		return $this->has_text;
	}

	/**
	 * How many there are for the backend.
	 *
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	abstract public function count(): int;

	/**
	 * @return int[] Those that follow this id, in their order.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	abstract public function ids( int $after, int $most ): array;

	/**
	 * @return list<array<string, mixed>> Rows as Restart_Bridge_Row makes them, of ids in a range.
	 * @throws Restart_Bridge_Database_Error When the query failed.
	 */
	abstract public function rows( int $from, int $to ): array;

	/**
	 * Returns the columns that row() needs, of what join() joins.
	 */
	abstract public function columns(): string;

	/**
	 * Returns the SQL that puts each object beside its row of the journal.
	 */
	abstract public function join(): string;

	/**
	 * @param array<string, mixed> $columns As read; all null if there is no such object.
	 * @return array<string, mixed>|null Null if the backend is to have no such object of this type.
	 */
	abstract public function row( array $columns ): ?array;
}
