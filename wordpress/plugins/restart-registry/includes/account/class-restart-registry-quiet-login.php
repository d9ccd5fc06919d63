<?php
/**
 * Logging in and forgotten passwords.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Answers the same whether there is such an account or not, on wp-login.php and everywhere else, and takes as long.
 */
final class Restart_Registry_Quiet_Login {

	/**
	 * WordPress gives these codes when it doesn't know the name or the address. It hasn't looked at the password then.
	 */
	private const UNKNOWN = array( 'invalid_username', 'invalid_email', 'invalidcombo' );

	private const WRONG_PASSWORD = 'incorrect_password';

	private const MAX_BYTES = 254; // No name and no address is longer.

	public function __construct(
		private Restart_Registry_Email_Proof $proof,
		private Restart_Registry_Rate_Limit $limit
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'authenticate', array( $this, 'refuse_alike' ), 100, 3 );
		add_action( 'login_form_lostpassword', array( $this, 'answer_lost_password' ) );
		add_action( 'login_form_retrievepassword', array( $this, 'answer_lost_password' ) );
		add_filter( 'wp_login_errors', array( $this, 'say_what_was_sent' ) );
		add_action( 'after_password_reset', array( $this, 'count_as_proof' ) );
	}

	/**
	 * Gives one sentence and one code: by the code, wp-login.php decides whether to keep the name in the field.
	 */
	public function refuse_alike( mixed $user, mixed $name = '', mixed $password = '' ): mixed {
		$code = is_wp_error( $user ) ? $user->get_error_code() : '';
		if ( ! in_array( $code, array( ...self::UNKNOWN, self::WRONG_PASSWORD ), true ) ) {
			return $user;
		}
		if ( self::WRONG_PASSWORD !== $code ) {
			wp_hash_password( (string) $password ); // As much work as looking at a password.
		}
		return new WP_Error(
			self::WRONG_PASSWORD,
			__(
				'That didn’t work. Please check your address and your password, or ask for a new password.',
				'restart-registry'
			)
		);
	}

	/**
	 * Answers instead of WordPress, which shows an error for a name that it doesn't know. Another request looks whether
	 * there is such an account: this one does the same work for all, and gives the same answer when it was asked too
	 * often.
	 */
	public function answer_lost_password(): void {
		// phpcs:ignore WordPress.Security -- WordPress's form has no nonce; retrieve_password() sanitises.
		$typed = $_POST['user_login'] ?? '';
		if ( ! is_string( $typed ) ) {
			$_POST['user_login'] = ''; // WordPress takes it for a text, and ends with an error.
			return;
		}
		if ( '' === trim( $typed ) ) {
			return; // WordPress asks for it.
		}
		if ( ! $this->limit->refusal( 'lost_password' ) ) {
			Restart_Registry_Jobs::add(
				Restart_Registry_Password_Mail::JOB,
				substr( wp_unslash( $typed ), 0, self::MAX_BYTES )
			);
		}
		$next = $_POST['redirect_to'] ?? ''; // phpcs:ignore WordPress.Security -- wp_safe_redirect() checks.
		wp_safe_redirect(
			is_string( $next ) && '' !== $next ? wp_unslash( $next ) : 'wp-login.php?checkemail=confirm'
		);
		exit;
	}

	/**
	 * Replaces "Check your email", which would be a lie half of the time.
	 */
	public function say_what_was_sent( mixed $errors ): mixed {
		if ( is_wp_error( $errors ) && in_array( 'confirm', $errors->get_error_codes(), true ) ) {
			$errors->remove( 'confirm' );
			$errors->add(
				'confirm',
				__(
					'If there is an account for what you typed, a message with a link is on its way to its e-mail address. If nothing arrives in a few minutes, look into the folder for spam.',
					'restart-registry'
				),
				'message'
			);
		}
		return $errors;
	}

	/**
	 * Takes the link to choose a password for a proof. It went to the address of the account and nowhere else, and it
	 * dies when that address changes.
	 */
	public function count_as_proof( WP_User $user ): void {
		if ( '' === $this->proof->proved_email( $user ) ) {
			$this->proof->prove( $user );
		}
	}
}
