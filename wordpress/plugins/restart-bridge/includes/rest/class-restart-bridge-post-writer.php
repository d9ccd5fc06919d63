<?php
/**
 * A change that was made in the backend.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sets the title or the status of a post, if it still is what somebody saw in the backend: WordPress's version wins.
 *
 * It writes these columns only. wp_update_post() reads the whole post and writes it back, and would undo what an editor
 * saves in the same moment.
 */
final class Restart_Bridge_Post_Writer {

	private const WAIT_SECONDS = 5; // Less than the backend waits for an answer.

	public function __construct(
		private Restart_Bridge_Journal $journal,
		private Restart_Bridge_Changes $changes
	) {
	}

	/**
	 * @param string                                 $expected Checksum of the row that was seen.
	 * @param string                                 $change   The same for the same request: it is done once.
	 * @param array{title?: string, status?: string} $wanted   Plain, not slashed.
	 * @return array<string, mixed>|WP_Error The row as `changes` has it; that of a conflict is in its data.
	 * @throws Restart_Bridge_Database_Error When a query failed.
	 */
	public function write( int $id, string $expected, string $change, array $wanted ): array|WP_Error {
		$post    = self::stored_post( $id );
		$objects = $post ? Restart_Bridge_Objects::of( Restart_Bridge_Posts::KIND, $post->post_type ) : null;
		if ( null === $objects ) {
			return self::no_such_post();
		}
		if ( ! Restart_Bridge_Lock::take( "post$id", self::WAIT_SECONDS ) ) {
			return $this->conflict( $objects, $id );
		}
		try {
			return $this->write_alone( $objects, $id, $expected, $change, $wanted );
		} finally {
			Restart_Bridge_Lock::release( "post$id" );
		}
	}

	/**
	 * @param array{title?: string, status?: string} $wanted As for write().
	 * @return array<string, mixed>|WP_Error
	 */
	private function write_alone(
		Restart_Bridge_Objects $objects,
		int $id,
		string $expected,
		string $change,
		array $wanted
	): array|WP_Error {
		$row = $this->row( $objects, $id );
		if ( $change === ( $row['origin'] ?? null ) ) {
			return $row; // It was done before; the answer got lost.
		}
		$post = self::stored_post( $id );
		$seen = $post ? $objects->row( get_object_vars( $post ) ) : null;
		if ( null === $seen ) {
			return self::no_such_post();
		}
		if ( Restart_Bridge_Row::checksum( $seen ) !== $expected ) {
			return $this->conflict( $objects, $id );
		}
		$update  = new Restart_Bridge_Post_Change( $post, $wanted );
		$refusal = self::refusal( $seen ) ?? $update->refusal();
		if ( $refusal ) {
			return $refusal;
		}
		$is_done = $update->is_empty() || $this->store( $update, $post, $change );
		return $is_done ? $this->row( $objects, $id ) : $this->conflict( $objects, $id );
	}

	/**
	 * Writes the post and journals it in one transaction: a repeated change is known by its row, however it ended.
	 *
	 * @return bool False if somebody else was faster.
	 */
	private function store( Restart_Bridge_Post_Change $update, WP_Post $post, string $change ): bool {
		Restart_Bridge_Database::write( 'START TRANSACTION' );
		try {
			$is_stored = $update->store();
			if ( $is_stored ) {
				$this->journal->write( Restart_Bridge_Posts::KIND, $post->post_type, $post->ID, $change );
			}
			Restart_Bridge_Database::write( 'COMMIT' );
		} catch ( Restart_Bridge_Database_Error $error ) {
			Restart_Bridge_Database::write( 'ROLLBACK' );
			throw $error;
		}
		if ( $is_stored ) {
			$this->journal->as_part_of( $change, $post->ID, array( $update, 'announce' ) );
		}
		return $is_stored;
	}

	/**
	 * @param array<string, mixed> $seen The row of the post.
	 */
	private static function refusal( array $seen ): ?WP_Error {
		$is_on = Restart_Bridge_Options::is_on( Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED )
			&& Restart_Bridge_Options::is_on( Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED );
		if ( ! $is_on ) {
			$message = __( 'Two-way sync is switched off on this site.', 'restart-bridge' );
			return new WP_Error( 'restart_bridge_two_way_off', $message, array( 'status' => 403 ) );
		}
		if ( null === $seen['title'] ) {
			$message = __( 'What this site keeps private can only be changed in WordPress.', 'restart-bridge' );
			return new WP_Error( 'restart_bridge_without_text', $message, array( 'status' => 403 ) );
		}
		return null;
	}

	private static function no_such_post(): WP_Error {
		$message = __( 'Invalid post ID.', 'restart-bridge' );
		return new WP_Error( 'rest_post_invalid_id', $message, array( 'status' => 404 ) );
	}

	private function conflict( Restart_Bridge_Objects $objects, int $id ): WP_Error {
		return new WP_Error(
			'restart_bridge_conflict',
			__( 'This post was changed meanwhile, or is being changed.', 'restart-bridge' ),
			array(
				'status' => 409,
				'row'    => $this->row( $objects, $id ),
			)
		);
	}

	/**
	 * @return array<string, mixed> As it is now. A post that the journal doesn't have yet gets into it.
	 */
	private function row( Restart_Bridge_Objects $objects, int $id ): array {
		$rows = $this->changes->rows( $objects, array( $id ) );
		if ( ! $rows ) {
			$this->journal->add_missing( $objects, array( $id ), Restart_Bridge_Journal::NOW );
			$rows = $this->changes->rows( $objects, array( $id ) );
		}
		return $rows[0];
	}

	/**
	 * Reads past the cache: another request may have written meanwhile.
	 */
	private static function stored_post( int $id ): ?WP_Post {
		wp_cache_delete( $id, 'posts' );
		return $id > 0 ? get_post( $id ) : null; // For 0 WordPress takes the page that it shows.
	}
}
