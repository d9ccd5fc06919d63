<?php
/**
 * The gifts in a registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads and writes gifts through the API's nested routes: a gift is only ever touched within its own registry.
 *
 * The API doesn't ask this site about what its own account does, so `restart_item_ids` is written here.
 */
final class Restart_Registry_Items {

	private const MOST_ITEMS         = 500; // The API lets no registry have more.
	private const MAX_URL_CHARACTERS = 2000;
	private const TEXTS              = array( 'name', 'url', 'description', 'notes', 'image_url' );

	public function __construct(
		private Restart_Registry_Lambda_Client $client,
		private Restart_Registry_Affiliate_Converter $converter,
		private Restart_Registry_Item_List $order = new Restart_Registry_Item_List()
	) {
	}

	/**
	 * Makes one call. The API doesn't know the order, which is kept here.
	 *
	 * @return list<array<string, mixed>>|WP_Error
	 */
	public function all( int $registry_id ): array|WP_Error {
		$path  = "/items?registry_id=$registry_id&limit=" . self::MOST_ITEMS;
		$items = Restart_Registry_Answers::of_api( $this->client->get( $path ) );
		if ( is_wp_error( $items ) ) {
			return $items;
		}
		return array_map( array( self::class, 'item' ), $this->order->sort( $registry_id, $items ) );
	}

	/**
	 * @return array<string, mixed>|WP_Error|null
	 */
	public function find( int $registry_id, int $item_id ): array|WP_Error|null {
		$answer = $this->client->get( self::path( $registry_id, $item_id ) );
		return null === $answer ? null : self::item_of( Restart_Registry_Answers::of_api( $answer ) );
	}

	/**
	 * Adds a gift. It is added when the API says so, also if the list can't be written now.
	 *
	 * @param array<string, mixed> $data As the controller says.
	 * @return array<string, mixed>|WP_Error
	 */
	public function add( int $registry_id, array $data ): array|WP_Error {
		$fields = self::fields( $data );
		$fields = $this->link( (string) ( $fields['url'] ?? '' ) ) + $fields;
		$key    = (string) ( $data['idempotency_key'] ?? '' );
		$header = '' === $key ? array() : array( 'Idempotency-Key' => $key );
		$answer = $this->client->post( "/registries/$registry_id/items", $fields, $header );
		$item   = self::item_of( Restart_Registry_Answers::of_api( $answer ) );
		if ( ! is_wp_error( $item ) ) {
			$this->order->add( $registry_id, $item['id'] );
		}
		return $item;
	}

	/**
	 * Changes a gift. A link that an administrator set by hand stays until the gift has another address.
	 *
	 * @param array<string, mixed> $item As find() gave it.
	 * @param array<string, mixed> $data As the controller says.
	 * @return array<string, mixed>|WP_Error
	 */
	public function update( int $registry_id, array $item, array $data ): array|WP_Error {
		$fields  = self::fields( $data );
		$fields += isset( $fields['url'] ) && $fields['url'] !== $item['url'] ? $this->link( $fields['url'] ) : array();
		$answer  = $this->client->patch( self::path( $registry_id, $item['id'] ), $fields );
		return self::item_of( Restart_Registry_Answers::of_api( $answer, Restart_Registry_Answers::no_such_item() ) );
	}

	/**
	 * Takes a gift off the list. Its row stays in the API, for what was bought.
	 */
	public function delete( int $registry_id, int $item_id ): bool|WP_Error {
		$answer = $this->client->delete( self::path( $registry_id, $item_id ) );
		$answer = Restart_Registry_Answers::of_api( $answer, Restart_Registry_Answers::no_such_item() );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$this->order->remove( $registry_id, $item_id );
		return true;
	}

	/**
	 * @param int[] $ids In the new order.
	 * @return int[]|WP_Error
	 */
	public function reorder( int $registry_id, array $ids ): array|WP_Error {
		return $this->order->reorder( $registry_id, array_map( 'intval', $ids ) );
	}

	/**
	 * Returns the path of a gift in the API.
	 */
	public static function path( int $registry_id, int $item_id ): string {
		return "/registries/$registry_id/items/$item_id";
	}

	/**
	 * Adds to a gift of the API whether its affiliate link is the one to show.
	 *
	 * @param array<string, mixed> $item Of the API.
	 * @return array<string, mixed>
	 */
	public static function item( array $item ): array {
		$retired = in_array( $item['affiliate_status'] ?? null, array( 'inactive', 'expired' ), true );
		return array( 'is_affiliate' => ! empty( $item['affiliate_url'] ) && ! $retired ) + $item;
	}

	/**
	 * @param array<string, mixed>|WP_Error $answer A gift, or why not.
	 * @return array<string, mixed>|WP_Error
	 */
	private static function item_of( array|WP_Error $answer ): array|WP_Error {
		return is_wp_error( $answer ) ? $answer : self::item( $answer );
	}

	/**
	 * Gives the fields the API's names. Numbers come from forms as text; a text that is no number goes on as it is, and
	 * the API refuses it.
	 *
	 * @param array<string, mixed> $data As the controller says.
	 * @return array<string, mixed>
	 */
	private static function fields( array $data ): array {
		$fields = array_map( 'strval', array_intersect_key( $data, array_flip( self::TEXTS ) ) );
		if ( isset( $fields['name'] ) ) {
			$fields['name'] = Restart_Registry_Item_Name::cut( $fields['name'] );
		}
		if ( array_key_exists( 'price', $data ) ) {
			$fields['price'] = self::number( $data['price'] );
		}
		$quantity = $data['quantity'] ?? $data['quantity_needed'] ?? null;
		return null === $quantity ? $fields : $fields + array( 'quantity_needed' => self::number( $quantity ) );
	}

	private static function number( mixed $typed ): mixed {
		if ( is_numeric( $typed ) ) {
			return $typed + 0;
		}
		return '' === $typed ? null : $typed;
	}

	/**
	 * Makes the affiliate link of an address, unless it is too long for the API.
	 *
	 * @return array<string, string|null>
	 */
	private function link( string $url ): array {
		$link = $this->converter->convert_url( $url );
		$ours = $link['is_affiliate'] && strlen( $link['affiliate_url'] ) <= self::MAX_URL_CHARACTERS;
		return array(
			'retailer'         => mb_substr( $link['retailer'], 0, 100 ),
			'affiliate_url'    => $ours ? $link['affiliate_url'] : null,
			'affiliate_status' => $ours ? 'active' : 'none',
		);
	}
}
