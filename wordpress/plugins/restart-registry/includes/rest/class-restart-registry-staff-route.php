<?php
/**
 * GET restart-registry/v1/staff/{user id}
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells the API's service account whether a user is staff, so that it needs no right to list users.
 */
final class Restart_Registry_Staff_Route {

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
			'/staff/(?P<id>\d+)',
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => array( $this, 'read' ),
				'permission_callback' => array( $this, 'may_read' ),
			)
		);
	}

	/**
	 * Nobody else learns who is staff.
	 */
	public function may_read(): bool|WP_Error {
		if ( current_user_can( Restart_Registry_Capabilities::MANAGE ) ) {
			return true;
		}
		$message = __( 'Sorry, you are not allowed to do that.', 'restart-registry' );
		return new WP_Error( 'rest_forbidden', $message, array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * The same rule as the API's: the role, or the right.
	 */
	public function read( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$user = get_userdata( (int) $request['id'] );
		if ( ! $user ) {
			return new WP_Error(
				'rest_user_invalid_id',
				__( 'Invalid user ID.', 'restart-registry' ),
				array( 'status' => 404 )
			);
		}
		$is_admin = in_array( 'administrator', $user->roles, true )
			|| user_can( $user, Restart_Registry_Capabilities::MANAGE );
		return new WP_REST_Response( array( 'is_admin' => $is_admin ) );
	}
}
