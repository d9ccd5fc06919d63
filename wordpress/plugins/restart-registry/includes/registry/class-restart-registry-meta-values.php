<?php
/**
 * What may stand in a registry's meta.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * One sanitiser per kind of value: anything in, a valid value out.
 *
 * Nothing is stripped of tags or `%`: `sanitize_text_field()` eats parts of what people type. So all of it is to be
 * escaped where it is printed.
 */
final class Restart_Registry_Meta_Values {

	private const MAX_INVITEE_CHARACTERS = 254;
	private const MAX_LABEL_CHARACTERS   = 100;
	private const MAX_EMAIL_CHARACTERS   = 200;

	/**
	 * A broken list comes out as it went in: as `[]` it would say that nobody is invited, and Restart_Registry_Meta
	 * must see what was wrong with it. It stops the write, and what was stored stays.
	 */
	public static function invitees( mixed $value ): string {
		$list = Restart_Registry_Json_List::decode( $value );
		if ( null === $list ) {
			return self::text( $value );
		}
		$names = array_map( 'trim', array_filter( $list, 'is_string' ) );
		$names = array_filter( $names, array( self::class, 'is_invitee' ) );
		return Restart_Registry_Json_List::encode( array_unique( $names ) );
	}

	/**
	 * Older versions wrote some ids as text. For broken lists see invitees().
	 */
	public static function item_ids( mixed $value ): string {
		$list = Restart_Registry_Json_List::decode( $value );
		if ( null === $list ) {
			return self::text( $value );
		}
		$ids = array_map( static fn( $id ) => is_string( $id ) ? filter_var( $id, FILTER_VALIDATE_INT ) : $id, $list );
		$ids = array_filter( $ids, array( self::class, 'is_item_id' ) );
		return Restart_Registry_Json_List::encode( array_unique( $ids ) );
	}

	/**
	 * For event types, names and relationships.
	 */
	public static function label( mixed $value ): string {
		return self::one_line( $value, self::MAX_LABEL_CHARACTERS );
	}

	/**
	 * Not checked to be an address: what the owner typed is shown to nobody else.
	 */
	public static function email( mixed $value ): string {
		return self::one_line( $value, self::MAX_EMAIL_CHARACTERS );
	}

	/**
	 * A date like 2026-12-24, or nothing.
	 */
	public static function date( mixed $value ): string {
		$parts = array();
		$known = preg_match( '/^(\d{4})-(\d{2})-(\d{2})$/D', self::text( $value ), $parts );
		return $known && checkdate( (int) $parts[2], (int) $parts[3], (int) $parts[1] ) ? $parts[0] : '';
	}

	/**
	 * Yes only when it says yes: the doubt goes to privacy.
	 */
	public static function off_unless_on( mixed $value ): string {
		return in_array( $value, array( '1', 1, true ), true ) ? '1' : '0';
	}

	/**
	 * No only when it says no.
	 */
	public static function on_unless_off( mixed $value ): string {
		return in_array( $value, array( '0', 0, false ), true ) ? '0' : '1';
	}

	/**
	 * Whether this may stand in `restart_invitees`: A user name or an e-mail address, already trimmed.
	 */
	public static function is_invitee( mixed $name ): bool {
		return is_string( $name )
			&& '' !== $name
			&& mb_strlen( $name ) <= self::MAX_INVITEE_CHARACTERS
			&& ! preg_match( '/\p{Cc}/u', $name );
	}

	/**
	 * Whether this may stand in `restart_item_ids`.
	 */
	public static function is_item_id( mixed $id ): bool {
		return is_int( $id ) && $id >= 1;
	}

	private static function one_line( mixed $value, int $max ): string {
		return mb_substr( (string) preg_replace( '/\p{Cc}+/u', ' ', self::text( $value ) ), 0, $max );
	}

	private static function text( mixed $value ): string {
		return is_scalar( $value ) ? (string) $value : '';
	}
}
