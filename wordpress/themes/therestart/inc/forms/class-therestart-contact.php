<?php
/**
 * Messages to those who run the site.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sends what somebody wrote to the administrator's address; nothing is stored.
 */
final class Therestart_Contact implements Therestart_Form {

	private const MAX_NAME_LENGTH    = 100;
	private const MAX_MESSAGE_LENGTH = 5000;

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	public function may_submit(): bool {
		return $this->plugin->is_active();
	}

	/**
	 * @param array<string, string> $typed contact_name, contact_email, message; website has to be empty: only programs fill it in.
	 */
	public function submit( array $typed ): string|WP_Error {
		$name    = Therestart_Name::clean( $typed['contact_name'] ?? '' );
		$email   = trim( $typed['contact_email'] ?? '' );
		$message = trim( wp_check_invalid_utf8( $typed['message'] ?? '', true ) );
		$errors  = $this->errors( $name, $email, $message );
		if ( $errors->has_errors() ) {
			return $errors;
		}
		$too_often = $this->plugin->too_often( 'contact' );
		if ( $too_often ) {
			return new WP_Error( 'form', $too_often->get_error_message(), $too_often->get_error_data() );
		}
		$is_program = '' !== ( $typed['website'] ?? '' ); // Thanked like everybody, so that it doesn't try another way.
		if ( ! $is_program && ! $this->send( $name, $email, $message ) ) {
			return new WP_Error(
				'form',
				__(
					'Your message couldn’t be sent. Nothing you typed is lost: please try again in a few minutes.',
					'therestart'
				),
				array( 'status' => 502 )
			);
		}
		return '';
	}

	public function thanks(): string {
		return __( 'Thank you. Your message is on its way, and a person will read it.', 'therestart' );
	}

	private function errors( string $name, string $email, string $message ): WP_Error {
		$errors = new WP_Error();
		if ( mb_strlen( $name ) > self::MAX_NAME_LENGTH ) {
			$errors->add( 'contact_name', __( 'Please use a name of at most 100 characters.', 'therestart' ) );
		}
		if ( ! is_email( $email ) ) {
			$errors->add(
				'contact_email',
				__( 'Please type the e-mail address that we should answer to.', 'therestart' )
			);
		}
		if ( '' === $message || mb_strlen( $message ) > self::MAX_MESSAGE_LENGTH ) {
			$errors->add( 'message', __( 'Please write a message of at most 5000 characters.', 'therestart' ) );
		}
		return $errors;
	}

	/**
	 * The name comes in the text and not in the header: there it could be read as more headers.
	 */
	private function send( string $name, string $email, string $message ): bool {
		/* translators: %s: name and e-mail address of a visitor. */
		$from    = sprintf( __( 'From: %s', 'therestart' ), trim( "$name <$email>" ) );
		$subject = __( 'A message from the contact form', 'therestart' );
		return wp_mail(
			(string) get_option( 'admin_email' ),
			$subject,
			"$from\n\n$message\n",
			array( "Reply-To: $email" )
		);
	}
}
