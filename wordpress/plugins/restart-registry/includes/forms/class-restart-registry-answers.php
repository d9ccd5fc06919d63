<?php
/**
 * What people are told when something is done, or isn't.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sentences for what went well, and the mistakes of a form by its fields.
 */
final class Restart_Registry_Answers {

	/**
	 * Names the action that went well in the address of the page that comes after it.
	 */
	public const DONE = 'restart_done';

	/**
	 * Shows that it was this person's own form: otherwise a link could tell Ada that her registry is archived, or
	 * deleted.
	 */
	private const NONCE = 'restart_done_nonce';

	/**
	 * "" for what is no action of ours.
	 */
	public static function done( string $action ): string {
		return array(
			'create'                    => __(
				'Your registry is there. Add the first gift whenever you like.',
				'restart-registry'
			),
			'update'                    => __( 'Saved.', 'restart-registry' ),
			'add_item'                  => __( 'Added to your registry.', 'restart-registry' ),
			'update_item'               => __( 'Saved.', 'restart-registry' ),
			'delete_item'               => __( 'Removed from your registry.', 'restart-registry' ),
			'reorder_items'             => __( 'Moved.', 'restart-registry' ),
			'send_invite'               => __(
				'Invited. They can open the registry as soon as they have logged in. We write to each person at most once a day: if nothing arrives, please send them the link yourself.',
				'restart-registry'
			),
			'remove_invitee'            => __( 'Removed from the invited people.', 'restart-registry' ),
			'archive'                   => __( 'Archived. Only you can see it now.', 'restart-registry' ),
			'restore'                   => __( 'Restored. It is private until you say otherwise.', 'restart-registry' ),
			'delete'                    => __( 'Deleted, with everything in it.', 'restart-registry' ),
			'mark_purchased'            => __( 'Thank you. It is marked as bought.', 'restart-registry' ),
			'undo_purchased'            => __( 'Undone. It counts as wanted again.', 'restart-registry' ),
			'fetch_url'                 => __(
				'This is what the shop says. Please look it over before you add it.',
				'restart-registry'
			),
			'update_notification_prefs' => __( 'Saved.', 'restart-registry' ),
		)[ $action ] ?? '';
	}

	/**
	 * The address of the page that comes after an action, for whoever did it: it says what was done.
	 */
	public static function address( string $action, string $url ): string {
		$said = array(
			self::DONE  => $action,
			self::NONCE => wp_create_nonce( self::DONE . $action ),
		);
		return add_query_arg( $said, $url );
	}

	/**
	 * What the address of this page has to tell, "" if it is nothing.
	 */
	public static function by_address(): string {
		return self::done( self::action_by_address() );
	}

	/**
	 * The action that led to this page, "" if none of this person's did.
	 */
	public static function action_by_address(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- in the next line.
		$action = sanitize_key( $_GET[ self::DONE ] ?? '' );
		return wp_verify_nonce( sanitize_key( $_GET[ self::NONCE ] ?? '' ), self::DONE . $action ) ? $action : '';
	}

	/**
	 * @param array<string, string> $mistakes Field => sentence.
	 */
	public static function invalid( array $mistakes ): WP_Error {
		$data = array(
			'status' => 422,
			'errors' => $mistakes,
		);
		return new WP_Error( 'restart_invalid', implode( ' ', $mistakes ), $data );
	}

	/**
	 * Of our own refusals, and of the API's, whose errors are a list of `loc` and `msg`.
	 *
	 * @return array<string, string> Field => sentence.
	 */
	public static function by_field( WP_Error $error ): array {
		$data   = (array) $error->get_error_data();
		$fields = isset( $data['field'] ) ? array( (string) $data['field'] => $error->get_error_message() ) : array();
		foreach ( (array) ( $data['errors'] ?? array() ) as $name => $mistake ) {
			$is_list           = is_array( $mistake );
			$name              = $is_list
				? (string) ( ( (array) ( $mistake['loc'] ?? array() ) )[1] ?? '' )
				: (string) $name;
			$fields[ $name ] ??= $is_list ? (string) ( $mistake['msg'] ?? '' ) : (string) $mistake;
		}
		return $fields;
	}

	/**
	 * For a response.
	 */
	public static function status( WP_Error $error ): int {
		$status = (int) ( ( (array) $error->get_error_data() )['status'] ?? 0 );
		return $status >= 400 && $status < 600 ? $status : 500;
	}
}
