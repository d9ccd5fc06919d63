<?php
/**
 * Making an account.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes a name and an address, and answers the same whether or not the address has an account. Everything else is said
 * in a mail to that address.
 *
 * No password is typed here: anyone who chose one for another person's address could find out, by logging in with it,
 * that there was no account before. The mail has a link to choose one, which proves the address as well.
 */
final class Therestart_Registration {

	private const JOB = 'therestart_register';

	private const SUFFIX_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'; // None that are mistaken for each other.

	public function __construct( private Therestart_Plugin $plugin, private Therestart_Registration_Mail $mail ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( self::JOB, array( $this, 'make_account' ), 10, 2 );
	}

	/**
	 * Reads first_name, email, and website, which only programs fill in.
	 *
	 * @return array{message: string}|WP_Error
	 */
	public function register( Restart_Registry_Request $request ): array|WP_Error {
		$name    = Therestart_Name::clean( $request->line( 'first_name' ) );
		$email   = $request->line( 'email' );
		$refusal = $this->refusal( $name, $email ) ?? $this->plugin->too_often( 'register' );
		if ( $refusal ) {
			return $refusal;
		}
		if ( '' === $request->line( 'website' ) ) {
			$this->plugin->afterwards( self::JOB, $name, $email );
		}
		return array( 'message' => Therestart_Thanks::sentence( 'register' ) );
	}

	private function refusal( string $name, string $email ): ?WP_Error {
		if ( is_user_logged_in() ) {
			return Therestart_Log_In::needless();
		}
		if ( ! get_option( 'users_can_register' ) ) {
			$sentence = __( 'We take no new members at the moment.', 'therestart' );
			return new WP_Error( 'restart_closed', $sentence, array( 'status' => 403 ) );
		}
		$mistakes = array(
			'first_name' => Therestart_Name::problem( $name ),
			'email'      => Therestart_Name::email_problem( $email ),
		);
		$mistakes = array_filter( $mistakes, 'strlen' );
		return $mistakes ? Restart_Registry_Answers::invalid( $mistakes ) : null;
	}

	/**
	 * Runs in a request of its own, so that the visitor's does the same work for every address.
	 */
	public function make_account( string $name, string $email ): void {
		if ( $this->plugin->has_enough_mail( 'register_mail', $email ) ) {
			return;
		}
		$known = get_user_by( 'email', $email );
		if ( $known ) {
			$this->mail->to_member( $known );
			return;
		}
		$id = wp_insert_user( wp_slash( $this->account( $name, $email ) ) );
		if ( is_wp_error( $id ) ) {
			// phpcs:ignore WordPress.PHP.DevelopmentFunctions -- nobody else is told.
			error_log( 'therestart: no account could be made: ' . $id->get_error_code() );
			return;
		}
		$this->mail->to_newcomer( get_userdata( $id ) );
	}

	/**
	 * The user name is made up, so that nobody learns from it which are taken. People log in with their address.
	 *
	 * @return array<string, string> For wp_insert_user().
	 */
	private function account( string $name, string $email ): array {
		return array(
			'user_login'   => $this->free_login( $name ),
			'user_email'   => $email,
			'user_pass'    => wp_generate_password( 40 ),
			'first_name'   => $name,
			'nickname'     => $name,
			'display_name' => $name,
			'role'         => (string) get_option( 'default_role' ),
		);
	}

	/**
	 * Returns a name like `ada-7kp3`: letters and digits only, so never an `@`.
	 */
	private function free_login( string $name ): string {
		$start = substr( preg_replace( '/[^a-z0-9]/', '', strtolower( remove_accents( $name ) ) ), 0, 20 );
		$start = '' === $start ? 'friend' : $start;
		do {
			$login = "$start-" . self::suffix();
		} while ( username_exists( $login ) );
		return $login;
	}

	private static function suffix(): string {
		$suffix = '';
		for ( $length = 0; $length < 4; $length++ ) {
			$suffix .= self::SUFFIX_LETTERS[ random_int( 0, strlen( self::SUFFIX_LETTERS ) - 1 ) ];
		}
		return $suffix;
	}
}
