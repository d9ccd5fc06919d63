<?php
/**
 * Names of gifts.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shortens what shops call their things: the name first, then everything that somebody might search for. It is pure.
 */
final class Restart_Registry_Item_Name {

	public const MAX_CHARACTERS = 100;

	/**
	 * These are tried in turn: what stands before a separator, a comma, or the last space; then whatever fits.
	 */
	private const CUTS = array(
		'/^.{7,100}?(?= - | \| |: | – | — )/us', // A separator from the 8th character on.
		'/^.{19,100}?(?=, )/us', // A comma from the 20th.
		'/^.{50,100}(?= )/us', // The last space past the 50th.
		'/^.{100}/us',
	);

	/**
	 * Cuts a name. Names that fit stay as they are.
	 */
	public static function cut( string $name ): string {
		if ( mb_strlen( $name ) <= self::MAX_CHARACTERS ) {
			return $name;
		}
		$match = array();
		foreach ( self::CUTS as $cut ) {
			if ( preg_match( $cut, $name, $match ) ) {
				return rtrim( $match[0] );
			}
		}
		return mb_substr( $name, 0, self::MAX_CHARACTERS ); // This is no UTF-8.
	}
}
