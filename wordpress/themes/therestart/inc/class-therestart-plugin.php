<?php
/**
 * The plugin behind the theme.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells the theme what the plugin Restart Registry knows, and asks it for what only it can do. Without the plugin the
 * site works, and says that registries are being set up.
 */
final class Therestart_Plugin {

	/**
	 * The names of the theme's forms, and whether guests may send them.
	 */
	private const FORMS = array(
		'log_in'         => true,
		'register'       => true,
		'update_profile' => false,
		'sign_out'       => false,
		'contact_submit' => true,
		'start'          => false,
	);

	/**
	 * Returns whether the plugin is active, and new enough for the theme's forms. Every other method needs it.
	 */
	public static function is_active(): bool {
		return class_exists( 'Restart_Registry_Plugin', false ) && class_exists( 'Restart_Registry_Form_Set' );
	}

	/**
	 * Returns the theme's forms for the plugin's kit. The start form has a script of its own, and a browser offers to
	 * keep a password only when a page takes it.
	 */
	public function form_set(): Restart_Registry_Form_Set {
		return new Restart_Registry_Form_Set(
			self::FORMS,
			field: 'restart_form',
			ajax_prefix: 'restart_',
			page_only: array( 'log_in', 'sign_out', 'start' ),
			mark_optional: array_keys( self::FORMS )
		);
	}

	/**
	 * Returns what is done with registries.
	 */
	public function controller(): Restart_Registry_Controller {
		return Restart_Registry_Plugin::controller();
	}

	/**
	 * Returns what a form of the plugin has just done and led here, "" for nothing.
	 */
	public function news(): string {
		return Restart_Registry_Answers::by_address();
	}

	/**
	 * Sends plain text from the sender in the plugin's settings.
	 */
	public function send_mail( string $to, string $subject, string ...$paragraphs ): bool {
		return Restart_Registry_Plugin::mailer()->send( $to, $subject, ...$paragraphs );
	}

	/**
	 * Notes that somebody has shown that they read the mail to their address.
	 */
	public function prove_email( WP_User $user ): void {
		( new Restart_Registry_Email_Proof() )->prove( $user );
	}

	/**
	 * Logs a member out of every browser and every program.
	 */
	public function sign_out_everywhere( int $user_id ): void {
		Restart_Registry_Sign_Out::everywhere( $user_id );
	}

	/**
	 * Returns null, or why this can't be done so often.
	 */
	public function too_often( string $action ): ?WP_Error {
		return ( new Restart_Registry_Rate_Limit() )->refusal( $action );
	}

	/**
	 * Returns whether this address has had enough mail of this kind.
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
	 * Returns where browsers reach the API, "" if that isn't set up.
	 */
	public function api_url(): string {
		return untrailingslashit( Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_URL ) );
	}

	/**
	 * Returns the key that a gateway wants from browsers. It is no secret: it is there to count requests.
	 */
	public function browser_api_key(): string {
		return Restart_Registry_Options::get( Restart_Registry_Options::BROWSER_API_KEY );
	}
}
