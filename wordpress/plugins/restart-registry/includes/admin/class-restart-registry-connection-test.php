<?php
/**
 * Whether the plugin and the API understand each other.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Asks the API two things and tells from the answers what has to be mended.
 */
final class Restart_Registry_Connection_Test {

	public const WORKS         = 'works';
	public const NOT_SET       = 'not_set';
	public const WRONG_ADDRESS = 'wrong_address';
	public const ASLEEP        = 'asleep';
	public const MISSING_KEY   = 'missing_key';
	public const REFUSED       = 'refused';
	public const TOO_OFTEN     = 'too_often';
	public const NO_WAY_BACK   = 'no_way_back';
	public const OTHER_SITE    = 'other_site';
	public const NO_RIGHTS     = 'no_rights';
	public const NOT_THE_SITES = 'not_the_sites';

	/**
	 * Finds no gift, with a limit that the API takes from the site's own account alone.
	 */
	private const ITEMS = '/items?before=1&limit=500';

	/**
	 * Matches transport errors that no waiting mends: an unknown name or protocol, or the certificate of another name.
	 */
	private const NO_SUCH_PLACE = '/cURL error (1|3|5|6|35|51|58|60|77)\b|getaddrinfo|valid URL|SSL|blocked requests/i';

	/**
	 * API Gateway says this of a path or stage that it doesn't have, with the same 403 as for a missing key.
	 */
	private const NO_SUCH_STAGE = 'Missing Authentication Token';

	public function __construct( private Restart_Registry_Lambda_Client $client ) {
	}

	/**
	 * @return array{state: string, detail: string} One of the constants, and what was said, for administrators.
	 */
	public function run(): array {
		$connection = array(
			Restart_Registry_Options::LAMBDA_URL,
			Restart_Registry_Options::LAMBDA_USERNAME,
			Restart_Registry_Options::LAMBDA_APP_PASSWORD,
		);
		if ( in_array( '', array_map( array( Restart_Registry_Options::class, 'get' ), $connection ), true ) ) {
			return self::finding( self::NOT_SET );
		}
		// Anyone may ask /health, and it waits for nobody: what is wrong with it is wrong with the way there.
		return self::about_health( $this->client->get( '/health' ) )
			?? self::about_items( $this->client->get( self::ITEMS ) )
			?? self::about_account();
	}

	/**
	 * Returns null when it is our API and awake. Ours asks nobody for a password here.
	 *
	 * @param mixed[]|WP_Error|null $answer Of the client.
	 * @return array{state: string, detail: string}|null
	 */
	private static function about_health( array|WP_Error|null $answer ): ?array {
		if ( is_wp_error( $answer ) ) {
			$found = self::about_error( $answer, self::ASLEEP );
			return self::REFUSED === $found['state'] ? self::finding( self::WRONG_ADDRESS, $found['detail'] ) : $found;
		}
		return 'restart-registry' === ( $answer['service'] ?? '' ) ? null : self::finding( self::WRONG_ADDRESS );
	}

	/**
	 * Returns null when the account may ask. From here on, a 502 or 503 of the API itself speaks of WordPress.
	 *
	 * @param mixed[]|WP_Error|null $answer Of the client.
	 * @return array{state: string, detail: string}|null
	 */
	private static function about_items( array|WP_Error|null $answer ): ?array {
		if ( is_wp_error( $answer ) ) {
			return self::about_error(
				$answer,
				isset( $answer->get_error_data()['detail'] ) ? self::NO_WAY_BACK : self::ASLEEP
			);
		}
		return null === $answer ? self::finding( self::WRONG_ADDRESS ) : null;
	}

	/**
	 * Looks at the account itself. The API takes anybody's password, but the plugin needs an account that may change
	 * everybody's gifts.
	 *
	 * @return array{state: string, detail: string}
	 */
	private static function about_account(): array {
		$name = Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_USERNAME );
		$user = get_user_by( 'login', $name );
		$user = $user ? $user : get_user_by( 'email', $name ); // WordPress looks in this order, too.
		if ( ! $user ) {
			return self::finding( self::OTHER_SITE );
		}
		return self::finding(
			user_can( $user, Restart_Registry_Capabilities::MANAGE ) ? self::WORKS : self::NO_RIGHTS
		);
	}

	/**
	 * @return array{state: string, detail: string}
	 */
	private static function about_error( WP_Error $error, string $for_outages ): array {
		$data   = (array) $error->get_error_data();
		$detail = (string) ( $data['reason'] ?? $data['detail'] ?? $data['message'] ?? '' );
		$states = array(
			401 => self::REFUSED,
			403 => self::NO_SUCH_STAGE === $detail ? self::WRONG_ADDRESS : self::MISSING_KEY,
			422 => self::NOT_THE_SITES,
			429 => self::TOO_OFTEN,
		);
		$status = (int) ( $data['status'] ?? 0 );
		$lost   = isset( $data['answered'] ) || preg_match( self::NO_SUCH_PLACE, (string) ( $data['reason'] ?? '' ) );
		if ( $lost ) {
			return self::finding( self::WRONG_ADDRESS, $detail );
		}
		return self::finding(
			$states[ $status ] ?? ( $status >= 500 ? $for_outages : self::WRONG_ADDRESS ),
			$detail
		);
	}

	/**
	 * @return array{state: string, detail: string}
	 */
	private static function finding( string $state, string $detail = '' ): array {
		return compact( 'state', 'detail' );
	}
}
