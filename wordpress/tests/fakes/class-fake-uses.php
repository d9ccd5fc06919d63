<?php
/**
 * What was done lately, without a database.
 */

declare( strict_types=1 );

/**
 * Forgets nothing by itself: no test takes that long.
 */
final class Fake_Uses extends Restart_Registry_Uses {

	/** @var array<string, int> */
	public array $counts = array();

	public function take( string $lock, array $buckets ): int {
		foreach ( $buckets as $bucket => $limit ) {
			if ( $this->count( $bucket ) >= $limit[0] ) {
				return $limit[1];
			}
		}
		foreach ( array_keys( $buckets ) as $bucket ) {
			$this->counts[ $bucket ] = $this->count( $bucket ) + 1;
		}
		return 0;
	}

	public function give_back( array $buckets ): void {
		foreach ( $buckets as $bucket ) {
			$this->counts[ $bucket ] = $this->count( $bucket ) - 1;
		}
	}

	public function clear( string $bucket ): void {
		unset( $this->counts[ $bucket ] );
	}

	public function count( string $bucket ): int {
		return $this->counts[ $bucket ] ?? 0;
	}
}
