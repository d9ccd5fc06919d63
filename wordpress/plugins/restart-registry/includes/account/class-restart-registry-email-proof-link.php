<?php
/**
 * The link that proves an e-mail address.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes links for mails, and takes them back: anyone who holds one reads the mail to that address.
 *
 * The link alone proves nothing. It has to be opened by somebody logged in to the account of that address, and
 * confirmed with a button. Otherwise the click of the person whose address it is would prove an account that only
 * claims that address.
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
	 * Hooks this part in, before WordPress redirects and before a theme prints anything.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'answer' ), 1 );
	}

	/**
	 * Makes a link for a mail to this user's address, and for nothing else. Only a hash of it is stored.
	 *
	 * @param int $registry_id Where the link leads afterwards.
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
	 * Shows the page of a link. Looking at it changes nothing: mail programs look at links before people do.
	 */
	public function answer(): void {
		// phpcs:ignore WordPress.Security -- it comes from a link in a mail, is looked up, and is escaped.
		$link = $_GET[ self::PARAMETER ] ?? null;
		if ( ! is_string( $link ) ) {
			return;
		}
		nocache_headers();
		header( 'Referrer-Policy: no-referrer' );
		send_frame_options_header(); // Other_Sites leaves it out at the address of an embed.
		if ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
			$this->confirm( $link );
		}
		$this->show( $link );
	}

	/**
	 * Uses a link once: of two requests at the same moment only one finds the record still there.
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
	 * Returns what was stored of this link, if it is for the address of this user.
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
	 * Shows a page from which a guest learns nothing of the link, not even whether it is one.
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
	 * Takes the second use of a link for no mistake if the same person used it the first time.
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
	 * Uses a fast hash, which is enough for a token that is long and random.
	 */
	private static function hash( string $token ): string {
		return hash( 'sha256', $token );
	}
}
