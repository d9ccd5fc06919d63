<?php
/**
 * The fields of the settings page.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says which boxes there are and what stands in them, and never a secret.
 */
final class Restart_Bridge_Settings_Form {

	private const SHOWN_CHARACTERS = 4;

	/**
	 * @param array<string, string> $typed  What was typed a moment ago and not stored, by its key.
	 * @param array<string, string> $errors What was wrong with it.
	 * @return list<array{key: string, label: string, type: string, value: string, hint: string, error: string}>
	 */
	public static function fields( array $typed, array $errors ): array {
		$fields = array();
		foreach ( self::known() as $key => list( $label, $type, $option, $hint ) ) {
			$value    = 'password' === $type ? '' : ( $typed[ $key ] ?? Restart_Bridge_Options::stored( $option ) );
			$hint     = trim( self::about_stored( $option ) . ' ' . $hint );
			$error    = $errors[ $key ] ?? '';
			$fields[] = compact( 'key', 'label', 'type', 'value', 'hint', 'error' );
		}
		return $fields;
	}

	/**
	 * @return list<array{name: string, label: string, hint: string, is_on: bool}> The check boxes.
	 */
	public static function switches(): array {
		$switches = array(
			array(
				'name'  => Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED,
				'label' => __( 'Enable Sync Operations', 'restart-bridge' ),
				'hint'  => __(
					'The backend reads titles, addresses and dates of what is public here.',
					'restart-bridge'
				),
			),
			array(
				'name'  => Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED,
				'label' => __( 'Enable Two-Way Sync', 'restart-bridge' ),
				'hint'  => __(
					'People of the backend may change titles and statuses of posts here.',
					'restart-bridge'
				),
			),
		);
		return array_map(
			static fn( array $one ) => $one + array( 'is_on' => Restart_Bridge_Options::is_on( $one['name'] ) ),
			$switches
		);
	}

	/**
	 * Tells whether there is a gateway key to forget.
	 */
	public static function has_gateway_key(): bool {
		return '' !== Restart_Bridge_Options::stored( Restart_Bridge_Options::GATEWAY_KEY );
	}

	/**
	 * @return array<string, array{string, string, string, string}> Label, type, option and hint of each box.
	 */
	private static function known(): array {
		return array(
			'url'         => array(
				__( 'Address', 'restart-bridge' ),
				'url',
				Restart_Bridge_Options::URL,
				__(
					'Where the backend is, with its stage if it has one, like https://api.example.com/production',
					'restart-bridge'
				),
			),
			'gateway_key' => array(
				__( 'Gateway key', 'restart-bridge' ),
				'password',
				Restart_Bridge_Options::GATEWAY_KEY,
				__( 'Only where a gateway in front of the backend wants one.', 'restart-bridge' ),
			),
			'email'       => array(
				__( 'Email', 'restart-bridge' ),
				'email',
				Restart_Bridge_Options::EMAIL,
				__( 'The contact of this site, as the backend’s staff wrote it down.', 'restart-bridge' ),
			),
			'api_key'     => array(
				__( 'API Key', 'restart-bridge' ),
				'password',
				Restart_Bridge_Options::API_KEY,
				__( 'It begins with rrs_. The backend’s staff made it for this site.', 'restart-bridge' ),
			),
			'password'    => array(
				__( 'Password', 'restart-bridge' ),
				'password',
				'',
				__(
					'Leave this empty: then the bridge makes an account of its own for the backend. If that can’t be, enter an application password of the account of this site that has the e-mail above.',
					'restart-bridge'
				),
			),
		);
	}

	/**
	 * Says where the value is, if it can't be seen in its box.
	 */
	private static function about_stored( string $option ): string {
		if ( '' === $option ) {
			return '';
		}
		if ( '' === Restart_Bridge_Options::stored( $option ) ) {
			return '' === Restart_Bridge_Options::from_environment( $option ) ? '' : sprintf(
				/* translators: %s: name of an environment variable. */
				__( 'Taken from the environment, %s.', 'restart-bridge' ),
				strtoupper( $option )
			);
		}
		if ( ! in_array( $option, Restart_Bridge_Options::SECRETS, true ) ) {
			return '';
		}
		$secret = Restart_Bridge_Options::secret( $option );
		if ( null === $secret ) {
			return Restart_Bridge_Settings::sealed();
		}
		// A gateway's key may be so short that its end says too much.
		return Restart_Bridge_Options::API_KEY !== $option
			? __( 'Set. Leave this empty to keep it.', 'restart-bridge' )
			: sprintf(
				/* translators: %s: the last characters of a key. */
				__( 'Set, ends in %s. Leave this empty to keep it.', 'restart-bridge' ),
				substr( $secret, -self::SHOWN_CHARACTERS )
			);
	}
}
