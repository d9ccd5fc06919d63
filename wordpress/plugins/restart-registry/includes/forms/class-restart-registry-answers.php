<?php
/**
 * What people are told when something is done, or isn't.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says what came of an action: a sentence if it went well, or else an error, which has a sentence for people and a
 * status for the response.
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
	private const SIGNATURE = 'restart_done_nonce';

	private const SECONDS = 5 * MINUTE_IN_SECONDS;

	/**
	 * Returns the sentence for an action that went well, "" for what is no action of ours.
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
	 * Returns the address of the page that says what was done. It says so for a few minutes, to the person who did it.
	 */
	public static function address( string $action, string $url ): string {
		$until = time() + self::SECONDS;
		$said  = array(
			self::DONE      => $action,
			self::SIGNATURE => "$until-" . self::signature( $action, $url, $until ),
		);
		return add_query_arg( $said, $url );
	}

	/**
	 * Returns what the address of this page has to tell, "" if it is nothing.
	 */
	public static function by_address(): string {
		return self::done( self::action_by_address() );
	}

	/**
	 * Returns the action that led to this page, "" if none of this person's did.
	 */
	public static function action_by_address(): string {
		// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- compared below.
		$action                    = sanitize_key( $_GET[ self::DONE ] ?? '' );
		list( $until, $signature ) = explode( '-', sanitize_key( $_GET[ self::SIGNATURE ] ?? '' ) ) + array( '', '' );
		$expected                  = self::signature( $action, $_SERVER['REQUEST_URI'] ?? '', (int) $until );
		// phpcs:enable
		return (int) $until >= time() && hash_equals( $expected, $signature ) ? $action : '';
	}

	/**
	 * Bound to the page and to the browser: guests have no session, so theirs is known by its address and its name.
	 */
	private static function signature( string $action, string $url, int $until ): string {
		$page = untrailingslashit( rawurldecode( (string) wp_parse_url( $url, PHP_URL_PATH ) ) );
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- only hashed.
		$browser = wp_get_session_token() . ' ' . ( $_SERVER['HTTP_USER_AGENT'] ?? '' );
		$whose   = Restart_Registry_Rate_Limit::caller();
		return wp_hash( implode( '|', array( self::DONE, $action, $until, $whose, $page, $browser ) ), 'nonce' );
	}

	/**
	 * Gives one answer for "isn't there" and "isn't yours", so that it doesn't tell what exists.
	 */
	public static function not_found(): WP_Error {
		return self::make(
			'restart_not_found',
			__( 'There is no such registry, or it is not yours.', 'restart-registry' ),
			404
		);
	}

	/**
	 * Says that a gift wasn't found in a registry that one sees.
	 */
	public static function no_such_item(): WP_Error {
		return self::make(
			'restart_not_found',
			__( 'This gift was not found. It may have been removed: please load the page again.', 'restart-registry' ),
			404
		);
	}

	/**
	 * Tells somebody that their session has ended while a page was open.
	 */
	public static function not_logged_in(): WP_Error {
		return self::make(
			'restart_login',
			__(
				'You are not logged in any more. Please log in in another tab, come back here and send it again: what you typed stays.',
				'restart-registry'
			),
			401
		);
	}

	/**
	 * Refuses somebody who is known, or a guest, but doesn't have the right.
	 */
	public static function not_allowed(): WP_Error {
		return self::make(
			'restart_forbidden',
			__( 'Sorry, you are not allowed to do that.', 'restart-registry' ),
			403
		);
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
	 * Returns the sentence for a field with too long a text.
	 */
	public static function too_long( int $most ): string {
		$sentence = _n(
			/* translators: %s: a number. */
			'This is too long: at most %s character.',
			'This is too long: at most %s characters.',
			$most,
			'restart-registry'
		);
		return sprintf( $sentence, number_format_i18n( $most ) );
	}

	/**
	 * Refuses a purchase while the registry is archived, or in the making. The API leaves that to us.
	 */
	public static function not_open(): WP_Error {
		return self::conflict( __( 'Nothing can be bought from this registry now.', 'restart-registry' ) );
	}

	/**
	 * Refuses what would be right at another time.
	 */
	public static function conflict( string $sentence ): WP_Error {
		return self::make( 'restart_conflict', $sentence, 409 );
	}

	/**
	 * Makes the API's answer fit for visitors. Its words about the plugin's own account, or about itself, are for
	 * administrators: to visitors it is an outage.
	 *
	 * @param mixed[]|WP_Error|null $answer  Of the client.
	 * @param WP_Error|null         $missing What a 404 means. Null: WordPress has the registry, so something else
	 *                                       answers at the API's address.
	 * @return mixed[]|WP_Error
	 */
	public static function of_api( array|WP_Error|null $answer, ?WP_Error $missing = null ): array|WP_Error {
		if ( null === $answer ) {
			return $missing ?? self::out_of_reach( Restart_Registry_Lambda_Client::ERROR );
		}
		return is_wp_error( $answer ) && self::is_outage( (array) $answer->get_error_data() )
			? self::out_of_reach( $answer->get_error_code() )
			: $answer;
	}

	/**
	 * Sorts the mistakes of our own refusals, and of the API's, whose errors are a list of `loc` and `msg`.
	 *
	 * @return array<string, string> Field => sentence.
	 */
	public static function by_field( WP_Error $error ): array {
		$data   = (array) $error->get_error_data();
		$fields = array();
		foreach ( (array) ( $data['errors'] ?? array() ) as $name => $mistake ) {
			list( $field, $sentence ) = is_array( $mistake ) ? self::of_entry( $mistake ) : array( $name, $mistake );

			$fields[ $field ] ??= (string) $sentence;
		}
		return $fields;
	}

	/**
	 * Returns the status for a response.
	 */
	public static function status( WP_Error $error ): int {
		$status = (int) ( ( (array) $error->get_error_data() )['status'] ?? 0 );
		return $status >= 400 && $status < 600 ? $status : 500;
	}

	/**
	 * @param array<string, mixed> $entry Of the API's list.
	 * @return array{string, string} Field and sentence. `loc` says "body" or "query" first.
	 */
	private static function of_entry( array $entry ): array {
		$place = (array) ( $entry['loc'] ?? array() );
		return array( (string) ( $place[1] ?? '' ), (string) ( $entry['msg'] ?? '' ) );
	}

	/**
	 * Takes a 403 without `detail` for the gateway's, which wants a key.
	 *
	 * @param array<string, mixed> $data Of the client's error.
	 */
	private static function is_outage( array $data ): bool {
		$status = $data['status'] ?? 500;
		return $status >= 500 || 401 === $status || ( 403 === $status && ! isset( $data['detail'] ) );
	}

	private static function out_of_reach( string|int $code ): WP_Error {
		return self::make(
			(string) $code,
			__(
				'The part of our site that keeps the gifts can’t be reached right now. Nothing is lost. Please try again in a moment.',
				'restart-registry'
			),
			503
		);
	}

	private static function make( string $code, string $sentence, int $status ): WP_Error {
		return new WP_Error( $code, $sentence, array( 'status' => $status ) );
	}
}
