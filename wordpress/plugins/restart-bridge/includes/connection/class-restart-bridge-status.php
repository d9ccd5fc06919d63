<?php
/**
 * What the backend says about the connection.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads its answers, and has words for them.
 */
final class Restart_Bridge_Status {

	/**
	 * Returns a word for a state of the backend's.
	 */
	public static function label( string $state ): string {
		return match ( $state ) {
			'ready', 'connected' => __( 'Connected', 'restart-bridge' ),
			'authenticating'     => __( 'Connecting', 'restart-bridge' ),
			'not_connected'      => __( 'Not connected', 'restart-bridge' ),
			'disconnected'       => __( 'Disconnected', 'restart-bridge' ),
			'revoked'            => __( 'Refused', 'restart-bridge' ),
			'degraded'           => __( 'Degraded', 'restart-bridge' ),
			'stale'              => __( 'Stale', 'restart-bridge' ),
			'copy'               => __( 'A copy', 'restart-bridge' ), // The bridge finds that out by itself.
			default              => __( 'Can’t tell', 'restart-bridge' ),
		};
	}

	/**
	 * Returns the backend's sentence about the state, or ours if it has none.
	 *
	 * @param mixed[] $answer Of the backend.
	 */
	public static function sentence( array $answer ): string {
		$sentence = $answer['sentence'] ?? '';
		return is_string( $sentence ) && '' !== $sentence ? $sentence : self::label( self::state( $answer ) );
	}

	/**
	 * Returns the state, or "" if there is none in the answer.
	 *
	 * @param mixed[] $answer Of the backend.
	 */
	public static function state( array $answer ): string {
		return is_string( $answer['state'] ?? null ) ? $answer['state'] : '';
	}

	/**
	 * Returns what the backend found when it called this site.
	 *
	 * @param mixed[] $answer Of the backend.
	 * @return list<array{label: string, ok: bool, hint: string}>
	 */
	public static function checks( array $answer ): array {
		$checks = array();
		foreach ( is_array( $answer['checks'] ?? null ) ? $answer['checks'] : array() as $check ) {
			if ( is_array( $check ) && is_string( $check['name'] ?? null ) ) {
				$checks[] = array(
					'label' => self::of_check( $check['name'] ),
					'ok'    => true === ( $check['ok'] ?? null ),
					'hint'  => is_string( $check['hint'] ?? null ) ? $check['hint'] : '',
				);
			}
		}
		return $checks;
	}

	private static function of_check( string $name ): string {
		return match ( $name ) {
			'address_answers'   => __( 'This site’s address answers', 'restart-bridge' ),
			'rest_api_answers'  => __( 'The REST API answers', 'restart-bridge' ),
			'password_accepted' => __( 'The password is accepted', 'restart-bridge' ),
			'bridge_active'     => __( 'The bridge is active', 'restart-bridge' ),
			'same_site'         => __( 'It is the site that was meant', 'restart-bridge' ),
			default             => $name,
		};
	}
}
