<?php
/**
 * Why a form that isn't on the page was refused.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says on top of the page what no form of it says: somebody has logged in or out in another tab, or has started a
 * registry there, and the page has no such form any more.
 */
final class Therestart_Refusal {

	public function __construct( private Restart_Registry_Forms $forms ) {
	}

	/**
	 * Hooks this part in. A theme of blocks makes its page before WordPress prints the first of it; the dialog of the
	 * contact form is made right before.
	 */
	public function add_hooks(): void {
		add_action( 'wp_body_open', array( $this, 'print' ), 11 );
	}

	public function print(): void {
		$message = $this->forms->unsaid();
		if ( '' !== $message ) {
			// phpcs:ignore WordPress.Security.EscapeOutput -- a view escapes.
			echo Therestart_View::html( 'refusal', array( 'message' => $message ) );
		}
	}
}
