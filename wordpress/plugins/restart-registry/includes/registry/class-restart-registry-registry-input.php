<?php
/**
 * A registry as somebody describes it.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads the fields of a registry and says what is wrong with them.
 */
final class Restart_Registry_Registry_Input {

	private const MAX_LABEL = 100;
	private const MAX_EMAIL = 200;

	private const LABELS = array(
		'event_type',
		'event_date',
		'recipient_name',
		'recipient_relationship',
		'recipient_email',
	);
	private const FLAGS  = array( 'is_for_self', 'allow_indexing' );

	private const NOBODY_ELSE = array(
		'recipient_relationship' => '',
		'recipient_email'        => '',
	);

	/**
	 * @return array<string, mixed>|WP_Error For the controller.
	 */
	public static function read( Restart_Registry_Request $request, bool $with_title ): array|WP_Error {
		$mistakes = self::mistakes( $request, $with_title );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$data = array(
			'title'       => $request->line( 'title' ),
			'description' => $request->text( 'description' ),
			'is_public'   => $request->flag( 'is_public' ),
		);
		$meta = self::meta( $request );
		$data = array_filter( $data, array( $request, 'has' ), ARRAY_FILTER_USE_KEY );
		return $meta ? $data + array( 'meta' => $meta ) : $data;
	}

	/**
	 * The name says whom the registry is for. When it goes, nothing else is kept about that person.
	 *
	 * @return array<string, string|bool>
	 */
	private static function meta( Restart_Registry_Request $request ): array {
		$meta = array();
		foreach ( array_filter( self::LABELS, array( $request, 'has' ) ) as $name ) {
			$meta[ $name ] = $request->line( $name );
		}
		foreach ( array_filter( self::FLAGS, array( $request, 'has' ) ) as $name ) {
			$meta[ $name ] = $request->flag( $name );
		}
		if ( isset( $meta['recipient_name'] ) ) {
			$is_for_self = '' === $meta['recipient_name'];
			$forgotten   = $is_for_self ? self::NOBODY_ELSE : array();
			$meta        = $forgotten + $meta + array( 'is_for_self' => $is_for_self );
		}
		return $meta;
	}

	/**
	 * @return array<string, string> Field => sentence.
	 */
	private static function mistakes( Restart_Registry_Request $request, bool $with_title ): array {
		$mistakes = array();
		if ( $with_title && '' === $request->line( 'title' ) ) {
			$mistakes['title'] = __( 'Please give your registry a name.', 'restart-registry' );
		}
		$limits = array(
			'title'           => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
			'description'     => Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS,
			'recipient_email' => self::MAX_EMAIL,
		) + array_fill_keys( self::LABELS, self::MAX_LABEL );
		foreach ( $limits as $name => $most ) {
			if ( mb_strlen( $request->text( $name ) ) > $most ) {
				$mistakes[ $name ] = Restart_Registry_Answers::too_long( $most );
			}
		}
		$date = $request->line( 'event_date' );
		if ( '' !== $date && '' === Restart_Registry_Meta_Values::date( $date ) ) {
			$mistakes['event_date'] = __(
				'Please give the date as year-month-day, like 2027-03-31.',
				'restart-registry'
			);
		}
		return $mistakes;
	}
}
