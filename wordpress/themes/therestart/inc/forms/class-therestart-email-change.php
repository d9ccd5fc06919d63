<?php
/**
 * A new e-mail address.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Changes an address only once its owner has followed a link that was sent there. An address that belongs to another
 * account is treated the same on the page, and told the truth by mail.
 */
final class Therestart_Email_Change {

	private const META_KEY    = 'therestart_new_email';
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
	}

	/**
	 * With another theme their links lead nowhere. And a theme is never deleted while it is in use, so nothing stays.
	 */
	public function forget_all(): void {
		delete_metadata( 'user', 0, self::META_KEY, '', true );
	}

	/**
	 * Those whose day is over.
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
	 * Sends the link, when the answer is out. Only a hash of it is stored. For an address that has an account the page
	 * waits as well, for a link that was sent to nobody.
	 */
	public function ask( WP_User $user, string $email ): void {
		Therestart_Afterwards::run(
			function () use ( $user, $email ): void {
				$token = wp_generate_password( 32, false );
				$asked = array(
					'hash'  => wp_hash( $token ),
					'email' => $email,
					'until' => time() + self::TTL_SECONDS,
				);
				update_user_meta( $user->ID, self::META_KEY, wp_slash( $asked ) );
				if ( ! $this->plugin->has_enough_mail( 'new_address_mail', $email ) ) {
					email_exists( $email ) ? $this->mail_to_other_account( $email ) : $this->mail_link( $email, $token );
				}
			}
		);
	}

	/**
	 * Where the link leads. Whoever isn't logged in comes back here when he is.
	 */
	public function confirm(): void {
		$token = $_GET[ self::QUERY ] ?? ''; // phpcs:ignore WordPress.Security.NonceVerification -- the token is the proof.
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
	 * The address that waits for its link to be followed, "" if none does.
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
		$this->plugin->prove_email(
			get_userdata( $user_id )
		); // After the update, which forgets the proof of the old one.
		return true;
	}

	private function mail_link( string $email, string $token ): void {
		$paragraphs = array(
			__( 'Hello,', 'therestart' ),
			__( 'please follow this link to use this e-mail address for your account:', 'therestart' ),
			self::url( $token ),
			__( 'It works for one day. If you didn’t ask for it, do nothing: then nothing changes.', 'therestart' ),
		);
		$this->plugin->send_mail( $email, __( 'Your new e-mail address', 'therestart' ), ...$paragraphs );
	}

	private function mail_to_other_account( string $email ): void {
		$paragraphs = array(
			__( 'Hello,', 'therestart' ),
			__(
				'somebody, probably you, wanted to use this e-mail address for another account. It belongs to an account of its own already, so nothing was changed.',
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
