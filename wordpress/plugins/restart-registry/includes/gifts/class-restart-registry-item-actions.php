<?php
/**
 * What forms do with the gifts of one's own registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Has one method for each action; Restart_Registry_Actions asks for nonce and login before.
 */
final class Restart_Registry_Item_Actions {

	private const MOST_ITEMS = 500; // The API takes no more in one registry.

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Gate $gate,
		private Restart_Registry_Page_Fetcher $fetcher,
		private Restart_Registry_Rate_Limit $limit,
		private Restart_Registry_Forms $forms
	) {
	}

	/**
	 * Adds a gift, and only one if the form is sent twice.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function add_item( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$data     = is_wp_error( $registry ) ? $registry : Restart_Registry_Item_Input::read( $request );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		$key  = Restart_Registry_Form_Key::read( $request );
		$item = $this->controller->add_item( $registry['id'], $data + array( 'idempotency_key' => $key ) );
		if ( is_wp_error( $item ) && '' !== $key ) {
			return $this->added_before( $item, $registry['id'] );
		}
		return $this->shown( $registry, $item );
	}

	/**
	 * Changes what was sent and leaves the rest.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function update_item( Restart_Registry_Request $request ): array|WP_Error {
		$registry_id = $request->number( 'registry_id' );
		$item        = $this->gate->item_to_edit( $registry_id, $request->number( 'item_id' ) );
		$data        = is_wp_error( $item ) ? $item : Restart_Registry_Item_Input::read( $request, $item );
		$item        = is_wp_error( $data ) ? $data : $this->controller->update_item( $registry_id, $item, $data );
		return $this->shown( array( 'id' => $registry_id ), $item );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function delete_item( Restart_Registry_Request $request ): array|WP_Error {
		$registry_id = $request->number( 'registry_id' );
		$item        = $this->gate->item_to_edit( $registry_id, $request->number( 'item_id' ) );
		$deleted     = is_wp_error( $item ) ? $item : $this->controller->delete_item( $registry_id, $item['id'] );
		return is_wp_error( $deleted ) ? $deleted : array( 'item_id' => $item['id'] );
	}

	/**
	 * Takes the whole order (from scripts), or one gift and its direction (from buttons).
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function reorder_items( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$items    = is_wp_error( $registry ) ? $registry : $this->controller->get_registry_items( $registry['id'] );
		if ( is_wp_error( $items ) ) {
			return $items;
		}
		$there = array_map( 'intval', array_column( $items, 'id' ) );
		$ids   = $request->numbers( 'item_ids' );
		$ids   = $ids ? $ids : self::moved( $there, $request->number( 'item_id' ), $request->line( 'direction' ) );
		if ( ! $ids || array_diff( $ids, $there ) ) {
			return Restart_Registry_Answers::no_such_item();
		}
		$order = $this->controller->reorder_items( $registry['id'], $ids );
		return is_wp_error( $order ) ? $order : array( 'item_ids' => $order );
	}

	/**
	 * Returns what a shop says about a product.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function fetch_url( Restart_Registry_Request $request ): array|WP_Error {
		$refusal = current_user_can( 'edit_restart_registries' )
			? $this->limit->refusal( 'fetch_url' )
			: Restart_Registry_Answers::not_allowed();
		return $refusal ?? $this->fetcher->product( $request->line( 'url' ) );
	}

	/**
	 * Explains a 409: the first answer got lost on its way, and the form was changed before it was sent again. The API
	 * answers 409 to a full list, too.
	 */
	private function added_before( WP_Error $error, int $registry_id ): WP_Error {
		$items = 409 === Restart_Registry_Answers::status( $error )
			? $this->controller->get_registry_items( $registry_id )
			: $error;
		if ( is_wp_error( $items ) || count( $items ) >= self::MOST_ITEMS ) {
			return $error;
		}
		$sentence = __(
			'Your first try did get through: the gift is in your registry, with the words you used then. Load the page again to see and change it. To add another gift, send the form once more.',
			'restart-registry'
		);
		return new WP_Error( 'restart_added_before', $sentence, array( 'status' => 409 ) );
	}

	/**
	 * @param array<string, mixed>|WP_Error $registry At least its id.
	 * @param array<string, mixed>|WP_Error $item     Of the controller.
	 * @return array<string, mixed>|WP_Error
	 */
	private function shown( array|WP_Error $registry, array|WP_Error $item ): array|WP_Error {
		if ( is_wp_error( $item ) ) {
			return $item;
		}
		$row = array(
			'registry_id' => $registry['id'],
			'item'        => $item,
			'forms'       => $this->forms,
		);
		return array(
			'item_id'      => $item['id'],
			'is_affiliate' => (bool) ( $item['is_affiliate'] ?? false ),
			'retailer'     => (string) ( $item['retailer'] ?? '' ),
			'html'         => Restart_Registry_View::html( 'gifts/item-row', $row ),
		);
	}

	/**
	 * @param int[] $ids In their order.
	 * @return int[] The same ids with one moved; none if it isn't there.
	 */
	private static function moved( array $ids, int $id, string $direction ): array {
		$from = array_search( $id, $ids, true );
		if ( false === $from || ! in_array( $direction, array( 'up', 'down' ), true ) ) {
			return array();
		}
		$to           = max( 0, min( count( $ids ) - 1, $from + ( 'up' === $direction ? -1 : 1 ) ) );
		$ids[ $from ] = $ids[ $to ];
		$ids[ $to ]   = $id;
		return $ids;
	}
}
