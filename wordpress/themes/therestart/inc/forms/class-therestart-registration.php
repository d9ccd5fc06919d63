<?php
/**
 * Making an account.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes a name and an address, and answers the same whether the address has an account or not. Everything else goes by
 * mail to that address.
 *
 * No password is typed here: whoever chose one for somebody else's address could find out by logging in with it that
 * there was no account before. The mail has a link to choose one, which proves the address as well.
 */
final class Therestart_Registration implements Therestart_Form {

	private const JOB = 'therestart_register';

	private const SUFFIX_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'; // None that are mistaken for each other.

	public function __construct( private Therestart_Plugin $plugin, private Therestart_Registration_Mail $mail ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( self::JOB, array( $this, 'register' ), 10, 2 );
	}

	public function may_submit(): bool {
		return ! is_user_logged_in() && $this->plugin->is_active();
	}

	/**
	 * @param array<string, string> $typed first_name, email; website has to be empty.
	 */
	public function submit( array $typed ): string|WP_Error {
		$name   = Therestart_Name::clean( $typed['first_name'] ?? '' );
		$email  = trim( $typed['email'] ?? '' );
		$errors = $this->errors( $name, $email );
		if ( $errors->has_errors() ) {
			return $errors;
		}
		$too_often = $this->plugin->too_often( 'register' );
		if ( $too_often ) {
			return new WP_Error( 'form', $too_often->get_error_message(), $too_often->get_error_data() );
		}
		if ( '' === ( $typed['website'] ?? '' ) ) { // Only programs fill it in.
			$this->plugin->afterwards( self::JOB, $name, $email );
		}
		return '';
	}

	public function thanks(): string {
		return __(
			'Thank you. We’ve just sent you an e-mail: please open it and follow the link in it to go on. If it isn’t there in a few minutes, look into the folder for spam.',
			'therestart'
		);
	}

	private function errors( string $name, string $email ): WP_Error {
		$errors = new WP_Error();
		if ( ! get_option( 'users_can_register' ) ) {
			$errors->add( 'form', __( 'We take no new members at the moment.', 'therestart' ) );
		}
		if ( Therestart_Name::problem( $name ) ) {
			$errors->add( 'first_name', Therestart_Name::problem( $name ) );
		}
		if ( ! is_email( $email ) ) {
			$errors->add(
				'email',
				__( 'That doesn’t look like an e-mail address. It should be like name@example.com.', 'therestart' )
			);
		}
		return $errors;
	}

	/**
	 * In a request of its own: that of the visitor does the same work for every address.
	 */
	public function register( string $name, string $email ): void {
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
			error_log(
				'therestart: no account could be made: ' . $id->get_error_code()
			); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- nobody else is told.
			return;
		}
		$this->mail->to_newcomer( get_userdata( $id ) );
	}

	/**
	 * The user name is made up, so that nobody learns from it which are taken. One logs in with the address.
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
	 * Like `ada-7kp3`: letters and digits only, so never an `@`.
	 */
	private function free_login( string $name ): string {
		$start = substr( preg_replace( '/[^a-z0-9]/', '', strtolower( remove_accents( $name ) ) ), 0, 20 );
		do {
			$suffix = '';
			for ( $length = 0; $length < 4; $length++ ) {
				$suffix .= self::SUFFIX_LETTERS[ random_int( 0, strlen( self::SUFFIX_LETTERS ) - 1 ) ];
			}
			$login = ( '' === $start ? 'friend' : $start ) . "-$suffix";
		} while ( username_exists( $login ) );
		return $login;
	}
}
