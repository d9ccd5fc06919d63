<?php
/**
 * What owners are told by mail.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells an owner at once of the first purchase of a gift by a buyer, and of its undoing. What comes beyond that waits a
 * day for one mail that holds all of it: nobody can fill a mailbox by buying and undoing.
 */
final class Restart_Registry_Owner_News {

	public const DIGEST = 'restart_registry_owner_digest';

	/**
	 * User meta of owners: what waits, as "kind registry item purchase". It holds ids and no words, and is asked about
	 * again when the mail is written.
	 */
	public const META_KEY = 'restart_owner_news';

	private const BOUGHT = 'bought';
	private const UNDONE = 'undone';

	public function __construct(
		private Restart_Registry_Mailer $mailer,
		private Restart_Registry_Rate_Limit $limit,
		private Restart_Registry_Posts $posts,
		private Restart_Registry_Items $items,
		private Restart_Registry_Lambda_Client $client
	) {
	}

	/**
	 * Once for each purchase: the answer to a request that was sent again is the same. The first one may have been lost
	 * on its way, so whether it was a replay doesn't tell whether the owner knows.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $item     Of the controller.
	 * @param array<string, mixed> $purchase Of the API.
	 */
	public function purchased( array $registry, array $item, array $purchase ): void {
		$id = (int) $purchase['id'];
		if ( ! $this->concerns_owner( $registry ) || $this->is_told( $id ) ) {
			return;
		}
		if ( $this->limit->refusal( 'purchase_mail', self::about( $registry, (int) $item['id'], $id ) ) ) {
			if ( ! $this->is_told( $id ) ) { // Not by the same request, sent twice at once.
				$this->put_off( self::BOUGHT, $registry, (int) $item['id'], $id );
			}
			return;
		}
		$this->mailer->purchased( $registry, $item, $purchase );
	}

	/**
	 * An owner who wasn't told of the purchase yet isn't told of either.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	public function undone( array $registry, int $item_id, int $purchase_id ): void {
		$waits = self::entry( self::BOUGHT, $registry['id'], $item_id, $purchase_id );
		if ( delete_user_meta( $registry['user_id'], self::META_KEY, $waits ) ) {
			return;
		}
		if ( ! $this->concerns_owner( $registry ) || ! $this->is_told( $purchase_id ) ) {
			return;
		}
		$item = $this->items->find( $registry['id'], $item_id );
		if (
			! is_array( $item )
			|| $this->limit->refusal( 'undo_mail', self::about( $registry, $item_id, $purchase_id ) )
		) {
			$this->put_off( self::UNDONE, $registry, $item_id, $purchase_id );
			return;
		}
		$this->mailer->undone( $registry, $item );
	}

	/**
	 * One mail with all that waits. While the API can't be asked it goes on waiting.
	 */
	public function send_digest( int $owner_id ): void {
		$lines = array();
		foreach ( get_user_meta( $owner_id, self::META_KEY ) as $entry ) {
			$line = $this->line( $owner_id, (string) $entry );
			if ( null === $line ) {
				self::schedule( $owner_id, HOUR_IN_SECONDS );
			} elseif ( delete_user_meta( $owner_id, self::META_KEY, $entry ) ) {
				$lines[] = $line;
			}
		}
		$lines = array_filter( $lines, 'strlen' );
		if ( $lines && Restart_Registry_Mailer::is_wanted_by( $owner_id ) ) {
			$this->mailer->digest( $owner_id, $lines );
		}
	}

	/**
	 * For news that wait without an event. A whole day again: an owner gets one such mail a day at most.
	 */
	public static function schedule_lost(): void {
		$waiting = array(
			'meta_key' => self::META_KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- once an hour.
			'fields'   => 'ID',
		);
		foreach ( get_users( $waiting ) as $owner_id ) {
			self::schedule( (int) $owner_id, DAY_IN_SECONDS );
		}
	}

	/**
	 * Null while the API can't be asked, "" for what is no longer so.
	 */
	private function line( int $owner_id, string $entry ): ?string {
		list( $kind, $registry_id, $item_id, $purchase_id ) = explode( ' ', $entry );
		$registry = $this->posts->find( (int) $registry_id );
		if ( ! $registry || $registry['user_id'] !== $owner_id ) {
			return '';
		}
		$item = $this->items->find( $registry['id'], (int) $item_id );
		if ( ! is_array( $item ) ) {
			return is_wp_error( $item ) ? null : '';
		}
		if ( self::UNDONE === $kind ) {
			return $this->mailer->undone_line( $registry, $item );
		}
		$purchases = $this->client->get( Restart_Registry_Items::path( $registry['id'], $item['id'] ) . '/purchases' );
		if ( is_wp_error( $purchases ) ) {
			return null;
		}
		$purchase = array_column( (array) $purchases, null, 'id' )[ (int) $purchase_id ] ?? null;
		if ( ! $purchase || $this->limit->refusal( 'digest_mail', array( 'purchase' => (int) $purchase_id ) ) ) {
			return '';
		}
		return $this->mailer->bought_line( $registry, $item, $purchase );
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function concerns_owner( array $registry ): bool {
		$owner_id = $registry['user_id'];
		return get_current_user_id() !== $owner_id && Restart_Registry_Mailer::is_wanted_by( $owner_id );
	}

	private function is_told( int $purchase_id ): bool {
		return $this->limit->is_used( 'purchase_mail', 'purchase', $purchase_id )
			|| $this->limit->is_used( 'digest_mail', 'purchase', $purchase_id );
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function put_off( string $kind, array $registry, int $item_id, int $purchase_id ): void {
		$entry = self::entry( $kind, $registry['id'], $item_id, $purchase_id );
		if ( ! in_array( $entry, get_user_meta( $registry['user_id'], self::META_KEY ), true ) ) {
			add_user_meta( $registry['user_id'], self::META_KEY, $entry );
		}
		self::schedule( $registry['user_id'], DAY_IN_SECONDS );
	}

	private static function schedule( int $owner_id, int $seconds ): void {
		if ( ! wp_next_scheduled( self::DIGEST, array( $owner_id ) ) ) {
			wp_schedule_single_event( time() + $seconds, self::DIGEST, array( $owner_id ) );
		}
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @return array<string, int|string>
	 */
	private static function about( array $registry, int $item_id, int $purchase_id ): array {
		$buyer = Restart_Registry_Rate_Limit::caller();
		return array(
			'purchase'       => $purchase_id,
			'buyer and gift' => "$buyer $item_id",
			'buyer'          => $buyer,
			'recipient'      => $registry['user_id'],
		);
	}

	private static function entry( string $kind, int $registry_id, int $item_id, int $purchase_id ): string {
		return "$kind $registry_id $item_id $purchase_id";
	}
}
