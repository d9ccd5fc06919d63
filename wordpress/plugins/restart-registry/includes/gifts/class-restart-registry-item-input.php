<?php
/**
 * A gift as somebody describes it.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads the fields of a gift and says what is wrong with them. The API checks again; its sentences are shorter.
 */
final class Restart_Registry_Item_Input {

	private const MAX_NAME        = 1000; // The API takes 100: longer names of shops are cut where it makes sense.
	private const MAX_URL         = 2000;
	private const MAX_DESCRIPTION = 500;
	private const MAX_NOTES       = 1000;
	private const MAX_QUANTITY    = 9999;
	private const FIELDS          = array( 'name', 'url', 'description', 'notes', 'price', 'quantity', 'image_url' );
	private const ADDRESSES       = array( 'url', 'image_url' );

	/**
	 * @param array<string, mixed>|null $item The gift as it is, null for a new one, which needs name and address.
	 * @return array<string, mixed>|WP_Error For the controller; only what was sent.
	 */
	public static function read( Restart_Registry_Request $request, ?array $item = null ): array|WP_Error {
		$sent     = array_filter(
			self::FIELDS,
			static fn( string $name ) => $request->has( $name ) && ! self::is_kept( $name, $request, $item )
		);
		$mistakes = array();
		foreach ( null === $item ? array_unique( array( 'name', 'url', ...$sent ) ) : $sent as $name ) {
			$mistakes[ $name ] = self::mistake( $name, $request );
		}
		$mistakes = array_filter( $mistakes );
		return $mistakes ? Restart_Registry_Answers::invalid( $mistakes ) : self::values( $request, $sent );
	}

	/**
	 * Leaves an address that nobody has touched, and which is nobody's mistake: the API takes some that wouldn't pass
	 * here.
	 *
	 * @param array<string, mixed>|null $item The gift as it is.
	 */
	private static function is_kept( string $name, Restart_Registry_Request $request, ?array $item ): bool {
		return in_array( $name, self::ADDRESSES, true ) && $request->line( $name ) === ( $item[ $name ] ?? null );
	}

	/**
	 * Says what is wrong with a field, "" if nothing is.
	 */
	private static function mistake( string $name, Restart_Registry_Request $request ): string {
		$typed = $request->text( $name );
		return match ( $name ) {
			'name'        => '' === $typed
				? __( 'Please say what it is.', 'restart-registry' )
				: self::too_long( $typed, self::MAX_NAME ),
			'url'         => self::wrong_address( $request->address( $name ), self::too_long( $typed, self::MAX_URL ) ),
			'image_url'   => '' === $typed
				? ''
				: self::wrong_address( $request->address( $name ), self::too_long( $typed, self::MAX_URL ) ),
			'description' => self::too_long( $typed, self::MAX_DESCRIPTION ),
			'notes'       => self::too_long( $typed, self::MAX_NOTES ),
			'price'       => '' === $typed || (float) Restart_Registry_Price::read( $typed ) > 0
				? ''
				: __( 'Please write the price as a number, like 24.90, or leave it empty.', 'restart-registry' ),
			'quantity'    => self::wrong_quantity( $request->number( $name ) ),
		};
	}

	/**
	 * @param string[] $sent Names of fields.
	 * @return array<string, mixed>
	 */
	private static function values( Restart_Registry_Request $request, array $sent ): array {
		$values = array(
			'name'        => $request->line( 'name' ),
			'url'         => $request->address( 'url' ),
			'description' => $request->text( 'description' ),
			'notes'       => $request->text( 'notes' ),
			'price'       => Restart_Registry_Price::read( $request->line( 'price' ) ),
			'quantity'    => $request->number( 'quantity' ),
			'image_url'   => $request->address( 'image_url' ),
		);
		return array_intersect_key( $values, array_flip( $sent ) );
	}

	private static function wrong_address( string $address, string $too_long ): string {
		if ( '' !== $too_long ) {
			return $too_long;
		}
		return '' === $address
			? __(
				'Please copy the complete address of the page, like https://www.example.com/kettle.',
				'restart-registry'
			)
			: '';
	}

	private static function wrong_quantity( int $quantity ): string {
		return $quantity >= 1 && $quantity <= self::MAX_QUANTITY
			? ''
			: __( 'Please give a number from 1 to 9999.', 'restart-registry' );
	}

	private static function too_long( string $typed, int $most ): string {
		return mb_strlen( $typed ) <= $most ? '' : Restart_Registry_Answers::too_long( $most );
	}
}
