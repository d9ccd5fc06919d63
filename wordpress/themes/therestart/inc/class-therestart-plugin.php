<?php
/**
 * The plugin behind the theme.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Where the theme meets the plugin Restart Registry. Without the plugin the site stands, and says so.
 */
final class Therestart_Plugin {

	/**
	 * Everything else here needs it.
	 */
	public function is_active(): bool {
		return class_exists( 'Restart_Registry_Plugin', false );
	}

	/**
	 * What is done with registries.
	 */
	public function controller(): Restart_Registry_Controller {
		return Restart_Registry_Plugin::controller();
	}

	/**
	 * What one of its forms has just done and led here, "" for nothing.
	 */
	public function news(): string {
		return Restart_Registry_Answers::by_address();
	}

	/**
	 * Plain text, from whom the plugin's settings say.
	 */
	public function send_mail( string $to, string $subject, string ...$paragraphs ): bool {
		return Restart_Registry_Plugin::mailer()->send( $to, $subject, ...$paragraphs );
	}

	/**
	 * Somebody has shown that he reads the mail to his address.
	 */
	public function prove_email( WP_User $user ): void {
		( new Restart_Registry_Email_Proof() )->prove( $user );
	}

	/**
	 * Out of every browser and every program.
	 */
	public function sign_out_everywhere( int $user_id ): void {
		Restart_Registry_Sign_Out::everywhere( $user_id );
	}

	/**
	 * Null, or why this can't be done so often.
	 */
	public function too_often( string $action ): ?WP_Error {
		return ( new Restart_Registry_Rate_Limit() )->refusal( $action );
	}

	/**
	 * Whether this address has had enough mail of this kind.
	 */
	public function has_enough_mail( string $action, string $email ): bool {
		$recipient = array( 'recipient' => Restart_Registry_Rate_Limit::mailbox( $email ) );
		return null !== ( new Restart_Registry_Rate_Limit() )->refusal( $action, $recipient );
	}

	/**
	 * Does `do_action( $hook, ...$arguments )` in a request of its own.
	 */
	public function afterwards( string $hook, string ...$arguments ): void {
		Restart_Registry_Jobs::add( $hook, ...$arguments );
	}

	/**
	 * Where browsers reach the API, "" if that isn't set up.
	 */
	public function api_url(): string {
		return untrailingslashit( Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_URL ) );
	}

	/**
	 * The key that a gateway wants from browsers. No secret: it is there to count.
	 */
	public function browser_api_key(): string {
		return Restart_Registry_Options::get( Restart_Registry_Options::BROWSER_API_KEY );
	}
}
