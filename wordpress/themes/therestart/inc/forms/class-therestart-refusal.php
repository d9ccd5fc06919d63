<?php
/**
 * Why a form that isn't on the page was refused.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Says on top what no form on the page says: somebody has logged in or out in another tab, or has started a registry
 * there, and the page has no such form any more.
 */
final class Therestart_Refusal {

	private bool $is_said = false;

	public function __construct( private Restart_Registry_Forms $forms ) {
	}

	/**
	 * Hooks this part in, for pages without a shortcode of ours. A theme of blocks makes its page before this is called.
	 */
	public function add_hooks(): void {
		add_action( 'wp_body_open', array( $this, 'print' ) );
	}

	public function print(): void {
		echo $this->html(); // phpcs:ignore WordPress.Security.EscapeOutput -- a view escapes.
	}

	/**
	 * Returns the notice, once. Call it when the forms of the page are made.
	 */
	public function html(): string {
		$message = $this->is_said ? '' : $this->forms->unsaid();
		if ( '' === $message ) {
			return '';
		}
		$this->is_said = true;
		return Therestart_View::html( 'refusal', array( 'message' => $message ) );
	}
}
