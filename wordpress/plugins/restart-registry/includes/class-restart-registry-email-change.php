<?php
/**
 * A new e-mail address.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps a new address between its owner and her new mailbox: somebody else may still read the old one.
 */
final class Restart_Registry_Email_Change {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'email_change_email', array( $this, 'tell_old_mailbox_little' ) );
	}

	/**
	 * WordPress's own words name the new address and the user name. That there was a change is said: she may not have
	 * made it.
	 *
	 * @param array<string, mixed> $mail For wp_mail().
	 * @return array<string, mixed>
	 */
	public function tell_old_mailbox_little( array $mail ): array {
		$paragraphs      = array(
			__( 'Hello,', 'restart-registry' ),
			/* translators: Keep ###SITENAME###, which is replaced. */
			__( 'the e-mail address of your account at ###SITENAME### was changed. We write to the new one from now on.', 'restart-registry' ),
			/* translators: Keep ###ADMIN_EMAIL###, which is replaced. */
			__( 'If it wasn’t you who changed it, please write to ###ADMIN_EMAIL###.', 'restart-registry' ),
		);
		$mail['subject'] = __( 'Your e-mail address was changed', 'restart-registry' );
		$mail['message'] = implode( "\n\n", $paragraphs ) . "\n";
		return $mail;
	}
}
