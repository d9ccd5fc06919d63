<?php
/**
 * What forms do with the people who are invited.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Has one method for each action; Restart_Registry_Actions asks for nonce and login before.
 */
final class Restart_Registry_Invitee_Actions {

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Gate $gate,
		private Restart_Registry_Forms $forms
	) {
	}

	/**
	 * Invites somebody. The answer is the same whether there is such a person or not.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function send_invite( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		if ( is_wp_error( $registry ) ) {
			return $registry;
		}
		$sent = $this->controller->send_invite( $registry['id'], $request->line( 'invitee' ) );
		return is_wp_error( $sent ) ? $this->not_sent( $sent, $registry['id'] ) : $this->shown( $registry['id'] );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function remove_invitee( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$removed  = is_wp_error( $registry )
			? $registry
			: $this->controller->remove_invitee( $registry['id'], $request->line( 'invitee' ) );
		return is_wp_error( $removed ) ? $removed : $this->shown( $registry['id'] );
	}

	/**
	 * Shows the list if only the mail didn't go out: they are on the list all the same.
	 */
	private function not_sent( WP_Error $error, int $registry_id ): WP_Error {
		$list = Restart_Registry_Invitations::is_on_list( $error ) ? $this->shown( $registry_id ) : $error;
		if ( ! is_wp_error( $list ) ) {
			$error->add_data( $list + (array) $error->get_error_data() );
		}
		return $error;
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	private function shown( int $registry_id ): array|WP_Error {
		$invitees = $this->controller->get_registry_invites( $registry_id );
		if ( is_wp_error( $invitees ) ) {
			return $invitees;
		}
		$list = array(
			'registry_id' => $registry_id,
			'invitees'    => $invitees,
			'forms'       => $this->forms,
		);
		return array( 'html' => Restart_Registry_View::html( 'owner/invitees', $list ) );
	}
}
