<?php
/**
 * Changing one's account.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The form on the page "My account".
 */
final class Therestart_Profile implements Therestart_Form {

	/**
	 * Of the plugin's mailer: no mail about purchases when it is "0".
	 */
	public const NOTIFY = 'restart_notify_on_purchase';

	public function __construct( private Therestart_Plugin $plugin, private Therestart_Email_Change $email_change ) {
	}

	public function may_submit(): bool {
		return is_user_logged_in() && $this->plugin->is_active();
	}

	/**
	 * @param array<string, string> $typed display_name, email, notify; current_password for a new e-mail address.
	 */
	public function submit( array $typed ): string|WP_Error {
		$user   = wp_get_current_user();
		$name   = Therestart_Name::clean( $typed['display_name'] ?? '' );
		$email  = trim( $typed['email'] ?? '' );
		$errors = $this->errors( $name, $email );
		if ( $errors->has_errors() ) {
			return $errors;
		}
		$is_moving = 0 !== strcasecmp( $email, $user->user_email );
		$refusal   = $is_moving ? $this->refusal( $user, $typed['current_password'] ?? '' ) : null;
		if ( $refusal ) {
			return $refusal;
		}
		$changed = array(
			'ID'           => $user->ID,
			'display_name' => $name,
			'first_name'   => $name,
			'nickname'     => $name,
		);
		$result  = wp_update_user( wp_slash( $changed ) );
		if ( is_wp_error( $result ) ) {
			return new WP_Error( 'form', __( 'That couldn’t be saved. Please try again.', 'therestart' ) );
		}
		update_user_meta( $user->ID, self::NOTIFY, '1' === ( $typed['notify'] ?? '' ) ? '1' : '0' );
		if ( $is_moving ) {
			$this->email_change->ask( $user, $email );
		}
		return '';
	}

	public function thanks(): string {
		return __(
			'Saved. If you changed your e-mail address, we’ve sent a message to the new one: it counts as soon as you follow the link in it.',
			'therestart'
		);
	}

	/**
	 * Whoever finds an open laptop could else take the account with him. Each change sends a mail, perhaps to a stranger.
	 */
	private function refusal( WP_User $user, string $password ): ?WP_Error {
		if ( '' === $password ) {
			return new WP_Error(
				'current_password',
				__( 'For a new e-mail address please type your password, too.', 'therestart' )
			);
		}
		$too_often = $this->plugin->too_often( 'change_email' );
		if ( $too_often ) {
			return new WP_Error( 'form', $too_often->get_error_message(), $too_often->get_error_data() );
		}
		$known = wp_authenticate( $user->user_login, wp_slash( $password ) ); // So that guesses are counted.
		if ( $known instanceof WP_User && $known->ID === $user->ID ) {
			return null;
		}
		$sentence = __( 'That is not your password. Your e-mail address is unchanged.', 'therestart' );
		return new WP_Error( 'current_password', $sentence, array( 'status' => 403 ) );
	}

	private function errors( string $name, string $email ): WP_Error {
		$errors = new WP_Error();
		if ( Therestart_Name::problem( $name ) ) {
			$errors->add( 'display_name', Therestart_Name::problem( $name ) );
		}
		if ( ! is_email( $email ) ) {
			$errors->add(
				'email',
				__( 'That doesn’t look like an e-mail address. It should be like name@example.com.', 'therestart' )
			);
		}
		return $errors;
	}
}
