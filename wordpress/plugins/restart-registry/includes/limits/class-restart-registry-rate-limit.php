<?php
/**
 * How often somebody may do something.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The one limiter. Everything that sends mail, checks a password, fetches a page or writes for somebody else asks it.
 *
 * It keeps only hashes of who did what.
 */
final class Restart_Registry_Rate_Limit {

	private const YEAR = 365 * DAY_IN_SECONDS;

	/**
	 * Action => scope => how many in how many seconds. docs/operations.md shows this table; a test compares the two.
	 *
	 * The buckets `member`, `client` (the address that a request comes from) and `site` are known here; the caller
	 * names the others.
	 */
	public const LIMITS = array(
		'mark_purchased'   => array( // A family behind one address buys a whole list in an hour.
			'member' => array( 60, HOUR_IN_SECONDS ),
			'client' => array( 60, HOUR_IN_SECONDS ),
		),
		// Only those who may see it get here.
		'record_purchase'  => array( 'registry' => array( 300, HOUR_IN_SECONDS ) ),
		'undo_purchased'   => array(
			'member' => array( 60, HOUR_IN_SECONDS ),
			'client' => array( 60, HOUR_IN_SECONDS ),
		),
		'purchase_mail'    => array(
			'purchase'       => array( 1, self::YEAR ),
			'buyer and gift' => array( 1, DAY_IN_SECONDS ),
			'buyer'          => array( 20, DAY_IN_SECONDS ),
			'recipient'      => array( 60, DAY_IN_SECONDS ),
		),
		'undo_mail'        => array(
			'purchase'       => array( 1, self::YEAR ),
			'buyer and gift' => array( 1, DAY_IN_SECONDS ),
			'buyer'          => array( 20, DAY_IN_SECONDS ),
			'recipient'      => array( 60, DAY_IN_SECONDS ),
		),
		'digest_mail'      => array( 'purchase' => array( 1, self::YEAR ) ),
		'fetch_url'        => array(
			'member' => array( 120, HOUR_IN_SECONDS ),
			'client' => array( 240, HOUR_IN_SECONDS ),
			'site'   => array( 3000, HOUR_IN_SECONDS ),
		),
		'send_invite'      => array(
			'member' => array( 20, DAY_IN_SECONDS ),
			'client' => array( 60, DAY_IN_SECONDS ),
			'site'   => array( 300, DAY_IN_SECONDS ),
		),
		'repeat_invite'    => array( 'registry and invitee' => array( 1, DAY_IN_SECONDS ) ),
		'invitation_mail'  => array( 'recipient' => array( 1, DAY_IN_SECONDS ) ),
		'log_in'           => array(
			'name and client' => array( 10, 10 * MINUTE_IN_SECONDS ),
			'client'          => array( 100, HOUR_IN_SECONDS ),
		),
		'log_in_elsewhere' => array( 'name' => array( 100, HOUR_IN_SECONDS ) ),
		'known_client'     => array( 'name and client' => array( 1, 30 * DAY_IN_SECONDS ) ),
		'lost_password'    => array( 'client' => array( 10, HOUR_IN_SECONDS ) ),
		'password_mail'    => array( 'recipient' => array( 5, DAY_IN_SECONDS ) ),
		'register'         => array( 'client' => array( 20, HOUR_IN_SECONDS ) ),
		'register_mail'    => array(
			'recipient' => array( 3, DAY_IN_SECONDS ),
			'site'      => array( 500, DAY_IN_SECONDS ),
		),
		'change_email'     => array(
			'member' => array( 10, HOUR_IN_SECONDS ),
			'client' => array( 20, HOUR_IN_SECONDS ),
		),
		'new_address_mail' => array( 'recipient' => array( 3, DAY_IN_SECONDS ) ),
		'contact'          => array(
			'member' => array( 20, HOUR_IN_SECONDS ),
			'client' => array( 20, HOUR_IN_SECONDS ),
		),
	);

	public function __construct( private Restart_Registry_Uses $uses = new Restart_Registry_Uses() ) {
	}

	/**
	 * Counts one use and returns null, or returns why it is too early for another.
	 *
	 * @param array<string, int|string> $about The scopes that the caller names.
	 */
	public function refusal( string $action, array $about = array() ): ?WP_Error {
		$wait = $this->uses->take( substr( md5( $action ), 0, 24 ), self::buckets( $action, $about ) );
		return 0 === $wait ? null : self::too_many( $wait );
	}

	/**
	 * Takes back what was counted and didn't happen after all.
	 *
	 * @param array<string, int|string> $about As for refusal().
	 */
	public function give_back( string $action, array $about = array() ): void {
		$this->uses->give_back( array_keys( self::buckets( $action, $about ) ) );
	}

	/**
	 * Forgets all uses in one scope.
	 */
	public function clear( string $action, string $scope, int|string $key ): void {
		$this->uses->clear( self::bucket( $action, $scope, $key ) );
	}

	/**
	 * Whether anything was counted in one scope.
	 */
	public function is_used( string $action, string $scope, int|string $key ): bool {
		return $this->uses->count( self::bucket( $action, $scope, $key ) ) > 0;
	}

	/**
	 * Returns who asks: a member, or the address of a guest.
	 */
	public static function caller(): string {
		return is_user_logged_in() ? 'member ' . get_current_user_id() : 'guest ' . self::client();
	}

	/**
	 * Returns the address that the request comes from. A household has 2^64 addresses of IPv6, which count as one. A
	 * site behind a proxy of its own tells by a filter where the address of the visitor is.
	 */
	public static function client(): string {
		/**
		 * Filters the address of a visitor. Code that reads it from a header of the request must know who wrote that
		 * header.
		 *
		 * @param string $address What connected to this server.
		 */
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- only hashed.
		$address = (string) apply_filters(
			'restart_registry_client_address',
			(string) ( $_SERVER['REMOTE_ADDR'] ?? '' )
		);
		$packed  = filter_var( $address, FILTER_VALIDATE_IP ) ? (string) inet_pton( $address ) : '';
		if ( str_starts_with( $packed, str_repeat( "\0", 10 ) . "\xff\xff" ) ) {
			$packed = substr( $packed, 12 ); // IPv4, as a socket for both families writes it.
		}
		return bin2hex( 16 === strlen( $packed ) ? substr( $packed, 0, 8 ) : $packed );
	}

	/**
	 * Returns what counts as one recipient: most mailboxes take everything behind a plus sign.
	 *
	 * Gmail ignores dots as well (https://support.google.com/mail/answer/7436150), and googlemail.com is its name in some
	 * countries. At other providers dots tell people apart, also at those who have Gmail under a domain of their own.
	 */
	public static function mailbox( string $email ): string {
		$address = (string) preg_replace( '/\+[^@]*(?=@)/', '', mb_strtolower( trim( $email ) ) );
		if ( ! preg_match( '/^(.+)@(?:gmail|googlemail)\.com$/D', $address, $found ) ) {
			return $address;
		}
		return str_replace( '.', '', $found[1] ) . '@gmail.com';
	}

	/**
	 * Guests are no members, so they aren't counted as such.
	 *
	 * @param array<string, int|string> $about As for refusal().
	 * @return array<string, array{int, int}>
	 */
	private static function buckets( string $action, array $about ): array {
		$keys    = $about + array(
			'member' => is_user_logged_in() ? get_current_user_id() : null,
			'client' => self::client(),
			'site'   => '',
		);
		$buckets = array();
		foreach ( self::LIMITS[ $action ] as $scope => $limit ) {
			if ( null !== $keys[ $scope ] ) {
				$buckets[ self::bucket( $action, $scope, $keys[ $scope ] ) ] = $limit;
			}
		}
		return $buckets;
	}

	private static function bucket( string $action, string $scope, int|string $key ): string {
		return substr( wp_hash( "$action|$scope|$key" ), 0, 32 );
	}

	private static function too_many( int $seconds ): WP_Error {
		$minutes  = max( 1, (int) ceil( $seconds / MINUTE_IN_SECONDS ) );
		$sentence = sprintf(
			/* translators: %d: number of minutes. */
			_n(
				'That was a lot in a short time. Please try again in %d minute.',
				'That was a lot in a short time. Please try again in %d minutes.',
				$minutes,
				'restart-registry'
			),
			$minutes
		);
		return new WP_Error( 'restart_too_many', $sentence, array( 'status' => 429 ) );
	}
}
