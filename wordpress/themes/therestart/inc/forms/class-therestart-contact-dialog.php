<?php
/**
 * Where the contact form stands.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Puts the contact form at the end of every page as a closed dialog. A link to `#contact` opens it, even without
 * scripts.
 */
final class Therestart_Contact_Dialog {

	private string $html = '';

	public function __construct( private Restart_Registry_Forms $forms ) {
	}

	/**
	 * Hooks this part in. Therestart_Assets has registered the script before.
	 */
	public function add_hooks(): void {
		add_action( 'template_redirect', array( $this, 'make' ), 100 );
		add_action( 'wp_footer', array( $this, 'print' ), 5 );
		add_action( 'wp_enqueue_scripts', array( $this, 'enqueue' ), 11 );
	}

	/**
	 * Makes it before the page, so that Therestart_Refusal knows whether it says why it was refused.
	 */
	public function make(): void {
		$data       = array(
			'form'   => $this->forms->form( 'contact_submit' ),
			'thanks' => Therestart_Thanks::by_address( 'contact_submit' ),
		);
		$this->html = Therestart_View::html( 'contact-dialog', $data );
	}

	public function print(): void {
		echo $this->html; // phpcs:ignore WordPress.Security.EscapeOutput -- a view escapes.
	}

	public function enqueue(): void {
		wp_enqueue_script( Therestart_Assets::CONTACT );
	}
}
