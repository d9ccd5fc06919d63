<?php
/**
 * Forms on their way in.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes a form from a script (admin-ajax.php) or from a browser without scripts (the page itself), and asks for the
 * same things both times: intent, then the right, then the deed.
 */
final class Therestart_Posted_Forms {

	public const FIELD       = 'restart_form';
	public const NONCE_FIELD = 'nonce';

	/**
	 * As `restart_<name>`. The others post to their page alone.
	 */
	private const BY_AJAX = array( 'register', 'update_profile', 'contact_submit' );

	/**
	 * What was refused in this request, so that the page can show it again.
	 *
	 * @var array<string, array{errors: WP_Error, typed: array<string, string>}>
	 */
	private array $refused = array();

	/**
	 * @param array<string, Therestart_Form> $forms By name.
	 */
	public function __construct( private array $forms ) {
	}

	/**
	 * Hooks this part in. Guests too: they are refused in words, by the form.
	 */
	public function add_hooks(): void {
		foreach ( self::BY_AJAX as $name ) {
			add_action( "wp_ajax_restart_$name", array( $this, 'answer_script' ) );
			add_action( "wp_ajax_nopriv_restart_$name", array( $this, 'answer_script' ) );
		}
		add_action( 'template_redirect', array( $this, 'answer_page' ), 5 );
	}

	/**
	 * For `wp_ajax_…`.
	 */
	public function answer_script(): void {
		$name   = substr(
			sanitize_key( $_REQUEST['action'] ?? '' ),
			strlen( 'restart_' )
		); // phpcs:ignore WordPress.Security.NonceVerification -- in take().
		$answer = $this->take( $name, Restart_Registry_Request::current()->typed() );
		if ( is_wp_error( $answer ) ) {
			wp_send_json_error( self::in_json( $answer ), (int) ( $answer->get_error_data()['status'] ?? 422 ) );
		}
		$done = array(
			'message'  => $this->forms[ $name ]->thanks(),
			'redirect' => $answer,
		);
		wp_send_json_success( $done );
	}

	/**
	 * For a form without scripts. When it went well the browser is sent on, so that reloading doesn't send it again.
	 */
	public function answer_page(): void {
		$typed = Restart_Registry_Request::current()->typed();
		$name  = $typed[ self::FIELD ] ?? '';
		if ( ! isset( $this->forms[ $name ] ) ) {
			return;
		}
		nocache_headers();
		$answer = $this->take( $name, $typed );
		if ( is_wp_error( $answer ) ) {
			$this->refused[ $name ] = array(
				'errors' => $answer,
				'typed'  => $typed,
			);
			return;
		}
		$here = Restart_Registry_Answers::signed( $name, add_query_arg( Restart_Registry_Answers::DONE, $name ) );
		wp_safe_redirect( '' === $answer ? $here : $answer, 303 );
		exit;
	}

	/**
	 * What a view has to know to show this form.
	 *
	 * @return array{name: string, thanks: string, errors: array<string, string>, typed: array<string, string>, fields: Restart_Registry_Form}
	 */
	public function state( string $name ): array {
		$refused = $this->refused[ $name ] ?? array();
		$is_done = Restart_Registry_Answers::action_by_address() === $name;
		$errors  = $refused ? self::by_field( $refused['errors'] ) : array();
		$typed   = $refused['typed'] ?? array();
		return array(
			'name'   => $name,
			'thanks' => $is_done && ! $refused ? $this->forms[ $name ]->thanks() : '',
			'errors' => $errors,
			'typed'  => $typed,
			'fields' => new Restart_Registry_Form( $name, typed: $typed, errors: $errors, marks_optional: true ),
		);
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 */
	private function take( string $name, array $typed ): string|WP_Error {
		if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || ! wp_verify_nonce( $typed[ self::NONCE_FIELD ] ?? '', Restart_Registry_Actions::NONCE ) ) {
			$message = __(
				'This page was open for a long time. Nothing you typed is lost: please send it once more.',
				'therestart'
			);
			return new WP_Error( 'form', $message, array( 'status' => 403 ) );
		}
		if ( ! $this->forms[ $name ]->may_submit() ) {
			$message = is_user_logged_in() ? __(
				'You are logged in already.',
				'therestart'
			) : __( 'Please log in first.', 'therestart' );
			return new WP_Error( 'form', $message, array( 'status' => 403 ) );
		}
		return $this->forms[ $name ]->submit( $typed );
	}

	/**
	 * @return array{message: string, errors: array<string, string>}
	 */
	private static function in_json( WP_Error $errors ): array {
		return array(
			'message' => implode( ' ', $errors->get_error_messages() ),
			'errors'  => self::by_field( $errors ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function by_field( WP_Error $errors ): array {
		$sentences = array();
		foreach ( $errors->get_error_codes() as $field ) {
			$sentences[ $field ] = $errors->get_error_message( $field );
		}
		return $sentences;
	}
}
