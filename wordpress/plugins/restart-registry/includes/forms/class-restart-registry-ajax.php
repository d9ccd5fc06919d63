<?php
/**
 * The actions of admin-ajax.php.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes forms from scripts and answers in JSON.
 */
final class Restart_Registry_Ajax {

	public function __construct( private Restart_Registry_Actions $actions ) {
	}

	/**
	 * Hooks this part in, for guests, too: anyone who was logged in a moment ago is told in words that they aren't now.
	 */
	public function add_hooks(): void {
		foreach ( array_keys( $this->actions->set->ajax_actions() ) as $name ) {
			add_action( "wp_ajax_$name", array( $this, 'answer' ) );
			add_action( "wp_ajax_nopriv_$name", array( $this, 'answer' ) );
		}
	}

	/**
	 * Answers all actions. WordPress calls this only for those above.
	 */
	public function answer(): void {
		$name   = (string) preg_replace( '/^wp_ajax_(nopriv_)?/', '', (string) current_action() );
		$action = $this->actions->set->ajax_actions()[ $name ];
		$answer = $this->actions->run( $action );
		if ( is_wp_error( $answer ) ) {
			wp_send_json_error( self::refusal( $answer ), Restart_Registry_Answers::status( $answer ) );
		}
		wp_send_json_success( $answer, 'add_item' === $action || 'create' === $action ? 201 : 200 );
	}

	/**
	 * Returns what a page can use of it. The rest (why the API was silent) is for administrators.
	 *
	 * @return array<string, mixed>
	 */
	private static function refusal( WP_Error $error ): array {
		$data = (array) $error->get_error_data();
		return array(
			'message' => $error->get_error_message(),
			'code'    => $error->get_error_code(),
			'errors'  => (object) Restart_Registry_Answers::by_field( $error ),
		) + array_intersect_key( $data, array_flip( array( 'remaining', 'html' ) ) );
	}
}
