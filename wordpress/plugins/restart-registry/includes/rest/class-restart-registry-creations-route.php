<?php
/**
 * GET restart-registry/v1/creations
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells people which registry they have made with the key in the header Idempotency-Key.
 *
 * This is for a client whose first answer got lost. The key is in a header, because addresses are logged.
 */
final class Restart_Registry_Creations_Route {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * One route, for reading.
	 */
	public function register(): void {
		register_rest_route(
			'restart-registry/v1',
			'/creations',
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'read' ),
				'permission_callback' => array( $this, 'may_read' ),
			)
		);
	}

	/**
	 * Everybody may ask for their own.
	 */
	public function may_read(): bool|WP_Error {
		if ( is_user_logged_in() ) {
			return true;
		}
		$message = __( 'Sorry, you are not allowed to do that.', 'restart-registry' );
		return new WP_Error( 'rest_forbidden', $message, array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * Waits for one that is being made at this moment. `id` is null if there is none.
	 */
	public function read( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$user_id = get_current_user_id();
		if ( ! Restart_Registry_Lock::take( "user$user_id" ) ) {
			return Restart_Registry_Lock::busy();
		}
		$made = Restart_Registry_Creation_Key::find( $user_id, (string) $request->get_header( 'Idempotency-Key' ) );
		Restart_Registry_Lock::release( "user$user_id" );
		return new WP_REST_Response( $made ?? array( 'id' => null, 'body' => '' ) );
	}
}
