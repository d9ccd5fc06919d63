<?php
/**
 * Messages to those who run the site.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sends what somebody wrote to the administrator's address. Nothing is stored.
 */
final class Therestart_Contact {

	private const MAX_NAME_LENGTH    = 100;
	private const MAX_MESSAGE_LENGTH = 5000;

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	/**
	 * Reads contact_name, contact_email, message, and website, which only programs fill in.
	 *
	 * @return array{message: string}|WP_Error
	 */
	public function contact_submit( Restart_Registry_Request $request ): array|WP_Error {
		$name     = Therestart_Name::clean( $request->line( 'contact_name' ) );
		$email    = $request->line( 'contact_email' );
		$message  = $request->text( 'message' );
		$mistakes = $this->mistakes( $name, $email, $message );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$too_often = $this->plugin->too_often( 'contact' );
		if ( $too_often ) {
			return $too_often;
		}
		// A program is thanked like everybody, so that it doesn't try another way.
		if ( '' === $request->line( 'website' ) && ! $this->send( $name, $email, $message ) ) {
			return self::not_sent();
		}
		return array( 'message' => Therestart_Thanks::sentence( 'contact_submit' ) );
	}

	private static function not_sent(): WP_Error {
		$sentence = __(
			'Your message couldn’t be sent. Nothing you typed is lost: please try again in a few minutes.',
			'therestart'
		);
		return new WP_Error( 'restart_mail_failed', $sentence, array( 'status' => 502 ) );
	}

	/**
	 * @return array<string, string> Field => sentence.
	 */
	private function mistakes( string $name, string $email, string $message ): array {
		$mistakes = array();
		if ( mb_strlen( $name ) > self::MAX_NAME_LENGTH ) {
			$mistakes['contact_name'] = __( 'Please use a name of at most 100 characters.', 'therestart' );
		}
		if ( ! is_email( $email ) ) {
			$mistakes['contact_email'] = __( 'Please type the e-mail address that we should answer to.', 'therestart' );
		}
		if ( '' === $message || mb_strlen( $message ) > self::MAX_MESSAGE_LENGTH ) {
			$mistakes['message'] = __( 'Please write a message of at most 5000 characters.', 'therestart' );
		}
		return $mistakes;
	}

	/**
	 * The name stands in the text and not in a header, where it could be read as more headers.
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
