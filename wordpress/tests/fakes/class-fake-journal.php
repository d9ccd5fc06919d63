<?php
/**
 * The journal of changes, without a database.
 */

declare( strict_types=1 );

/**
 * Knows the places that a test gave it.
 */
final class Fake_Journal extends Restart_Bridge_Journal {

	/** @param array<int, int> $seqs By id. */
	public function __construct( private array $seqs = array() ) {
	}

	public function seqs( Restart_Bridge_Objects $objects, int $from, int $to ): array {
		return array_filter( $this->seqs, static fn( int $id ) => $from <= $id && $id <= $to, ARRAY_FILTER_USE_KEY );
	}
}
