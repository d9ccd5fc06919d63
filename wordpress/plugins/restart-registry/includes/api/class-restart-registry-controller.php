<?php
/**
 * Everything that pages and AJAX do with registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The one façade: registries are posts of this site, and the API keeps their gifts.
 *
 * It doesn't ask who calls it. To the API the plugin is an administrator, so the caller asks can_view_registry() or
 * can_edit_registry() first. Failures are WP_Error( code, sentence for people, array( 'status' => … ) ).
 *
 * A registry is array{id: int, user_id: int, title: string, description: string, is_public: bool, is_archived: bool,
 * permalink: string, share_key: int, owner_name: string, meta: array<string, mixed>}; all of it plain text, to be
 * escaped where it is printed. `meta` has event_type, event_date, is_for_self (bool), recipient_name,
 * recipient_relationship, allow_indexing (bool), and recipient_email ("" for all but those who may edit).
 *
 * An item is the API's: id, registry_id, name, url, description, notes, retailer, affiliate_url, affiliate_status,
 * image_url, price, quantity_needed, quantity_purchased, is_active, created_at, updated_at. Ours adds `is_affiliate`
 * (whether affiliate_url is the link to show).
 */
final class Restart_Registry_Controller {

	private Restart_Registry_Items $items;
	private Restart_Registry_Purchases $purchases;
	private Restart_Registry_Invitations $invitations;
	private Restart_Registry_Owner_News $news;

	public function __construct(
		private Restart_Registry_Lambda_Client $client,
		Restart_Registry_Affiliate_Converter $converter,
		Restart_Registry_Mailer $mailer,
		private Restart_Registry_Posts $posts = new Restart_Registry_Posts(),
		Restart_Registry_Rate_Limit $limit = new Restart_Registry_Rate_Limit()
	) {
		$this->items       = new Restart_Registry_Items( $client, $converter );
		$this->news        = new Restart_Registry_Owner_News( $mailer, $limit, $posts, $this->items, $client );
		$this->purchases   = new Restart_Registry_Purchases( $client, $this->news, $limit );
		$this->invitations = new Restart_Registry_Invitations( $client, $mailer, $limit );
	}

	/**
	 * Returns null when there is none, or it is in the trash. It doesn't tell who may see it.
	 *
	 * @return array<string, mixed>|null
	 */
	public function get_registry( int $id ): ?array {
		return $this->posts->find( $id );
	}

	/**
	 * Finds a registry by what stands in a shared link: the id, or the slug.
	 *
	 * @return array<string, mixed>|null
	 */
	public function get_registry_by_share_key( string $id_or_slug ): ?array {
		$by_id = ctype_digit( $id_or_slug ) ? $this->posts->find( (int) $id_or_slug ) : null;
		return $by_id ?? $this->posts->find_by_slug( $id_or_slug );
	}

	/**
	 * Returns the newest of theirs that isn't archived.
	 *
	 * @return array<string, mixed>|null
	 */
	public function get_user_registry( int $user_id ): ?array {
		foreach ( $this->get_user_registries( $user_id ) as $registry ) {
			if ( ! $registry['is_archived'] ) {
				return $registry;
			}
		}
		return null;
	}

	/**
	 * Returns all of theirs, also archived ones, the newest first.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function get_user_registries( int $user_id ): array {
		return $this->posts->of_user( $user_id );
	}

	/**
	 * Makes a registry, which is private unless `is_public` is true. Anyone who has an active one gets a 409, unless it
	 * was made with the same key.
	 *
	 * @param array<string, mixed> $data title, description, is_public, meta, creation_key.
	 * @return array<string, mixed>|WP_Error The registry.
	 */
	public function create_registry( int $user_id, array $data ): array|WP_Error {
		return $this->posts->create( $user_id, $data );
	}

	/**
	 * Changes what is in `$data` and leaves the rest.
	 *
	 * @param array<string, mixed> $data title, description, is_public, meta.
	 * @return array<string, mixed>|WP_Error The registry.
	 */
	public function update_registry( int $id, array $data ): array|WP_Error {
		return $this->posts->update( $id, $data );
	}

	/**
	 * Deletes it for good, with its gifts, and therefore through the API. A form that was sent twice is answered twice:
	 * the API may not know the registry any more because the first one has deleted it.
	 */
	public function delete_registry( int $id ): bool|WP_Error {
		if ( ! $this->posts->find( $id ) ) {
			return Restart_Registry_Answers::not_found();
		}
		$answer = $this->client->delete( "/registries/$id" );
		$this->posts->forget( $id );
		if ( null === $answer && ! $this->posts->find( $id ) ) {
			return true;
		}
		$answer = Restart_Registry_Answers::of_api( $answer );
		return is_wp_error( $answer ) ? $answer : true;
	}

	/**
	 * @return array<string, mixed>|WP_Error The registry.
	 */
	public function archive_registry( int $id ): array|WP_Error {
		return $this->posts->archive( $id );
	}

	/**
	 * The registry comes back private, whatever it was before: its owners make it public when they mean it. The answer
	 * is a 409 beside an active one.
	 *
	 * @return array<string, mixed>|WP_Error The registry.
	 */
	public function restore_registry( int $id ): array|WP_Error {
		return $this->posts->restore( $id );
	}

	/**
	 * Makes one call, however many gifts there are. An outage is an error, never an empty registry.
	 *
	 * @return list<array<string, mixed>>|WP_Error
	 */
	public function get_registry_items( int $id ): array|WP_Error {
		return $this->items->all( $id );
	}

	/**
	 * Returns null unless it is an active gift of this registry.
	 *
	 * @return array<string, mixed>|WP_Error|null
	 */
	public function get_item( int $registry_id, int $item_id ): array|WP_Error|null {
		return $this->items->find( $registry_id, $item_id );
	}

	/**
	 * Adds a gift. The same idempotency key gets the first answer again.
	 *
	 * @param array<string, mixed> $data name, url, description, notes, price, quantity, image_url, idempotency_key.
	 * @return array<string, mixed>|WP_Error The item.
	 */
	public function add_item( int $registry_id, array $data ): array|WP_Error {
		return $this->items->add( $registry_id, $data );
	}

	/**
	 * Changes what is in `$data` and leaves the rest.
	 *
	 * @param array<string, mixed> $item Of get_item().
	 * @param array<string, mixed> $data As for add_item().
	 * @return array<string, mixed>|WP_Error The item.
	 */
	public function update_item( int $registry_id, array $item, array $data ): array|WP_Error {
		return $this->items->update( $registry_id, $item, $data );
	}

	/**
	 * Removes a gift from the list. The answer is true when it is gone.
	 */
	public function delete_item( int $registry_id, int $item_id ): bool|WP_Error {
		return $this->items->delete( $registry_id, $item_id );
	}

	/**
	 * Puts the gifts in another order; those that are left out go last. The API is not asked: the caller knows that
	 * they are gifts of this registry.
	 *
	 * @param int[] $ids In the new order.
	 * @return int[]|WP_Error All of them, as they stand now.
	 */
	public function reorder_items( int $registry_id, array $ids ): array|WP_Error {
		return $this->items->reorder( $registry_id, $ids );
	}

	/**
	 * Tells who bought a gift, for people who may edit the registry. An anonymous purchase has no name, address and
	 * note.
	 *
	 * @return list<array<string, mixed>>|WP_Error Each has id, quantity, purchaser_name, purchaser_email, note,
	 *                                             is_anonymous, created_at.
	 */
	public function get_purchases( int $registry_id, int $item_id ): array|WP_Error {
		return $this->purchases->all( $registry_id, $item_id );
	}

	/**
	 * Returns a 409 whose data has `remaining` if somebody else was quicker. The same idempotency key gets the first
	 * answer again.
	 *
	 * @param array<string, mixed> $data quantity, purchaser_name, purchaser_email, note, is_anonymous, idempotency_key.
	 * @return array{purchase: array<string, mixed>, item: array<string, mixed>, undo_token: string}|WP_Error
	 */
	public function mark_item_purchased( int $registry_id, int $item_id, array $data ): array|WP_Error {
		$registry = $this->posts->find( $registry_id );
		if ( ! $registry ) {
			return Restart_Registry_Answers::not_found();
		}
		return $this->posts->is_open( $registry_id )
			? $this->purchases->record( $registry, $item_id, $data )
			: Restart_Registry_Answers::not_open();
	}

	/**
	 * Tells whether it takes purchases, as things stand now. When the API answers 409 for an open one with enough left,
	 * it has seen this idempotency key before, with other words.
	 */
	public function is_open( int $id ): bool {
		return $this->posts->is_open( $id );
	}

	/**
	 * Takes the token that came with the purchase; only people who may edit the registry can do without one.
	 */
	public function undo_purchase(
		int $registry_id,
		int $item_id,
		int $purchase_id,
		?string $undo_token
	): bool|WP_Error {
		if ( ( null === $undo_token || '' === $undo_token ) && ! $this->can_edit_registry( $registry_id ) ) {
			return Restart_Registry_Answers::not_allowed();
		}
		$registry = $this->posts->find( $registry_id );
		return $this->purchases->undo( $registry, $registry_id, $item_id, $purchase_id, (string) $undo_token );
	}

	/**
	 * Writes one mail with what an owner wasn't told at once.
	 */
	public function send_digest( int $owner_id ): void {
		$this->news->send_digest( $owner_id );
	}

	/**
	 * Adds somebody to the list and writes to them. The answer never tells whether somebody has an account. It is also
	 * an error when they are on the list, but no mail went out: see Restart_Registry_Invitations::is_on_list().
	 *
	 * @return string[]|WP_Error Everybody who is invited.
	 */
	public function send_invite( int $id, string $name_or_email ): array|WP_Error {
		$registry = $this->posts->find( $id );
		return $registry
			? $this->invitations->send( $registry, $name_or_email )
			: Restart_Registry_Answers::not_found();
	}

	/**
	 * Writes to somebody who was invited by their user name, after the answer.
	 */
	public function mail_invitation( string $id, string $name ): void {
		$registry = $this->posts->find( (int) $id );
		if ( $registry ) {
			$this->invitations->mail_by_name( $registry, $name );
		}
	}

	/**
	 * @return string[]|WP_Error Everybody who is still invited.
	 */
	public function remove_invitee( int $id, string $name ): array|WP_Error {
		return $this->invitations->remove( $id, $name );
	}

	/**
	 * @return string[]|WP_Error
	 */
	public function get_registry_invites( int $id ): array|WP_Error {
		return $this->invitations->all( $id );
	}

	/**
	 * Tells whether the current user, or a guest, may see it.
	 */
	public function can_view_registry( int $id ): bool {
		return $this->posts->can_view( $id );
	}

	/**
	 * Tells whether the current user may change it.
	 */
	public function can_edit_registry( int $id ): bool {
		return $this->posts->can_edit( $id );
	}
}
