<?php
/**
 * How often somebody may do something.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Counts deeds per user, for guests per address, of which only a hash is kept.
 */
final class Restart_Registry_Rate_Limit {

	/**
	 * Deed => how many in how many seconds. A family behind one address buys a whole list in an hour.
	 */
	private const LIMITS = array(
		'mark_purchased' => array( 60, HOUR_IN_SECONDS ),
		'undo_purchased' => array( 60, HOUR_IN_SECONDS ),
		'fetch_url'      => array( 120, HOUR_IN_SECONDS ),
		'send_invite'    => array( 60, HOUR_IN_SECONDS ),
		'register'       => array( 20, HOUR_IN_SECONDS ), // The theme's forms: each sends a mail.
		'contact'        => array( 20, HOUR_IN_SECONDS ),
		'change_email'   => array( 10, HOUR_IN_SECONDS ),
	);

	/**
	 * Null, or why not now. Counts what it is asked about, one at a time: else many at the same moment would all read
	 * the same number.
	 */
	public function refusal( string $deed ): ?WP_Error {
		list( $most, $seconds ) = self::LIMITS[ $deed ];

		$key = substr( wp_hash( $deed . '|' . self::who() ), 0, 24 );
		if ( ! Restart_Registry_Lock::take( $key ) ) {
			return self::too_many( MINUTE_IN_SECONDS ); // So many at once that this one never had its turn.
		}
		$refusal = self::counted( "restart_limit_$key", $most, $seconds );
		Restart_Registry_Lock::release( $key );
		return $refusal;
	}

	private static function counted( string $key, int $most, int $seconds ): ?WP_Error {
		$seen = get_transient( $key );
		$seen = is_array( $seen ) && $seen['until'] > time() ? $seen : array(
			'count' => 0,
			'until' => time() + $seconds,
		);
		if ( $seen['count'] >= $most ) {
			return self::too_many( $seen['until'] - time() );
		}
		++$seen['count'];
		set_transient( $key, $seen, $seen['until'] - time() );
		return null;
	}

	/**
	 * Who asks. Behind a proxy of its own a site says where the visitor's address stands.
	 */
	private static function who(): string {
		if ( is_user_logged_in() ) {
			return 'user ' . get_current_user_id();
		}
		/**
		 * Filters the address of a guest. Whoever reads it from a header of the request must know who wrote that header.
		 *
		 * @param string $address What connected to this server.
		 */
		$address = (string) apply_filters( 'restart_registry_client_address', (string) ( $_SERVER['REMOTE_ADDR'] ?? '' ) ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- only hashed.
		$packed  = filter_var( $address, FILTER_VALIDATE_IP ) ? inet_pton( $address ) : '';
		return 'guest ' . bin2hex( $packed && 16 === strlen( $packed ) ? substr( $packed, 0, 8 ) : (string) $packed ); // A household has 2^64 of those.
	}

	private static function too_many( int $seconds ): WP_Error {
		$minutes = max( 1, (int) ceil( $seconds / MINUTE_IN_SECONDS ) );
		/* translators: %d: number of minutes. */
		$sentence = sprintf( _n( 'That was a lot in a short time. Please try again in %d minute.', 'That was a lot in a short time. Please try again in %d minutes.', $minutes, 'restart-registry' ), $minutes );
		return new WP_Error( 'restart_too_many', $sentence, array( 'status' => 429 ) );
	}
}
