<?php
/**
 * Names of gifts.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shortens what shops call their things: the name first, then everything that somebody might search for. Pure.
 */
final class Restart_Registry_Item_Name {

	public const MAX_CHARACTERS = 100;

	/**
	 * Tried in this order: what is left of a separator, of a comma, of the last space; then whatever fits.
	 */
	private const CUTS = array(
		'/^.{7,100}?(?= - | \| |: | – | — )/us', // The separator from the 8th character on.
		'/^.{19,100}?(?=, )/us', // From the 20th.
		'/^.{50,100}(?= )/us', // Past the 50th, and the last one.
		'/^.{100}/us',
	);

	/**
	 * Names that fit stay as they are.
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
		return mb_substr( $name, 0, self::MAX_CHARACTERS ); // Not UTF-8.
	}
}
