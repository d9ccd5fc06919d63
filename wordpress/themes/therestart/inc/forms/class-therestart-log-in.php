<?php
/**
 * Logging in.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes the form on the page "Log in". A refusal has WordPress's words, and the plugin sees to it that they are the
 * same whether or not there is such an account.
 */
final class Therestart_Log_In {

	/**
	 * Reads log, pwd, rememberme, redirect_to.
	 *
	 * @return array{redirect: string}|WP_Error
	 */
	public function log_in( Restart_Registry_Request $request ): array|WP_Error {
		if ( is_user_logged_in() ) {
			return self::needless();
		}
		$typed    = $request->typed();
		$mistakes = $this->mistakes( $typed );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$credentials = array(
			'user_login'    => $typed['log'],
			'user_password' => wp_slash( $typed['pwd'] ), // WordPress hashes passwords with the slashes it adds.
			'remember'      => $request->flag( 'rememberme' ),
		);
		$user        = wp_signon( $credentials );
		return is_wp_error( $user ) ? self::refused( $user ) : array( 'redirect' => self::next( $request ) );
	}

	/**
	 * Refuses a form that is for guests only.
	 */
	public static function needless(): WP_Error {
		return new WP_Error(
			'restart_logged_in',
			__( 'You are logged in already.', 'therestart' ),
			array( 'status' => 403 )
		);
	}

	private static function refused( WP_Error $error ): WP_Error {
		$text     = wp_strip_all_tags( $error->get_error_message() );
		$sentence = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		$data     = array(
			'status' => 'restart_too_many' === $error->get_error_code() ? 429 : 403,
			'errors' => array( 'log' => $sentence ),
		);
		return new WP_Error( 'restart_log_in', $sentence, $data );
	}

	/**
	 * Only an address of this site is followed.
	 */
	private static function next( Restart_Registry_Request $request ): string {
		$home   = Therestart_Pages::url( 'my-registries' );
		$wanted = $request->line( 'redirect_to' );
		return '' === $wanted ? $home : wp_validate_redirect( $wanted, $home );
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 * @return array<string, string> Field => sentence.
	 */
	private function mistakes( array $typed ): array {
		$mistakes = array();
		if ( '' === trim( $typed['log'] ?? '' ) ) {
			$mistakes['log'] = __( 'Please type your e-mail address.', 'therestart' );
		}
		if ( '' === ( $typed['pwd'] ?? '' ) ) {
			$mistakes['pwd'] = __( 'Please type your password.', 'therestart' );
		}
		return $mistakes;
	}
}
