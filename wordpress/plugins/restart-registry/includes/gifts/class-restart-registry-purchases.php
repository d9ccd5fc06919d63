<?php
/**
 * What was bought from a registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Records in the API that somebody bought a gift, lists purchases and takes them back, and tells the owner.
 */
final class Restart_Registry_Purchases {

	private const TEXTS = array( 'purchaser_name', 'purchaser_email', 'note' );

	public function __construct(
		private Restart_Registry_Lambda_Client $client,
		private Restart_Registry_Owner_News $news,
		private Restart_Registry_Rate_Limit $limit
	) {
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $data     As the controller says.
	 * @return array<string, mixed>|WP_Error
	 */
	public function record( array $registry, int $item_id, array $data ): array|WP_Error {
		$refusal = $this->limit->refusal( 'record_purchase', array( 'registry' => $registry['id'] ) );
		if ( $refusal ) {
			return $refusal;
		}
		$key    = (string) ( $data['idempotency_key'] ?? '' );
		$header = array( 'Idempotency-Key' => '' === $key ? wp_generate_uuid4() : $key );
		$answer = $this->client->post(
			Restart_Registry_Items::path( $registry['id'], $item_id ) . '/purchases',
			self::fields( $data ),
			$header
		);
		$answer = Restart_Registry_Answers::of_api( $answer, Restart_Registry_Answers::no_such_item() );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$answer['item'] = Restart_Registry_Items::item( (array) $answer['item'] );
		$this->news->purchased( $registry, $answer['item'], $answer['purchase'] );
		return $answer;
	}

	/**
	 * Lists the purchases that weren't undone, the first one first.
	 *
	 * @return list<array<string, mixed>>|WP_Error
	 */
	public function all( int $registry_id, int $item_id ): array|WP_Error {
		$answer = $this->client->get( Restart_Registry_Items::path( $registry_id, $item_id ) . '/purchases' );
		$answer = Restart_Registry_Answers::of_api( $answer, Restart_Registry_Answers::no_such_item() );
		return is_wp_error( $answer ) ? $answer : array_values( array_filter( $answer, 'is_array' ) );
	}

	/**
	 * Takes a purchase back. A token that is sent has to match, whoever asks.
	 *
	 * @param array<string, mixed>|null $registry Of the controller; null if there is none any more.
	 */
	public function undo(
		?array $registry,
		int $registry_id,
		int $item_id,
		int $purchase_id,
		string $undo_token
	): bool|WP_Error {
		$path   = Restart_Registry_Items::path( $registry_id, $item_id ) . "/purchases/$purchase_id";
		$header = '' === $undo_token ? array() : array( 'X-Undo-Token' => $undo_token );
		$answer = Restart_Registry_Answers::of_api(
			$this->client->delete( $path, $header ),
			Restart_Registry_Answers::no_such_item()
		);
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		if ( $registry ) {
			$this->news->undone( $registry, $item_id, $purchase_id );
		}
		return true;
	}

	/**
	 * @param array<string, mixed> $data As the controller says.
	 * @return array<string, mixed>
	 */
	private static function fields( array $data ): array {
		$texts    = array_filter(
			array_map( 'strval', array_intersect_key( $data, array_flip( self::TEXTS ) ) ),
			'strlen'
		);
		$quantity = $data['quantity'] ?? 1;
		return $texts + array(
			'quantity'     => is_numeric( $quantity ) ? $quantity + 0 : $quantity,
			'is_anonymous' => (bool) ( $data['is_anonymous'] ?? false ),
		);
	}
}
