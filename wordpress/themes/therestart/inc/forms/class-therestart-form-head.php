<?php
/**
 * How a form of the theme begins.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Prints what stands above the fields. The fields themselves are the plugin's.
 */
final class Therestart_Form_Head {

	/**
	 * @param array{name: string, errors: array<string, string>, fields: Restart_Registry_Form} $form State of the form.
	 */
	public static function html( array $form ): string {
		return self::summary_html( $form ) . self::hidden_html( $form['name'] );
	}

	/**
	 * What came of sending the form: first for eyes and for screen readers. Empty as long as it wasn't sent.
	 *
	 * @param array{name: string, errors: array<string, string>, fields: Restart_Registry_Form} $form State of the form.
	 */
	private static function summary_html( array $form ): string {
		$lines = '';
		foreach ( $form['errors'] as $name => $sentence ) {
			$text   = Restart_Registry_View::text( $sentence );
			$link   = sprintf( '<a href="#%s">%s</a>', esc_attr( $form['fields']->id( $name ) ), $text );
			$lines .= '<li>' . ( 'form' === $name ? $text : $link ) . '</li>';
		}
		$hidden = '' === $lines ? ' hidden' : ' autofocus';
		return '<div class="restart-summary" role="alert" tabindex="-1"' . $hidden . "><ul>$lines</ul></div>";
	}

	/**
	 * Which form this is, and that it comes from our page.
	 */
	private static function hidden_html( string $name ): string {
		return sprintf(
			'<input type="hidden" name="%s" value="%s"><input type="hidden" name="%s" value="%s">',
			esc_attr( Therestart_Posted_Forms::FIELD ),
			esc_attr( $name ),
			esc_attr( Therestart_Posted_Forms::NONCE_FIELD ),
			esc_attr( wp_create_nonce( Restart_Registry_Actions::NONCE ) )
		);
	}
}
