<?php
/**
 * Where the contact form stands.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Puts it at the end of every page as a closed dialog. A link to `#contact` opens it, without scripts as well.
 */
final class Therestart_Contact_Dialog {

	public function __construct( private Therestart_Posted_Forms $forms ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'wp_footer', array( $this, 'print' ), 5 );
		add_action( 'wp_enqueue_scripts', array( $this, 'enqueue' ), 11 );
	}

	/**
	 * At the end of `<body>`.
	 */
	public function print(): void {
		echo Therestart_View::html(
			'contact-dialog',
			array( 'form' => $this->forms->state( 'contact_submit' ) )
		); // phpcs:ignore WordPress.Security.EscapeOutput -- a view escapes.
	}

	/**
	 * After Therestart_Assets has registered it.
	 */
	public function enqueue(): void {
		wp_enqueue_script( Therestart_Assets::CONTACT );
	}
}
