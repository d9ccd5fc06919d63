<?php
/**
 * What the connection test found, in words.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says what is wrong and what to do next.
 */
final class Restart_Registry_Connection_Words {

	/**
	 * @return array{string, string} What is the matter, and what to do.
	 */
	public static function of( string $state ): array {
		return self::about_the_way( $state ) ?? self::about_the_account( $state );
	}

	/**
	 * @return array{string, string}|null
	 */
	private static function about_the_way( string $state ): ?array {
		return match ( $state ) {
			Restart_Registry_Connection_Test::NOT_SET       => array(
				__( 'The API isn’t set up yet.', 'restart-registry' ),
				__( 'Fill in its address, the account and the application password, and save.', 'restart-registry' ),
			),
			Restart_Registry_Connection_Test::WRONG_ADDRESS => array(
				__( 'The address is wrong: our API isn’t there.', 'restart-registry' ),
				__(
					'Look at every part of it: https or http, the name, the port, and the stage at the end where the API runs on Lambda, like /production. Opened in a browser, the address followed by /health names the service “restart-registry” (where a gateway wants a key, it says “Forbidden”).',
					'restart-registry'
				),
			),
			Restart_Registry_Connection_Test::ASLEEP        => array(
				__( 'The API doesn’t answer: it is asleep, starting, or not running.', 'restart-registry' ),
				__(
					'Wait a minute and test again. If it stays asleep, see whether the API runs and whether this server may connect to its port; if all of that is well, the address is wrong after all.',
					'restart-registry'
				),
			),
			Restart_Registry_Connection_Test::MISSING_KEY   => array(
				__( 'The API key is missing or wrong.', 'restart-registry' ),
				__(
					'Enter a key that the API or the gateway in front of it knows. On API Gateway it must belong to a usage plan of this stage.',
					'restart-registry'
				),
			),
			Restart_Registry_Connection_Test::NO_WAY_BACK   => array(
				__( 'The API is awake, but can’t ask this site who is calling.', 'restart-registry' ),
				__(
					'Its setting WP_BASE_URL has to be the address of this site, and its server has to reach it.',
					'restart-registry'
				),
			),
			default                                         => null,
		};
	}

	/**
	 * @return array{string, string}
	 */
	private static function about_the_account( string $state ): array {
		return match ( $state ) {
			Restart_Registry_Connection_Test::REFUSED    => array(
				__( 'The account or its application password is refused.', 'restart-registry' ),
				__(
					'The password must be an application password, not the one to log in with: make a new one under Users, in the account’s profile. If you are sure that it is right, Tools → Site Health says whether this site takes application passwords at all.',
					'restart-registry'
				),
			),
			Restart_Registry_Connection_Test::TOO_OFTEN  => array(
				__( 'The API was asked too often, or with a wrong password too often.', 'restart-registry' ),
				__( 'Wait a minute, then test again.', 'restart-registry' ),
			),
			Restart_Registry_Connection_Test::OTHER_SITE => array(
				__(
					'The API knows the account, but this site doesn’t: the API speaks for another site.',
					'restart-registry'
				),
				__( 'Its setting WP_BASE_URL has to be the address of this site.', 'restart-registry' ),
			),
			Restart_Registry_Connection_Test::NOT_THE_SITES => array(
				__( 'The account is right, but the API doesn’t know it as the one of this site.', 'restart-registry' ),
				__(
					'Its settings WP_BASIC_AUTH_USER and WP_BASIC_AUTH_PASSWORD have to be this account and this password, spelled the same, spaces included; then start it again.',
					'restart-registry'
				),
			),
			Restart_Registry_Connection_Test::NO_RIGHTS  => array(
				__( 'The account is known, but may not look after registries.', 'restart-registry' ),
				__( 'Give it the role “Restart Registry service” under Users.', 'restart-registry' ),
			),
			default                                      => array(
				__( 'The connection works.', 'restart-registry' ),
				__( 'Address, account and key are right. Nothing is left to do.', 'restart-registry' ),
			),
		};
	}
}
