<?php
/**
 * Guessing passwords.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Limits how often a password is tried, on wp-login.php, the theme's page and wherever else WordPress asks for one.
 * Application passwords don't come through here: they are random, and nobody guesses them.
 *
 * There are three limits: for a name from one address, for one address, and for a name from all addresses together. The
 * last one could lock a member out, so it isn't asked of an address from which that member logged in during the last 30
 * days. The way out for everybody else is the link to a new password: after that the address is known, and its count
 * begins anew.
 */
final class Restart_Registry_Login_Limit {

	private ?WP_Error $refusal = null;

	/** @var array<string, array<string, string>> Action => the scopes in which this try was counted. */
	private array $counted = array();

	public function __construct( private Restart_Registry_Rate_Limit $limit ) {
	}

	/**
	 * Hooks this part in. It counts first, since many may guess at the same moment, and it has the last word: one try
	 * too many gets the same answer, whatever others found out about the password.
	 */
	public function add_hooks(): void {
		add_filter( 'authenticate', array( $this, 'count' ), 1, 3 );
		add_filter( 'authenticate', array( $this, 'decide' ), PHP_INT_MAX, 3 );
		add_action( 'after_password_reset', array( $this, 'begin_anew' ) );
	}

	/**
	 * Counts a try. Without a name and a password there is none: people come by a cookie, for example.
	 */
	public function count( mixed $user, mixed $name = '', mixed $password = '' ): mixed {
		$this->refusal = null;
		$this->counted = array();
		if ( is_string( $name ) && '' !== trim( $name ) && is_string( $password ) && '' !== $password ) {
			$this->ask( self::key( $name ) );
		}
		return $user;
	}

	/**
	 * Refuses one try too many, and takes a right password off the count.
	 */
	public function decide( mixed $user, mixed $name = '' ): mixed {
		if ( $this->refusal ) {
			return $this->refusal;
		}
		if ( $user instanceof WP_User && $this->counted ) {
			array_map( array( $this->limit, 'give_back' ), array_keys( $this->counted ), $this->counted );
			$this->know( self::key( (string) $name ) );
		}
		return $user;
	}

	/**
	 * Forgets the count of somebody who reads the mail to the account's address, and so doesn't guess.
	 */
	public function begin_anew( WP_User $user ): void {
		$pair = self::pair( self::key_of( $user ) );
		$this->limit->clear( 'log_in', 'name and client', $pair );
		$this->know( self::key_of( $user ) );
	}

	private function ask( string $key ): void {
		$pair  = self::pair( $key );
		$asked = array( 'log_in' => array( 'name and client' => $pair ) );
		if ( ! $this->limit->is_used( 'known_client', 'name and client', $pair ) ) {
			$asked['log_in_elsewhere'] = array( 'name' => $key );
		}
		foreach ( $asked as $action => $about ) {
			$this->refusal ??= $this->limit->refusal( $action, $about );
			if ( ! $this->refusal ) {
				$this->counted[ $action ] = $about;
			}
		}
	}

	private function know( string $key ): void {
		$this->limit->clear( 'known_client', 'name and client', self::pair( $key ) );
		$this->limit->refusal( 'known_client', array( 'name and client' => self::pair( $key ) ) );
	}

	/**
	 * Returns the same key for all names that WordPress takes for the same account. Names that nobody has are folded as
	 * the database folds them, otherwise the limit would tell which names somebody has.
	 */
	private static function key( string $name ): string {
		$name = trim( $name );
		$user = get_user_by( 'login', sanitize_user( $name ) );
		$user = $user ? $user : get_user_by( 'email', $name );
		return $user ? self::key_of( $user ) : 'nobody ' . self::folded( $name );
	}

	private static function key_of( WP_User $user ): string {
		return "user $user->ID";
	}

	private static function pair( string $key ): string {
		return $key . ' ' . Restart_Registry_Rate_Limit::client();
	}

	/**
	 * Returns what the database compares.
	 */
	private static function folded( string $name ): string {
		global $wpdb;
		if ( ! $wpdb->collate ) {
			return mb_strtolower( $name );
		}
		$query  = "SELECT HEX(WEIGHT_STRING(%s COLLATE $wpdb->collate))";
		$quiet  = $wpdb->suppress_errors();
		$weight = $wpdb->get_var( $wpdb->prepare( $query, $name ) ); // phpcs:ignore WordPress.DB
		$wpdb->suppress_errors( $quiet );
		return $weight ?? mb_strtolower( $name );
	}
}
