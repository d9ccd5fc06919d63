<?php
/**
 * Forms without scripts.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes a form that a browser sent to the page it stands on, and shows that page again.
 */
final class Restart_Registry_Posted_Forms {

	public function __construct( private Restart_Registry_Actions $actions, private Restart_Registry_Forms $forms ) {
	}

	/**
	 * Hooks this part in, right before WordPress reads which page is asked for.
	 */
	public function add_hooks(): void {
		add_filter( 'do_parse_request', array( $this, 'take' ) );
	}

	/**
	 * Takes the form before WordPress looks at its fields. They have the names that clients of admin-ajax.php know,
	 * `name` among them, and WordPress would read that as the name of a page.
	 *
	 * @param mixed $go_on Whether WordPress looks at all, which we don't decide.
	 */
	public function take( mixed $go_on ): mixed {
		$action = Restart_Registry_Request::current()->line( $this->actions->set->field );
		if ( ! $this->actions->set->has( $action ) ) {
			return $go_on;
		}
		nocache_headers();
		$typed  = Restart_Registry_Request::current()->typed();
		$answer = $this->actions->run( $action );
		$_POST  = array();
		$this->show( $action, $typed, $answer );
		return $go_on;
	}

	/**
	 * Leads a form that succeeded to another address, so that loading the page again doesn't send it again. A purchase
	 * stays where it is: its undo token is in no address, and its idempotency key makes a repetition harmless. A form
	 * that only asked for something is shown.
	 *
	 * @param array<string, string>         $typed  What was typed.
	 * @param array<string, mixed>|WP_Error $answer Of the action.
	 */
	private function show( string $action, array $typed, array|WP_Error $answer ): void {
		if ( is_wp_error( $answer ) ) {
			$this->forms->keep( 'fetch_url' === $action ? 'add_item' : $action, $typed, $answer );
		} elseif ( 'fetch_url' === $action ) {
			$found = array_filter( array_intersect_key( $answer, $typed ), 'strlen' );
			$this->forms->refill( 'add_item', $found + $typed, $answer['message'] );
		} elseif ( isset( $answer['undo_token'] ) || isset( $answer['purchases'] ) ) {
			$this->forms->keep_answer( $answer );
		} else {
			$here = remove_query_arg( Restart_Registry_Answers::DONE );
			wp_safe_redirect( $answer['redirect'] ?? Restart_Registry_Answers::address( $action, $here ), 303 );
			exit;
		}
	}
}
