<?php
/**
 * Logging in.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The form on the page "Log in". What it says when it refuses comes from WordPress, where our plugin sees to it that it
 * is the same whether there is such an account or not.
 */
final class Therestart_Log_In implements Therestart_Form {

	public function may_submit(): bool {
		return ! is_user_logged_in();
	}

	/**
	 * @param array<string, string> $typed log, pwd, rememberme, redirect_to.
	 */
	public function submit( array $typed ): string|WP_Error {
		$missing = $this->missing( $typed );
		if ( $missing->has_errors() ) {
			return $missing;
		}
		$credentials = array(
			'user_login'    => $typed['log'],
			'user_password' => wp_slash( $typed['pwd'] ), // WordPress hashes passwords with the slashes it adds.
			'remember'      => '1' === ( $typed['rememberme'] ?? '' ),
		);
		$user        = wp_signon( $credentials );
		if ( is_wp_error( $user ) ) {
			$status = 'restart_too_many' === $user->get_error_code() ? 429 : 403;
			return new WP_Error(
				'log',
				html_entity_decode( wp_strip_all_tags( $user->get_error_message() ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
				array( 'status' => $status )
			);
		}
		$home = Therestart_Pages::url( 'my-registries' );
		return '' === ( $typed['redirect_to'] ?? '' ) ? $home : wp_validate_redirect( $typed['redirect_to'], $home );
	}

	public function thanks(): string {
		return __( 'You are logged in.', 'therestart' );
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 */
	private function missing( array $typed ): WP_Error {
		$errors = new WP_Error();
		if ( '' === trim( $typed['log'] ?? '' ) ) {
			$errors->add( 'log', __( 'Please type your e-mail address.', 'therestart' ) );
		}
		if ( '' === ( $typed['pwd'] ?? '' ) ) {
			$errors->add( 'pwd', __( 'Please type your password.', 'therestart' ) );
		}
		return $errors;
	}
}
