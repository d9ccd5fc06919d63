<?php
/**
 * What forms of friends do.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Marks a gift as bought, and takes that back. Guests may do so, too, as far as the site lets them;
 * Restart_Registry_Actions checks the nonce.
 */
final class Restart_Registry_Purchase_Actions {

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Gate $gate,
		private Restart_Registry_Rate_Limit $limit,
		private Restart_Registry_Forms $forms,
		private Restart_Registry_Ledger_Actions $ledger
	) {
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function mark_purchased( Restart_Registry_Request $request ): array|WP_Error {
		$registry_id = $request->number( 'registry_id' );
		$refusal     = $this->guest_refusal() ?? $this->limit->refusal( 'mark_purchased' );
		$item        = $refusal ?? $this->gate->item_to_view( $registry_id, $request->number( 'item_id' ) );
		$data        = is_wp_error( $item ) ? $item : Restart_Registry_Purchase_Input::read( $request );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		$answer = $this->controller->mark_item_purchased( $registry_id, $item['id'], $data );
		return is_wp_error( $answer ) ? $this->too_late( $answer, $registry_id, $item['id'] ) : array(
			'registry_id' => $registry_id,
			'item_id'     => $item['id'],
			'purchase_id' => $answer['purchase']['id'],
			'undo_token'  => $answer['undo_token'],
			'name'        => $item['name'],
			'html'        => $this->card( $registry_id, $answer['item'] ),
		);
	}

	/**
	 * Takes a purchase back. A token stands for the right to see the registry, even if it was made private since. The
	 * API knows whether it is the right one; here every wrong one gets the same answer. Without a token, only the owner
	 * may undo.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function undo_purchased( Restart_Registry_Request $request ): array|WP_Error {
		$registry_id = $request->number( 'registry_id' );
		$item_id     = $request->number( 'item_id' );
		$purchase_id = $request->number( 'purchase_id' );
		$token       = $request->line( 'undo_token' );
		$refusal     = $this->limit->refusal( 'undo_purchased' );
		if ( $refusal ) {
			return $refusal;
		}
		if ( '' === $token ) {
			return $this->ledger->undo( $registry_id, $item_id, $purchase_id );
		}
		$undone = $this->controller->undo_purchase( $registry_id, $item_id, $purchase_id, $token );
		if ( is_wp_error( $undone ) ) {
			return self::may_work_later( $undone ) ? $undone : self::not_undone();
		}
		$item = $this->gate->item_to_view( $registry_id, $item_id );
		return array( 'item_id' => $item_id ) + (
			is_wp_error( $item ) ? array() : array( 'html' => $this->card( $registry_id, $item ) )
		);
	}

	/**
	 * Asks whether guests may buy, whatever the page has shown. Everybody who could buy before may take that back.
	 */
	private function guest_refusal(): ?WP_Error {
		if ( is_user_logged_in() || '1' === Restart_Registry_Options::get( Restart_Registry_Options::ALLOW_GUESTS ) ) {
			return null;
		}
		return new WP_Error(
			'restart_login',
			__( 'Please log in to say that you bought something.', 'restart-registry' ),
			array( 'status' => 401 )
		);
	}

	/**
	 * Says kindly that somebody else was faster, with the card as it is now.
	 */
	private function too_late( WP_Error $error, int $registry_id, int $item_id ): WP_Error {
		$data = (array) $error->get_error_data();
		if ( ! isset( $data['remaining'] ) ) {
			return 409 === Restart_Registry_Answers::status( $error ) && $this->controller->is_open( $registry_id )
				? self::counted_before()
				: $error;
		}
		$left = (int) $data['remaining'];
		$item = $left ? null : $this->controller->get_item( $registry_id, $item_id );
		$html = is_array( $item ) ? array( 'html' => $this->card( $registry_id, $item ) ) : array();
		return new WP_Error(
			'restart_too_late',
			self::words_for( $left ),
			array( 'status' => 409, 'remaining' => $left ) + $html
		);
	}

	/**
	 * @param int $left How many are still wanted.
	 */
	private static function words_for( int $left ): string {
		if ( 0 === $left ) {
			return __(
				'Somebody else bought this just a moment ago, so it is taken care of. Thank you for thinking of it! If you have bought it already, most shops take it back.',
				'restart-registry'
			);
		}
		/* translators: %d: number of pieces. */
		$sentence = _n(
			'Somebody else bought one just now: only %d is still wanted. Thank you for thinking of it!',
			'Somebody else bought some just now: only %d are still wanted. Thank you for thinking of it!',
			$left,
			'restart-registry'
		);
		return sprintf( $sentence, $left );
	}

	/**
	 * Explains a 409: the first answer got lost on its way, and the form was changed before it was sent again.
	 */
	private static function counted_before(): WP_Error {
		$sentence = __(
			'Your first try did get through: it is marked as bought, with the words you used then. There is nothing more to do.',
			'restart-registry'
		);
		return new WP_Error( 'restart_counted_before', $sentence, array( 'status' => 409 ) );
	}

	/**
	 * Tells whether the API is asleep or was asked too often, neither of which says anything about the token.
	 */
	private static function may_work_later( WP_Error $error ): bool {
		$status = Restart_Registry_Answers::status( $error );
		return 429 === $status || $status >= 500;
	}

	private static function not_undone(): WP_Error {
		$sentence = __(
			'This can’t be undone here any more. Please tell your friend, who can change the registry.',
			'restart-registry'
		);
		return new WP_Error( 'restart_not_undone', $sentence, array( 'status' => 403 ) );
	}

	/**
	 * @param array<string, mixed> $item Of the controller.
	 */
	private function card( int $registry_id, array $item ): string {
		$card = array(
			'registry_id' => $registry_id,
			'item'        => $item,
			'forms'       => $this->forms,
			'may_buy'     => true,
		);
		return Restart_Registry_View::html( 'gifts/item-card', $card );
	}
}
