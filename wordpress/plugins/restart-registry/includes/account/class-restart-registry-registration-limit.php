<?php
/**
 * Registering on WordPress's own page.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Limits how often somebody registers where the theme has no form of its own for it, because WordPress writes to any
 * address that was typed.
 */
final class Restart_Registry_Registration_Limit {

	public function __construct( private Restart_Registry_Rate_Limit $limit ) {
	}

	/**
	 * Hooks this part in as the last one, so that only what would send a mail counts.
	 */
	public function add_hooks(): void {
		add_filter( 'registration_errors', array( $this, 'limit' ), PHP_INT_MAX, 3 );
	}

	public function limit( mixed $errors, mixed $login = '', mixed $email = '' ): mixed {
		if ( ! $errors instanceof WP_Error || $errors->has_errors() ) {
			return $errors;
		}
		$recipient = array( 'recipient' => Restart_Registry_Rate_Limit::mailbox( (string) $email ) );
		$refusal   = $this->limit->refusal( 'register' ) ?? $this->limit->refusal( 'register_mail', $recipient );
		if ( $refusal ) {
			$errors->add( $refusal->get_error_code(), $refusal->get_error_message() );
		}
		return $errors;
	}
}
