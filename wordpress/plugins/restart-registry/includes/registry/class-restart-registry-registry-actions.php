<?php
/**
 * What forms do with a registry as a whole.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * One method for each action; Restart_Registry_Actions asks for nonce and login before.
 */
final class Restart_Registry_Registry_Actions {

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Gate $gate
	) {
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function create( Restart_Registry_Request $request ): array|WP_Error {
		if ( ! current_user_can( 'publish_restart_registries' ) ) {
			return Restart_Registry_Answers::not_allowed();
		}
		$data = Restart_Registry_Registry_Input::read( $request, true );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		$more     = array(
			'is_public'    => false,
			'creation_key' => Restart_Registry_Form_Key::read( $request ),
		);
		$registry = $this->controller->create_registry( get_current_user_id(), $data + $more );
		return is_wp_error( $registry ) ? $registry : array(
			'registry_id' => $registry['id'],
			'redirect'    => self::shown( $registry, 'create' ),
		);
	}

	/**
	 * Changes what was sent and leaves the rest. An owner's settings come with it, as the page has one form for all.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function update( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$data     = is_wp_error( $registry )
			? $registry
			: Restart_Registry_Registry_Input::read( $request, $request->has( 'title' ) );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		$updated  = $this->controller->update_registry( $registry['id'], $data );
		$is_owner = get_current_user_id() === $registry['user_id'];
		if ( ! is_wp_error( $updated ) && $is_owner && $request->has( 'notify_on_purchase' ) ) {
			self::store_notification_pref( $request );
		}
		return $this->changed( $updated, 'update' );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function archive( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		return is_wp_error( $registry )
			? $registry
			: $this->changed( $this->controller->archive_registry( $registry['id'] ), 'archive' );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function restore( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		return is_wp_error( $registry )
			? $registry
			: $this->changed( $this->controller->restore_registry( $registry['id'] ), 'restore' );
	}

	/**
	 * Nobody can bring it back, so it has to be said twice.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function delete( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		if ( ! is_wp_error( $registry ) && ! $request->flag( 'is_sure' ) ) {
			$sentence = __( 'Nothing is deleted yet. Please tick the box if you are sure.', 'restart-registry' );
			return Restart_Registry_Answers::invalid( array( 'is_sure' => $sentence ) );
		}
		$deleted = is_wp_error( $registry ) ? $registry : $this->controller->delete_registry( $registry['id'] );
		if ( is_wp_error( $deleted ) ) {
			return $deleted;
		}
		return array(
			'redirect' => Restart_Registry_Answers::address( 'delete', Restart_Registry_Pages::url( 'my-registries' ) ),
		);
	}

	/**
	 * Changes one's own. A field that wasn't sent isn't a no.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function update_notification_prefs( Restart_Registry_Request $request ): array|WP_Error {
		if ( ! $request->has( 'notify_on_purchase' ) ) {
			return Restart_Registry_Answers::invalid(
				array(
					'notify_on_purchase' => __( 'Please say whether you want these e-mails.', 'restart-registry' ),
				)
			);
		}
		return array( 'notify_on_purchase' => self::store_notification_pref( $request ) );
	}

	private static function store_notification_pref( Restart_Registry_Request $request ): bool {
		$is_wanted = $request->flag( 'notify_on_purchase' );
		update_user_meta( get_current_user_id(), Restart_Registry_Mailer::NOTIFY_META, $is_wanted ? '1' : '0' );
		return $is_wanted;
	}

	/**
	 * Leads to the page, which has to be shown anew.
	 *
	 * @param array<string, mixed>|WP_Error $registry Of the controller.
	 * @return array<string, mixed>|WP_Error
	 */
	private function changed( array|WP_Error $registry, string $action ): array|WP_Error {
		return is_wp_error( $registry ) ? $registry : array(
			'registry_id' => $registry['id'],
			'is_public'   => $registry['is_public'],
			'redirect'    => self::shown( $registry, $action ),
		);
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private static function shown( array $registry, string $action ): string {
		return Restart_Registry_Answers::address( $action, $registry['permalink'] );
	}
}
