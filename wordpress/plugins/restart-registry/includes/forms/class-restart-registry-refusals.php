<?php
/**
 * Why something wasn't done.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the errors of the plugin: a sentence for people, and a status for whoever answers the request.
 */
final class Restart_Registry_Refusals {

	/**
	 * One answer for "isn't there" and "isn't yours": it doesn't tell what exists.
	 */
	public static function not_found(): WP_Error {
		return self::make(
			'restart_not_found',
			__( 'There is no such registry, or it is not yours.', 'restart-registry' ),
			404
		);
	}

	/**
	 * Also not found, but in a registry that one sees.
	 */
	public static function no_such_item(): WP_Error {
		return self::make(
			'restart_not_found',
			__( 'This gift was not found. It may have been removed: please load the page again.', 'restart-registry' ),
			404
		);
	}

	/**
	 * For somebody who is known, or a guest, without the right.
	 */
	public static function not_allowed(): WP_Error {
		return self::make(
			'restart_forbidden',
			__( 'Sorry, you are not allowed to do that.', 'restart-registry' ),
			403
		);
	}

	/**
	 * For a form: `field` names what to mend.
	 */
	public static function invalid( string $field, string $sentence ): WP_Error {
		return new WP_Error(
			'restart_invalid',
			$sentence,
			array(
				'status' => 422,
				'field'  => $field,
			)
		);
	}

	/**
	 * The registry is archived, or in the making. The API leaves that to us.
	 */
	public static function not_open(): WP_Error {
		return self::conflict( __( 'Nothing can be bought from this registry now.', 'restart-registry' ) );
	}

	/**
	 * It would be right at another time.
	 */
	public static function conflict( string $sentence ): WP_Error {
		return self::make( 'restart_conflict', $sentence, 409 );
	}

	/**
	 * What the API answered, fit for visitors. Its words about the plugin's own account, or about itself, are for
	 * administrators: to visitors it is an outage.
	 *
	 * @param mixed[]|WP_Error|null $answer  Of the client.
	 * @param WP_Error|null         $missing What a 404 means. A registry is there, WordPress has it: then something else
	 *                                       answers at the API's address.
	 * @return mixed[]|WP_Error
	 */
	public static function of_api( array|WP_Error|null $answer, ?WP_Error $missing = null ): array|WP_Error {
		if ( null === $answer ) {
			return $missing ?? self::out_of_reach( Restart_Registry_Lambda_Client::ERROR );
		}
		return is_wp_error( $answer ) && self::is_outage( (array) $answer->get_error_data() )
			? self::out_of_reach( $answer->get_error_code() )
			: $answer;
	}

	/**
	 * A 403 without `detail` is the gateway's, which wants a key.
	 *
	 * @param array<string, mixed> $data Of the client's error.
	 */
	private static function is_outage( array $data ): bool {
		$status = $data['status'] ?? 500;
		return $status >= 500 || 401 === $status || ( 403 === $status && ! isset( $data['detail'] ) );
	}

	private static function out_of_reach( string|int $code ): WP_Error {
		return self::make(
			(string) $code,
			__(
				'The part of our site that keeps the gifts can not be reached right now. Nothing is lost. Please try again in a moment.',
				'restart-registry'
			),
			503
		);
	}

	private static function make( string $code, string $sentence, int $status ): WP_Error {
		return new WP_Error( $code, $sentence, array( 'status' => $status ) );
	}

	/**
	 * A sentence for a field.
	 */
	public static function too_long( int $most ): string {
		$sentence = _n(
			/* translators: %s: a number. */
			'This is too long: at most %s character.',
			'This is too long: at most %s characters.',
			$most,
			'restart-registry'
		);
		return sprintf( $sentence, number_format_i18n( $most ) );
	}
}
