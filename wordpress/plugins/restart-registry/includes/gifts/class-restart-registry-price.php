<?php
/**
 * Prices as people type them.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads `$1,299.00`, `24,90 €` and `1.299`, and nothing that is ambiguous. It knows no currency and needs no
 * WordPress.
 */
final class Restart_Registry_Price {

	private const GROUPED = '/^(?<whole>[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?<cents>\d{1,2}))?$'
		. '|^(?<whole2>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?<cents2>\d{1,2}))?$/';
	private const SIMPLE  = '/^(?<whole>\d{1,8})(?:[.,](?<cents>\d{1,4}))?$/';

	/**
	 * Reads a price that a page has for machines, where a point is always the decimal one. Shops that don't know that
	 * write as for people.
	 */
	public static function of_machine( string $said ): string {
		return preg_match( '/^\d{1,8}\.\d+$/D', trim( $said ) ) ? trim( $said ) : self::read( $said );
	}

	/**
	 * Returns a number like 1299.00, "" for one that can't be read.
	 */
	public static function read( string $typed ): string {
		// The currency goes, and what groups the digits of 1 299 and 1'299.
		$bare  = (string) preg_replace( '/^[\p{Sc}\p{L}\p{Z}]+|[\p{Sc}\p{L}\p{Z}]+$/u', '', $typed );
		$bare  = (string) preg_replace( '/(?<=\d)[\p{Z}\'’](?=\d{3})/u', '', $bare );
		$match = array();
		if ( preg_match( self::GROUPED, $bare, $match ) ) {
			$whole = $match['whole'] . ( $match['whole2'] ?? '' );
			$cents = ( $match['cents'] ?? '' ) . ( $match['cents2'] ?? '' );
			return str_replace( array( ',', '.' ), '', $whole ) . ( '' === $cents ? '' : ".$cents" );
		}
		return preg_match( self::SIMPLE, $bare, $match )
			? $match['whole'] . ( isset( $match['cents'] ) ? ".{$match['cents']}" : '' )
			: '';
	}
}
