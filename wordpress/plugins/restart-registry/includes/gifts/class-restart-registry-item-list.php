<?php
/**
 * Which gifts a registry has, and in which order.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads and writes `restart_item_ids`. The API doesn't write it when this plugin changed the gifts; if a write here
 * fails, or PHP dies before it, the API's `sync_item_ids` mends the list.
 */
final class Restart_Registry_Item_List {

	/**
	 * @param list<array<string, mixed>> $items Of the API.
	 * @return list<array<string, mixed>> In the owner's order. Gifts that the list doesn't name come last, by id.
	 */
	public function sort( int $registry_id, array $items ): array {
		$place = array_flip( (array) self::ids( self::stored( $registry_id ) ) );
		$rank  = static fn( array $item ) => array( $place[ $item['id'] ] ?? PHP_INT_MAX, $item['id'] );
		usort( $items, static fn( array $one, array $other ) => $rank( $one ) <=> $rank( $other ) );
		return $items;
	}

	/**
	 * Adds a gift as the last one.
	 *
	 * @return int[]|WP_Error
	 */
	public function add( int $registry_id, int $item_id ): array|WP_Error {
		return $this->change( $registry_id, static fn( array $ids ) => array( ...$ids, $item_id ) );
	}

	/**
	 * @return int[]|WP_Error
	 */
	public function remove( int $registry_id, int $item_id ): array|WP_Error {
		return $this->change( $registry_id, static fn( array $ids ) => array_diff( $ids, array( $item_id ) ) );
	}

	/**
	 * Puts these gifts first. Those left out, which somebody else may have added meanwhile, go last.
	 *
	 * @param int[] $first In the new order.
	 * @return int[]|WP_Error All of them, as they stand now.
	 */
	public function reorder( int $registry_id, array $first ): array|WP_Error {
		return $this->change( $registry_id, static fn( array $ids ) => array( ...$first, ...$ids ) );
	}

	/**
	 * Changes the list under the lock that REST takes, too: when two people change it at once, the second sees what the
	 * first has written.
	 *
	 * @param callable(int[]): int[] $change From the list as it is to the list as it is to be; ids may occur twice.
	 * @return int[]|WP_Error
	 */
	private function change( int $registry_id, callable $change ): array|WP_Error {
		if ( ! Restart_Registry_Lock::take( (string) $registry_id ) ) {
			return Restart_Registry_Lock::busy();
		}
		clean_post_cache( $registry_id );
		$stored = self::stored( $registry_id );
		$ids    = self::ids( $stored );
		$result = null === $ids ? self::damaged() : $this->write( $registry_id, $stored, $change( $ids ) );
		Restart_Registry_Lock::release( (string) $registry_id );
		return $result;
	}

	/**
	 * @param int[] $ids As they are to be.
	 * @return int[]|WP_Error
	 */
	private function write( int $registry_id, string $stored, array $ids ): array|WP_Error {
		$ids   = array_values( array_unique( $ids ) );
		$error = Restart_Registry_Compare_And_Set::write(
			$registry_id,
			array( Restart_Registry_Meta::ITEM_IDS => Restart_Registry_Json_List::encode( $ids ) ),
			array( Restart_Registry_Meta::ITEM_IDS => '' === $stored ? '[]' : $stored )
		);
		return $error ?? $ids;
	}

	private static function stored( int $registry_id ): string {
		return (string) get_post_meta( $registry_id, Restart_Registry_Meta::ITEM_IDS, true );
	}

	/**
	 * @return int[]|null Null when the list can't be read: then it stays as it is.
	 */
	private static function ids( string $stored ): ?array {
		if ( '' === $stored ) {
			return array();
		}
		return Restart_Registry_Json_List::decode( Restart_Registry_Meta_Values::item_ids( $stored ) );
	}

	private static function damaged(): WP_Error {
		return Restart_Registry_Answers::conflict(
			__(
				'The order of the gifts can’t be read. Please tell the people who run this site.',
				'restart-registry'
			)
		);
	}
}
