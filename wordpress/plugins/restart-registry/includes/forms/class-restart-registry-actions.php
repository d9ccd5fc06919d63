<?php
/**
 * Everything that forms of the plugin can do.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Asks whether a form was meant (nonce) and who sent it (login), then hands it to the class that knows about it.
 *
 * It makes no difference here whether the form came by script or as a page.
 */
final class Restart_Registry_Actions {

	public const NONCE = 'restart_registry_nonce';

	/**
	 * All actions, and whether guests may call them.
	 */
	public const ALL = array(
		'create'                    => false,
		'update'                    => false,
		'archive'                   => false,
		'restore'                   => false,
		'delete'                    => false,
		'update_notification_prefs' => false,
		'add_item'                  => false,
		'update_item'               => false,
		'delete_item'               => false,
		'reorder_items'             => false,
		'fetch_url'                 => false,
		'send_invite'               => false,
		'remove_invitee'            => false,
		'list_purchases'            => false,
		'mark_purchased'            => true,
		'undo_purchased'            => true,
	);

	/**
	 * @param object[] $handlers Each has methods named after actions.
	 */
	public function __construct( private array $handlers ) {
	}

	/**
	 * @return array<string, mixed>|WP_Error What to tell, with `message`.
	 */
	public function run( string $action ): array|WP_Error {
		$request = Restart_Registry_Request::current();
		if (
			'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' )
			|| ! wp_verify_nonce( $request->line( 'nonce' ), self::NONCE )
		) {
			$sentence = __(
				'This page was open for a long time. Nothing you typed is lost: please send it once more.',
				'restart-registry'
			);
			return new WP_Error( 'restart_nonce', $sentence, array( 'status' => 403 ) );
		}
		if ( ! is_user_logged_in() && ! self::ALL[ $action ] ) {
			return Restart_Registry_Answers::not_logged_in();
		}
		$answer = $this->handler( $action )->$action( $request );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$next = isset( $answer['redirect'] )
			? array( 'redirect' => Restart_Registry_Answers::signed( $action, $answer['redirect'] ) )
			: array();
		return $next + $answer + array( 'message' => Restart_Registry_Answers::done( $action ) );
	}

	private function handler( string $action ): object {
		return current(
			array_filter( $this->handlers, static fn( object $handler ) => method_exists( $handler, $action ) )
		);
	}
}
