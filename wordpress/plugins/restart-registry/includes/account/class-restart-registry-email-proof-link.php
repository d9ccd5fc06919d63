<?php
/**
 * The link that proves an e-mail address.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes links for mails, and takes them back: whoever holds one reads the mail to that address.
 *
 * The link alone proves nothing. It has to be opened by somebody logged in to the account of that address, and
 * confirmed with a button: else an account that only claims the address would be proved by the click of the person
 * whose address it is.
 */
final class Restart_Registry_Email_Proof_Link {

	public const META_KEY  = 'restart_email_proof_link';
	public const PARAMETER = 'restart_proof';

	private const VALID_SECONDS = 7 * DAY_IN_SECONDS;
	private const MAX_OPEN      = 20;
	private const DONE          = 'done';

	public function __construct( private Restart_Registry_Email_Proof $proof ) {
	}

	/**
	 * Hooks this part in. Before WordPress redirects, and before a theme prints anything.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'answer' ), 1 );
	}

	/**
	 * For a mail to this user's address and nothing else. What is stored of it is a hash.
	 *
	 * @param int $registry_id Where to go afterwards.
	 */
	public function make( WP_User $user, int $registry_id ): string {
		$token = wp_generate_password( 40, false );
		$open  = get_user_meta( $user->ID, self::META_KEY );
		foreach ( array_slice( $open, 0, max( 0, count( $open ) - self::MAX_OPEN + 1 ) ) as $oldest ) {
			delete_user_meta( $user->ID, self::META_KEY, $oldest );
		}
		$record = array(
			'hash'        => self::hash( $token ),
			'address'     => $user->user_email,
			'expires'     => time() + self::VALID_SECONDS,
			'registry_id' => $registry_id,
		);
		add_user_meta( $user->ID, self::META_KEY, wp_slash( $record ) );
		return self::url( "{$user->ID}-$token" );
	}

	/**
	 * Looking changes nothing: mail programs look at links before people do.
	 */
	public function answer(): void {
		// phpcs:ignore WordPress.Security -- a link in a mail; looked up, and escaped.
		$link = $_GET[ self::PARAMETER ] ?? null;
		if ( ! is_string( $link ) ) {
			return;
		}
		nocache_headers();
		header( 'Referrer-Policy: no-referrer' );
		send_frame_options_header(); // At the address of an embed, too.
		if ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
			$this->confirm( $link );
		}
		$this->show( $link );
	}

	/**
	 * One use: of two at the same moment only one finds the record still there.
	 */
	private function confirm( string $link ): void {
		check_admin_referer( self::PARAMETER );
		$user   = wp_get_current_user();
		$owner  = (int) $link;
		$record = $this->record( $link, $user );
		if ( ! $record || ! delete_user_meta( $owner, self::META_KEY, $record ) ) {
			return;
		}
		delete_user_meta( $owner, self::META_KEY );
		$this->proof->prove( $user );
		$registry_id = (int) $record['registry_id'];
		wp_safe_redirect(
			$registry_id && current_user_can( 'read_post', $registry_id )
				? (string) get_permalink( $registry_id )
				: self::url( self::DONE ),
			303
		);
		exit;
	}

	/**
	 * What was stored of this link, if it is for the address of this user.
	 *
	 * @return array{hash: string, address: string, expires: int, registry_id: int}|null
	 */
	private function record( string $link, WP_User $user ): ?array {
		list( $owner, $token ) = explode( '-', $link, 2 ) + array( 1 => '' );
		$records               = (int) $owner > 0 && $user->exists()
			? get_user_meta( (int) $owner, self::META_KEY )
			: array();
		foreach ( $records as $record ) {
			if ( hash_equals( $record['hash'], self::hash( $token ) ) ) {
				return $record['expires'] >= time() && 0 === strcasecmp( $record['address'], $user->user_email )
					? $record
					: null;
			}
		}
		return null;
	}

	/**
	 * A guest learns nothing of the link, not even whether it is one.
	 */
	private function show( string $link ): void {
		$user = wp_get_current_user();
		$view = array(
			'state'  => $this->state( $link, $user ),
			'action' => self::url( $link ),
			'nonce'  => self::PARAMETER,
			'login'  => wp_login_url( self::url( $link ) ),
			'switch' => wp_logout_url( self::url( $link ) ),
			'email'  => $user->user_email,
			'name'   => $user->user_login,
			'home'   => home_url( '/' ),
		);
		add_filter( 'wp_robots', 'wp_robots_no_robots' );
		status_header( 200 );
		require dirname( __DIR__, 2 ) . '/views/email-proof.php';
		exit;
	}

	/**
	 * Using a link a second time is no mistake when the first time was one's own.
	 */
	private function state( string $link, WP_User $user ): string {
		$own = self::DONE === $link || (int) $link === $user->ID;
		return match ( true ) {
			! $user->exists()                                  => 'guest',
			null !== $this->record( $link, $user )             => 'ready',
			$own && '' !== $this->proof->proved_email( $user ) => 'proved',
			default                                            => 'refused',
		};
	}

	private static function url( string $link ): string {
		return add_query_arg( self::PARAMETER, rawurlencode( $link ), home_url( '/' ) );
	}

	/**
	 * The token is long and random: a fast hash is enough.
	 */
	private static function hash( string $token ): string {
		return hash( 'sha256', $token );
	}
}
