<?php
/**
 * Lists of registries in REST.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets lists hold, and count, only what the asker may read.
 *
 * WordPress leaves out what they may not read, but after it was counted: X-WP-Total told how many private registries
 * somebody has. Registries that they are invited to are read one by one; "invited to" is a list of its own.
 */
final class Restart_Registry_Readable_Lists {

	private const MARK = 'restart_readable_only';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_' . Restart_Registry_Post_Type::NAME . '_query', array( $this, 'mark' ) );
		add_filter( 'posts_where', array( $this, 'narrow' ), 10, 2 );
	}

	/**
	 * @param array<string, mixed> $args For WP_Query.
	 * @return array<string, mixed>
	 */
	public function mark( array $args ): array {
		$reads_all = current_user_can( 'read_private_restart_registries' )
			&& current_user_can( 'edit_others_restart_registries' );
		return array( self::MARK => ! $reads_all ) + $args;
	}

	/**
	 * Leaves public ones and the asker's own. A post without an author belongs to nobody, not to guests.
	 */
	public function narrow( string $where, WP_Query $query ): string {
		global $wpdb;
		if ( ! $query->get( self::MARK ) ) {
			return $where;
		}
		$user_id = get_current_user_id();
		return $where
			. $wpdb->prepare(
				" AND ({$wpdb->posts}.post_status = 'publish' OR (%d > 0 AND {$wpdb->posts}.post_author = %d))",
				$user_id,
				$user_id
			);
	}
}
