<?php
/**
 * Changing an account.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes the form on the page "My account".
 */
final class Therestart_Profile {

	/**
	 * Read by the plugin's mailer, which sends no mail about purchases when it is "0".
	 */
	public const NOTIFY = 'restart_notify_on_purchase';

	public function __construct( private Therestart_Plugin $plugin, private Therestart_Email_Change $email_change ) {
	}

	/**
	 * Reads display_name, email, notify, and current_password, which a new e-mail address needs.
	 *
	 * @return array{message: string}|WP_Error
	 */
	public function update_profile( Restart_Registry_Request $request ): array|WP_Error {
		$user     = wp_get_current_user();
		$name     = Therestart_Name::clean( $request->line( 'display_name' ) );
		$email    = $request->line( 'email' );
		$mistakes = $this->mistakes( $name, $email );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$is_moving = 0 !== strcasecmp( $email, $user->user_email );
		$refusal   = $is_moving ? $this->refusal( $user, $request->typed()['current_password'] ?? '' ) : null;
		$refusal ??= $this->save( $user, $name );
		if ( $refusal ) {
			return $refusal;
		}
		update_user_meta( $user->ID, self::NOTIFY, $request->flag( 'notify' ) ? '1' : '0' );
		if ( $is_moving ) {
			$this->email_change->ask( $user, $email );
		}
		return array( 'message' => Therestart_Thanks::sentence( 'update_profile' ) );
	}

	/**
	 * Returns null, or why it couldn't be saved.
	 */
	private function save( WP_User $user, string $name ): ?WP_Error {
		$changed = array(
			'ID'           => $user->ID,
			'display_name' => $name,
			'first_name'   => $name,
			'nickname'     => $name,
		);
		if ( ! is_wp_error( wp_update_user( wp_slash( $changed ) ) ) ) {
			return null;
		}
		$sentence = __( 'That couldn’t be saved. Please try again.', 'therestart' );
		return new WP_Error( 'restart_not_saved', $sentence, array( 'status' => 500 ) );
	}

	/**
	 * Returns null, or why the address can't be changed. Without the password, anybody who finds an open laptop could
	 * take the account over. Each change sends a mail, perhaps to a stranger, so there is a limit.
	 */
	private function refusal( WP_User $user, string $password ): ?WP_Error {
		if ( '' === $password ) {
			$sentence = __( 'For a new e-mail address please type your password, too.', 'therestart' );
			return Restart_Registry_Answers::invalid( array( 'current_password' => $sentence ) );
		}
		$too_often = $this->plugin->too_often( 'change_email' );
		if ( $too_often ) {
			return $too_often;
		}
		$known = wp_authenticate( $user->user_login, wp_slash( $password ) ); // So that guesses are counted.
		if ( $known instanceof WP_User && $known->ID === $user->ID ) {
			return null;
		}
		$sentence = __( 'That is not your password. Your e-mail address is unchanged.', 'therestart' );
		$data     = array(
			'status' => 403,
			'errors' => array( 'current_password' => $sentence ),
		);
		return new WP_Error( 'restart_password', $sentence, $data );
	}

	/**
	 * @return array<string, string> Field => sentence.
	 */
	private function mistakes( string $name, string $email ): array {
		$mistakes = array(
			'display_name' => Therestart_Name::problem( $name ),
			'email'        => Therestart_Name::email_problem( $email ),
		);
		return array_filter( $mistakes, 'strlen' );
	}
}
