<?php
/**
 * Who may do something with a registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Asks the rights before every action. To the API the plugin is an administrator, so nobody asks after this.
 */
final class Restart_Registry_Gate {

	public function __construct( private Restart_Registry_Controller $controller ) {
	}

	/**
	 * @return array<string, mixed>|WP_Error The registry, if the current user may change it.
	 */
	public function to_edit( int $id ): array|WP_Error {
		$registry = $id ? $this->controller->get_registry( $id ) : null;
		return $registry && $this->controller->can_edit_registry( $id ) ? $registry : self::refusal();
	}

	/**
	 * @return array<string, mixed>|WP_Error The registry, if whoever asks may see it.
	 */
	public function to_view( int $id ): array|WP_Error {
		$registry = $id ? $this->controller->get_registry( $id ) : null;
		return $registry && $this->controller->can_view_registry( $id ) ? $registry : self::refusal();
	}

	/**
	 * A gift of a registry that the current user may change.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function item_to_edit( int $registry_id, int $item_id ): array|WP_Error {
		$registry = $this->to_edit( $registry_id );
		return is_wp_error( $registry ) ? $registry : $this->item( $registry_id, $item_id );
	}

	/**
	 * A gift of a registry that whoever asks may see.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function item_to_view( int $registry_id, int $item_id ): array|WP_Error {
		$registry = $this->to_view( $registry_id );
		return is_wp_error( $registry ) ? $registry : $this->item( $registry_id, $item_id );
	}

	/**
	 * One answer for all that isn't there and all that isn't theirs: it doesn't tell what exists.
	 */
	public static function refusal(): WP_Error {
		$what   = __( 'There is no such registry, or it is not open to you.', 'restart-registry' );
		$advice = __(
			'If you were logged in before, please log in again in another tab; what you typed stays here.',
			'restart-registry'
		);
		return new WP_Error( 'restart_not_found', "$what $advice", array( 'status' => 404 ) );
	}

	private function item( int $registry_id, int $item_id ): array|WP_Error {
		return ( $item_id ? $this->controller->get_item( $registry_id, $item_id ) : null )
			?? Restart_Registry_Answers::no_such_item();
	}
}
