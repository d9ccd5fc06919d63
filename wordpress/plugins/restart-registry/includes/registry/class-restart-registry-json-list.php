<?php
/**
 * Lists kept in post meta.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Turns JSON text into a list and back. No WordPress state.
 */
final class Restart_Registry_Json_List {

	/**
	 * Answers null for what is no list: an object, a number, a text cut short. An empty list is something else.
	 *
	 * @return mixed[]|null
	 */
	public static function decode( mixed $value ): ?array {
		if ( is_array( $value ) ) { // From PHP.
			return array_values( $value );
		}
		$list = is_string( $value ) ? json_decode( $value ) : null; // Without "assoc", {} is no array.
		return is_array( $list ) ? $list : null;
	}

	/**
	 * Letters and slashes stay as they are, so that the text can be read in the database.
	 *
	 * @param mixed[] $items Strings or integers.
	 */
	public static function encode( array $items ): string {
		return (string) wp_json_encode( array_values( $items ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/**
	 * Nothing stored yet is "", which counts as an empty list.
	 */
	public static function is_broken( mixed $value ): bool {
		return '' !== $value && null === self::decode( $value );
	}
}
