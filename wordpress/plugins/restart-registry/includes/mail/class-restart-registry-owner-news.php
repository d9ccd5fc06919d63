<?php
/**
 * News for owners, by mail.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells an owner at once when a buyer first buys a gift, and when they undo it. Everything beyond that, and every mail
 * that could not be sent, waits a day for one mail that holds all of it. So nobody can fill a mailbox by buying and
 * undoing.
 */
final class Restart_Registry_Owner_News {

	public const DIGEST = 'restart_registry_owner_digest';

	/**
	 * User meta of owners: news that waits, as "kind registry item purchase". It holds ids and no words; the API is
	 * asked about them again when the mail is written.
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
	 * Tells the owner once for each purchase. A request that was sent again gets the same answer, and the first answer
	 * may have been lost on its way: so a replay doesn't show whether the owner knows.
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
		if ( ! $this->mailer->purchased( $registry, $item, $purchase ) ) {
			$this->put_off( self::BOUGHT, $registry, (int) $item['id'], $id );
		}
	}

	/**
	 * An owner who hasn't been told of the purchase yet is told of neither.
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
		$item    = $this->items->find( $registry['id'], $item_id );
		$is_told = is_array( $item )
			&& ! $this->limit->refusal( 'undo_mail', self::about( $registry, $item_id, $purchase_id ) )
			&& $this->mailer->undone( $registry, $item );
		if ( ! $is_told ) {
			$this->put_off( self::UNDONE, $registry, $item_id, $purchase_id );
		}
	}

	/**
	 * Sends one mail with everything that waits. Whatever the API can't be asked about goes on waiting.
	 *
	 * An entry is taken before its mail is sent, so that two requests don't send it twice. If PHP dies in between, the
	 * owner finds the purchase in their registry, and no mail tells of it.
	 */
	public function send_digest( int $owner_id ): void {
		$lines = array();
		foreach ( get_user_meta( $owner_id, self::META_KEY ) as $entry ) {
			$line = $this->line( $owner_id, (string) $entry );
			if ( null === $line ) {
				self::schedule( $owner_id, HOUR_IN_SECONDS );
			} elseif ( delete_user_meta( $owner_id, self::META_KEY, $entry ) ) {
				$lines[ $entry ] = $line;
			}
		}
		$lines     = array_filter( $lines, 'strlen' );
		$is_wanted = $lines && get_userdata( $owner_id ) && Restart_Registry_Mailer::is_wanted_by( $owner_id );
		if ( $is_wanted && ! $this->mailer->digest( $owner_id, array_values( $lines ) ) ) {
			$this->keep_waiting( $owner_id, array_keys( $lines ) );
		}
	}

	/**
	 * Plans again what waits without an event. It waits a whole day more: an owner gets one such mail a day at most.
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
	 * Keeps news for another day, because the mail could not be sent.
	 *
	 * @param string[] $entries As they were stored.
	 */
	private function keep_waiting( int $owner_id, array $entries ): void {
		foreach ( $entries as $entry ) {
			list( $kind, , , $purchase_id ) = explode( ' ', $entry );
			if ( self::BOUGHT === $kind ) {
				$this->limit->give_back( 'digest_mail', array( 'purchase' => (int) $purchase_id ) );
			}
			add_user_meta( $owner_id, self::META_KEY, $entry );
		}
		self::schedule( $owner_id, DAY_IN_SECONDS );
	}

	/**
	 * Returns null while the API can't be asked, "" for what is no longer so.
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
		return get_current_user_id() !== $owner_id
			&& get_userdata( $owner_id )
			&& Restart_Registry_Mailer::is_wanted_by( $owner_id );
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
