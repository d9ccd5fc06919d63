<?php
/**
 * "I bought this", as somebody fills it in.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads the fields of a purchase and says what is wrong with them.
 */
final class Restart_Registry_Purchase_Input {

	private const MAX_NAME  = 100;
	private const MAX_EMAIL = 254;
	private const MAX_NOTE  = 1000;

	/**
	 * @return array<string, mixed>|WP_Error For the controller.
	 */
	public static function read( Restart_Registry_Request $request ): array|WP_Error {
		$mistakes = self::mistakes( $request );
		return $mistakes ? Restart_Registry_Answers::invalid( $mistakes ) : array(
			'quantity'        => $request->has( 'quantity' ) ? $request->number( 'quantity' ) : 1,
			'purchaser_name'  => $request->line( 'purchaser_name' ),
			'purchaser_email' => $request->line( 'purchaser_email' ),
			'note'            => $request->text( 'purchaser_note' ),
			'is_anonymous'    => $request->flag( 'is_anonymous' ),
			'idempotency_key' => self::key( $request ),
		);
	}

	/**
	 * Takes the key that scripts make for each form, or else the form's own.
	 */
	private static function key( Restart_Registry_Request $request ): string {
		$key = $request->line( 'idempotency_key' );
		return preg_match( '/^[ -~]{16,255}$/D', $key ) ? $key : Restart_Registry_Form_Key::read( $request );
	}

	/**
	 * @return array<string, string> Field => sentence.
	 */
	private static function mistakes( Restart_Registry_Request $request ): array {
		$email    = $request->line( 'purchaser_email' );
		$mistakes = array();
		if ( $request->has( 'quantity' ) && $request->number( 'quantity' ) < 1 ) {
			$mistakes['quantity'] = __( 'How many did you buy? Please give a number.', 'restart-registry' );
		}
		if ( '' !== $email && ( ! is_email( $email ) || strlen( $email ) > self::MAX_EMAIL ) ) {
			$mistakes['purchaser_email'] = __(
				'This e-mail address isn’t complete. You may also leave it empty.',
				'restart-registry'
			);
		}
		if ( mb_strlen( $request->line( 'purchaser_name' ) ) > self::MAX_NAME ) {
			$mistakes['purchaser_name'] = Restart_Registry_Answers::too_long( self::MAX_NAME );
		}
		if ( mb_strlen( $request->text( 'purchaser_note' ) ) > self::MAX_NOTE ) {
			$mistakes['purchaser_note'] = Restart_Registry_Answers::too_long( self::MAX_NOTE );
		}
		return $mistakes;
	}
}
