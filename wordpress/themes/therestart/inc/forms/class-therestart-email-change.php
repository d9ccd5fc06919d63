<?php
/**
 * A new e-mail address.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Changes an address once its owner has followed a link that was sent there. For an address that belongs to another
 * account the page says the same, and a mail to that address tells the truth.
 */
final class Therestart_Email_Change {

	private const META_KEY    = 'therestart_new_email';
	private const JOB         = 'therestart_mail_new_email';
	private const QUERY       = 'restart_confirm_email';
	private const TTL_SECONDS = DAY_IN_SECONDS;

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'confirm' ), 5 );
		add_action( 'switch_theme', array( $this, 'forget_all' ) );
		add_action( 'restart_registry_hourly', array( $this, 'forget_old' ) );
		add_action( self::JOB, array( $this, 'mail' ), 10, 2 );
	}

	/**
	 * With another theme the links lead nowhere. A theme is never deleted while it is in use, so nothing stays behind.
	 */
	public function forget_all(): void {
		delete_metadata( 'user', 0, self::META_KEY, '', true );
	}

	/**
	 * Forgets the addresses whose day is over.
	 */
	public function forget_old(): void {
		$waiting = array(
			'meta_key' => self::META_KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- once an hour.
			'fields'   => 'ID',
		);
		foreach ( get_users( $waiting ) as $user_id ) {
			$asked = get_user_meta( (int) $user_id, self::META_KEY, true );
			if ( is_array( $asked ) && $asked['until'] <= time() ) {
				delete_user_meta( (int) $user_id, self::META_KEY, wp_slash( $asked ) ); // Not one asked for meanwhile.
			}
		}
	}

	/**
	 * Keeps the address until its link is followed. An address that has an account waits as well, for a link that is
	 * sent to nobody.
	 */
	public function ask( WP_User $user, string $email ): void {
		$asked = array(
			'hash'  => '',
			'email' => $email,
			'until' => time() + self::TTL_SECONDS,
		);
		update_user_meta( $user->ID, self::META_KEY, wp_slash( $asked ) );
		$this->plugin->afterwards( self::JOB, (string) $user->ID, $email );
	}

	/**
	 * Runs in a request of its own, so that the member's does the same work for every address.
	 */
	public function mail( string $user_id, string $email ): void {
		$is_waiting = self::waiting( (int) $user_id ) === $email;
		if ( ! $is_waiting || $this->plugin->has_enough_mail( 'new_address_mail', $email ) ) {
			return;
		}
		if ( email_exists( $email ) ) {
			$this->mail_to_other_account( $email );
			return;
		}
		$token = $this->new_token( (int) $user_id );
		if ( '' !== $token ) {
			$this->mail_link( $email, $token );
		}
	}

	/**
	 * Stores a hash of the token, never the token. Returns "" if the address has changed or gone meanwhile.
	 */
	private function new_token( int $user_id ): string {
		$token  = wp_generate_password( 32, false );
		$before = get_user_meta( $user_id, self::META_KEY, true );
		if ( ! is_array( $before ) ) {
			return '';
		}
		$after = array( 'hash' => wp_hash( $token ) ) + $before;
		return update_user_meta( $user_id, self::META_KEY, wp_slash( $after ), $before ) ? $token : '';
	}

	/**
	 * Answers the link. Somebody who isn't logged in comes back here once they are.
	 */
	public function confirm(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- the token is the proof.
		$token = $_GET[ self::QUERY ] ?? '';
		if ( ! is_string( $token ) || '' === $token ) {
			return;
		}
		if ( ! is_user_logged_in() ) {
			wp_safe_redirect( wp_login_url( self::url( $token ) ) );
			exit;
		}
		$done = $this->change( get_current_user_id(), $token ) ? 'changed' : 'expired';
		wp_safe_redirect( add_query_arg( 'restart_email', $done, Therestart_Pages::url( 'my-account' ) ) );
		exit;
	}

	/**
	 * Returns the address that waits for its link to be followed, "" if none does.
	 */
	public static function waiting( int $user_id ): string {
		$asked = get_user_meta( $user_id, self::META_KEY, true );
		return is_array( $asked ) && $asked['until'] > time() ? (string) $asked['email'] : '';
	}

	private function change( int $user_id, string $token ): bool {
		$asked = get_user_meta( $user_id, self::META_KEY, true );
		if ( ! is_array( $asked ) || $asked['until'] < time() || ! hash_equals( $asked['hash'], wp_hash( $token ) ) ) {
			return false;
		}
		delete_user_meta( $user_id, self::META_KEY );
		$changed = array(
			'ID'         => $user_id,
			'user_email' => $asked['email'],
		);
		if ( is_wp_error( wp_update_user( wp_slash( $changed ) ) ) ) {
			return false;
		}
		$this->plugin->prove_email( get_userdata( $user_id ) ); // After the update, which forgets the old one's proof.
		return true;
	}

	private function mail_link( string $email, string $token ): void {
		$paragraphs = array(
			__( 'Hello,', 'therestart' ),
			__( 'Please follow this link to use this e-mail address for your account:', 'therestart' ),
			self::url( $token ),
			__( 'It works for one day. If you didn’t ask for it, do nothing: then nothing changes.', 'therestart' ),
		);
		$this->plugin->send_mail( $email, __( 'Your new e-mail address', 'therestart' ), ...$paragraphs );
	}

	private function mail_to_other_account( string $email ): void {
		$paragraphs = array(
			__( 'Hello,', 'therestart' ),
			__(
				'Somebody, probably you, wanted to use this e-mail address for another account. It belongs to an account of its own already, so nothing was changed.',
				'therestart'
			),
			__( 'Log in with it:', 'therestart' ) . "\n" . Therestart_Pages::url( 'login' ),
		);
		$this->plugin->send_mail( $email, __( 'This address is in use', 'therestart' ), ...$paragraphs );
	}

	private static function url( string $token ): string {
		return add_query_arg( self::QUERY, $token, Therestart_Pages::url( 'my-account' ) );
	}
}
