<?php
/**
 * Writing what nobody else has changed meanwhile.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Writes meta of a registry if it still is what the writer saw. WordPress has no such thing. The caller holds the lock
 * of the registry, which makes looking and writing one step, and has dropped what was read before.
 */
final class Restart_Registry_Compare_And_Set {

	private const LISTS = array( Restart_Registry_Meta::ITEM_IDS, Restart_Registry_Meta::INVITEES );

	/**
	 * Writes all of the values or none of them. The codes are those of the route for the API.
	 *
	 * @param array<string, string>      $values By meta key; lists are JSON.
	 * @param array<string, string|null> $seen   What the writer saw, by meta key; null is anything.
	 */
	public static function write( int $post_id, array $values, array $seen ): ?WP_Error {
		foreach ( array_keys( $values ) as $key ) {
			if ( ! self::is_still( $post_id, $key, $seen[ $key ] ?? null ) ) {
				$message = __( 'Somebody else changed this meanwhile.', 'restart-registry' );
				return new WP_Error( 'restart_registry_changed', $message, array( 'status' => 409 ) );
			}
		}
		foreach ( $values as $key => $value ) {
			if ( ! self::store( $post_id, $key, $value ) ) {
				$message = __( 'Could not update the meta value.', 'restart-registry' );
				return new WP_Error( 'rest_meta_database_error', $message, array( 'status' => 500 ) );
			}
		}
		return null;
	}

	/**
	 * Lists are compared by what stands in them, however it is written.
	 */
	private static function is_still( int $post_id, string $key, ?string $was ): bool {
		$stored = get_post_meta( $post_id, $key, true );
		if ( null === $was || ! in_array( $key, self::LISTS, true ) ) {
			return null === $was || $was === $stored;
		}
		$stored = '' === $stored ? array() : Restart_Registry_Json_List::decode( $stored );
		return Restart_Registry_Json_List::decode( $was ) === $stored;
	}

	/**
	 * WordPress answers false for a value that was there already, too, so that one is looked at first. It also takes
	 * slashes away: without wp_slash() the first quote would break the JSON.
	 */
	private static function store( int $post_id, string $key, string $value ): bool {
		$clean = sanitize_meta( $key, $value, 'post', Restart_Registry_Post_Type::NAME );
		if ( get_post_meta( $post_id, $key, true ) === $clean ) {
			return true;
		}
		return (bool) update_post_meta( $post_id, $key, wp_slash( $clean ) );
	}
}
