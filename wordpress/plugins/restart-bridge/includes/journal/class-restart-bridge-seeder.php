<?php
/**
 * What was there before the journal.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Journals the objects of a type when the backend asks for it the first time, dated long ago. It goes on where it
 * stopped: the option has, by type, the id that it has come to, or DONE.
 *
 * It starts anew with each activation of the plugin, since nobody heard what changed before. Then also the rows up to
 * `above`, the end of the journal at that moment, move to the end: what vanished meanwhile is found to be gone.
 */
final class Restart_Bridge_Seeder {

	private const DONE          = 'done';
	private const LOCK          = 'seed';
	private const WAIT_SECONDS  = 5;
	private const WORK_SECONDS  = 5.0; // The backend waits for an answer. It asks again.
	private const PER_STATEMENT = 5000;
	private const PER_QUESTION  = 50000;

	public function __construct( private Restart_Bridge_Journal $journal ) {
	}

	/**
	 * Forgets what was seeded, at activation. A request of the time before may still be at it.
	 */
	public static function start_anew(): void {
		global $wpdb;
		Restart_Bridge_Lock::take( self::LOCK, self::WAIT_SECONDS );
		// phpcs:ignore WordPress.DB -- Without a table it is 0.
		$head = (int) $wpdb->get_var( 'SELECT MAX(seq) FROM ' . Restart_Bridge_Journal::table() );
		self::store( array( 'above' => $head, 'types' => array() ) );
		Restart_Bridge_Lock::release( self::LOCK );
	}

	/**
	 * Whether all objects of a type are in the journal.
	 */
	public static function is_done( string $kind, string $type ): bool {
		return self::DONE === ( self::state()['types'][ "$kind/$type" ] ?? null );
	}

	/**
	 * Whether the backend has ever asked for this type.
	 */
	public static function has_begun( string $kind, string $type ): bool {
		return isset( self::state()['types'][ "$kind/$type" ] );
	}

	/**
	 * Journals what isn't there yet, for some seconds at most. One at a time does this for the whole site: what all of
	 * them have reached stands in one option.
	 *
	 * @return bool Whether all is there now.
	 * @throws Restart_Bridge_Database_Error When a query failed.
	 */
	public function seed( Restart_Bridge_Objects $objects ): bool {
		if ( self::is_done( $objects::KIND, $objects->type ) ) {
			return true;
		}
		if ( ! Restart_Bridge_Lock::take( self::LOCK, self::WAIT_SECONDS ) ) {
			return false;
		}
		try {
			return $this->seed_alone( $objects, microtime( true ) + self::WORK_SECONDS );
		} finally {
			Restart_Bridge_Lock::release( self::LOCK );
		}
	}

	private function seed_alone( Restart_Bridge_Objects $objects, float $deadline ): bool {
		$name    = $objects::KIND . '/' . $objects->type;
		$state   = self::fresh_state();
		$reached = $state['types'][ $name ] ?? 0;
		if ( self::DONE === $reached ) {
			return true; // Somebody else was at it.
		}
		foreach ( $this->steps( $objects, $reached, $state['above'] ) as $reached ) {
			$state['types'][ $name ] = $reached;
			self::store( $state );
			if ( microtime( true ) > $deadline ) {
				break;
			}
		}
		return self::DONE === $reached;
	}

	/**
	 * Journals ids in their order, then the old rows, a statement at a time.
	 *
	 * @return iterable<int|string> What is reached after each statement.
	 */
	private function steps( Restart_Bridge_Objects $objects, int $after, int $above ): iterable {
		do {
			$ids   = $objects->ids( $after, self::PER_QUESTION );
			$count = count( $ids );
			foreach ( array_chunk( $ids, self::PER_STATEMENT ) as $some ) {
				$this->journal->add_missing( $objects, $some, Restart_Bridge_Journal::LONG_AGO );
				$after = end( $some );
				yield $after;
			}
		} while ( self::PER_QUESTION === $count );
		$old = $this->journal->ids_up_to( $objects, $above, self::PER_STATEMENT );
		while ( $old ) {
			$this->journal->move_to_end( $objects, $old, Restart_Bridge_Journal::LONG_AGO );
			yield $after;
			$old = $this->journal->ids_up_to( $objects, $above, self::PER_STATEMENT );
		}
		yield self::DONE;
	}

	/**
	 * @return array{above: int, types: array<string, int|string>}
	 */
	private static function state(): array {
		return self::decoded( Restart_Bridge_Options::stored( Restart_Bridge_Options::SEEDED ) );
	}

	/**
	 * Reads past all caches: another request may have gone on meanwhile.
	 *
	 * @return array{above: int, types: array<string, int|string>}
	 */
	private static function fresh_state(): array {
		global $wpdb;
		$query = "SELECT option_value FROM $wpdb->options WHERE option_name = %s";
		return self::decoded( (string) Restart_Bridge_Database::value( $query, Restart_Bridge_Options::SEEDED ) );
	}

	/**
	 * @return array{above: int, types: array<string, int|string>}
	 */
	private static function decoded( string $stored ): array {
		return (array) json_decode( $stored, true ) + array( 'above' => 0, 'types' => array() );
	}

	/**
	 * @param array{above: int, types: array<string, int|string>} $state What was reached.
	 */
	private static function store( array $state ): void {
		Restart_Bridge_Options::set( Restart_Bridge_Options::SEEDED, (string) wp_json_encode( $state ) );
	}
}
