<?php
/**
 * What owners do about what was bought.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows who bought a gift, one gift at a time, and takes back purchases that did not happen. Restart_Registry_Actions
 * checks the nonce and the login before.
 */
final class Restart_Registry_Ledger_Actions {

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Gate $gate,
		private Restart_Registry_Forms $forms
	) {
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function list_purchases( Restart_Registry_Request $request ): array|WP_Error {
		return $this->shown( $request->number( 'registry_id' ), $request->number( 'item_id' ) );
	}

	/**
	 * Undoes a purchase without a token, for people who may change the registry.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function undo( int $registry_id, int $item_id, int $purchase_id ): array|WP_Error {
		$item   = $this->gate->item_to_edit( $registry_id, $item_id );
		$undone = is_wp_error( $item )
			? $item
			: $this->controller->undo_purchase( $registry_id, $item_id, $purchase_id, null );
		if (
			is_wp_error( $item )
			|| ( is_wp_error( $undone ) && 404 !== Restart_Registry_Answers::status( $undone ) )
		) {
			return $undone;
		}
		$shown = $this->shown( $registry_id, $item_id );
		$html  = is_wp_error( $shown ) ? array() : array( 'html' => $shown['html'] );
		return is_wp_error( $undone ) ? self::undone_before( $html ) : array( 'item_id' => $item_id ) + $html;
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	private function shown( int $registry_id, int $item_id ): array|WP_Error {
		$item      = $this->gate->item_to_edit( $registry_id, $item_id );
		$purchases = is_wp_error( $item ) ? $item : $this->controller->get_purchases( $registry_id, $item_id );
		if ( is_wp_error( $purchases ) ) {
			return $purchases;
		}
		$row         = array(
			'registry_id' => $registry_id,
			'item'        => $item,
			'purchases'   => $purchases,
			'forms'       => $this->forms,
		);
		$is_archived = $this->controller->get_registry( $registry_id )['is_archived'] ?? false;
		return array(
			'item_id'   => $item_id,
			'purchases' => $purchases,
			'message'   => (int) $item['quantity_purchased'] > 0
				? ''
				: __( 'Nobody has bought this at the moment.', 'restart-registry' ),
			'html'      => Restart_Registry_View::html( $is_archived ? 'gifts/item-archived' : 'gifts/item-row', $row ),
		);
	}

	/**
	 * Says so, with the gift as it is now.
	 *
	 * @param array<string, string> $html The gift, if it can be shown.
	 */
	private static function undone_before( array $html ): WP_Error {
		$sentence = __( 'This was undone already, perhaps by the person who bought it.', 'restart-registry' );
		return new WP_Error( 'restart_undone_before', $sentence, array( 'status' => 404 ) + $html );
	}
}
