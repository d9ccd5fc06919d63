<?php
/**
 * The mail with the link to a new password.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Writes the mail with the link to a new password. WordPress's own names the site, the account, and the address of the
 * person who asked for it. Somebody else may read that mail, and somebody else may have asked.
 */
final class Restart_Registry_Password_Mail {

	/**
	 * Names the job that sends it.
	 */
	public const JOB = 'restart_registry_lost_password';

	private const NOT_SENT = 'retrieve_password_email_failure';

	/** @var array<string, string> The scope in which the last mail was counted. */
	private array $counted = array();

	public function __construct( private Restart_Registry_Rate_Limit $limit ) {
	}

	/**
	 * Hooks this part in. Every way to ask for the mail ends in retrieve_password().
	 */
	public function add_hooks(): void {
		add_filter( 'lostpassword_errors', array( $this, 'limit' ), PHP_INT_MAX, 2 );
		add_filter( 'retrieve_password_notification_email', array( $this, 'write' ), 10, 4 );
		add_action( self::JOB, array( $this, 'send' ) );
	}

	/**
	 * Sends it if there is such an account. A mail that could not be sent doesn't count: its recipient will ask again.
	 */
	public function send( string $name_or_email ): void {
		$this->counted = array();
		$sent          = retrieve_password( $name_or_email );
		if ( $this->counted && is_wp_error( $sent ) && self::NOT_SENT === $sent->get_error_code() ) {
			$this->limit->give_back( 'password_mail', $this->counted );
		}
	}

	/**
	 * Limits how often it is sent. People who run the site aren't limited: members ask them for it.
	 */
	public function limit( mixed $errors, mixed $user = false ): mixed {
		if ( ! $errors instanceof WP_Error || $errors->has_errors() || ! $user instanceof WP_User ) {
			return $errors;
		}
		if ( current_user_can( 'edit_users' ) ) {
			return $errors;
		}
		$recipient = array( 'recipient' => Restart_Registry_Rate_Limit::mailbox( $user->user_email ) );
		$refusal   = $this->limit->refusal( 'password_mail', $recipient );
		if ( $refusal ) {
			$errors->add( $refusal->get_error_code(), $refusal->get_error_message() );
			return $errors;
		}
		$this->counted = $recipient;
		return $errors;
	}

	/**
	 * @param array<string, mixed> $mail For wp_mail().
	 * @return array<string, mixed>
	 */
	public function write( array $mail, string $key, string $login, WP_User $user ): array {
		$query      = array(
			'action' => 'rp',
			'key'    => rawurlencode( $key ),
			'login'  => rawurlencode( $login ),
		);
		$paragraphs = array(
			__( 'Hello,', 'restart-registry' ),
			__(
				'somebody asked for a new password for the account with this e-mail address. If it was you, please follow this link to choose one:',
				'restart-registry'
			),
			add_query_arg( $query, network_site_url( 'wp-login.php', 'login' ) ),
			__( 'If it wasn’t you, do nothing: your password stays as it is.', 'restart-registry' ),
		);
		$ours       = array(
			'to'      => $user->user_email,
			'subject' => __( 'A new password', 'restart-registry' ),
			'message' => implode( "\n\n", $paragraphs ) . "\n",
		);
		return $ours + $mail;
	}
}
