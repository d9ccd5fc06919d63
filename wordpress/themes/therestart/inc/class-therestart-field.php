<?php
/**
 * The fields of our forms.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Prints a field with everything that belongs to it: label, hint, what was typed before, and what is wrong with it.
 */
final class Therestart_Field {

	/**
	 * @param array{name: string, errors: array<string, string>, typed: array<string, string>} $form State of the form.
	 */
	public function __construct( private array $form ) {
	}

	/**
	 * One line of text.
	 *
	 * @param array<string, string|int|bool> $attributes `type`, `autocomplete`, `maxlength`, `required`, `value` …
	 */
	public function input_html( string $name, string $label, array $attributes = array(), string $hint = '' ): string {
		$attributes += array(
			'type'  => 'text',
			'value' => '',
		);
		if ( 'password' !== $attributes['type'] ) {
			$attributes['value'] = $this->form['typed'][ $name ] ?? $attributes['value'];
		}
		return $this->wrap( $name, $label, '<input' . $this->attributes( $name, $attributes, $hint ) . '>', $hint, ! empty( $attributes['required'] ) );
	}

	/**
	 * Several lines.
	 *
	 * @param array<string, string|int|bool> $attributes As above; `value` is what stands in it.
	 */
	public function textarea_html( string $name, string $label, array $attributes = array(), string $hint = '' ): string {
		$text = $this->form['typed'][ $name ] ?? (string) ( $attributes['value'] ?? '' );
		unset( $attributes['value'] );
		// A line break right after the tag is dropped by browsers: this one instead of the writer's own.
		$control = '<textarea' . $this->attributes( $name, $attributes, $hint ) . ">\n" . esc_textarea( $text ) . '</textarea>';
		return $this->wrap( $name, $label, $control, $hint, ! empty( $attributes['required'] ) );
	}

	/**
	 * One of several.
	 *
	 * @param array<string, string> $options Value => what it is called.
	 */
	public function select_html( string $name, string $label, array $options ): string {
		$chosen  = $this->form['typed'][ $name ] ?? '';
		$control = '<select' . $this->attributes( $name, array(), '' ) . '>';
		foreach ( $options as $value => $text ) {
			$control .= sprintf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $text ) );
		}
		return $this->wrap( $name, $label, "$control</select>", '', false );
	}

	/**
	 * Yes or no.
	 */
	public function checkbox_html( string $name, string $label, bool $is_on = false ): string {
		$is_on = $this->form['typed'] ? isset( $this->form['typed'][ $name ] ) : $is_on;
		$id    = $this->id( $name );
		return sprintf(
			'<p class="restart-field restart-check"><input type="checkbox" id="%1$s" name="%2$s" value="1"%3$s><label for="%1$s">%4$s</label></p>',
			esc_attr( $id ),
			esc_attr( $name ),
			checked( $is_on, true, false ),
			esc_html( $label )
		);
	}

	/**
	 * What came of sending the form: first for eyes and for screen readers. Empty as long as it wasn't sent.
	 */
	public function summary_html(): string {
		$lines = '';
		foreach ( $this->form['errors'] as $name => $sentence ) {
			$lines .= 'form' === $name ? '<li>' . Therestart_View::text( $sentence ) . '</li>'
				: sprintf( '<li><a href="#%s">%s</a></li>', esc_attr( $this->id( $name ) ), esc_html( $sentence ) );
		}
		$hidden = '' === $lines ? ' hidden' : ' autofocus';
		return '<div class="restart-summary" role="alert" tabindex="-1"' . $hidden . "><ul>$lines</ul></div>";
	}

	/**
	 * Which form this is, and that it comes from our page.
	 */
	public function hidden_html(): string {
		return sprintf(
			'<input type="hidden" name="%s" value="%s"><input type="hidden" name="%s" value="%s">',
			esc_attr( Therestart_Posted_Forms::FIELD ),
			esc_attr( $this->form['name'] ),
			esc_attr( Therestart_Posted_Forms::NONCE_FIELD ),
			esc_attr( wp_create_nonce( Therestart_Posted_Forms::NONCE ) )
		);
	}

	/**
	 * Unique on the page: the contact form is on every one.
	 */
	private function id( string $name ): string {
		return sanitize_html_class( "restart-{$this->form['name']}-$name" );
	}

	/**
	 * @param array<string, string|int|bool> $attributes Name => value; true for those without one.
	 */
	private function attributes( string $name, array $attributes, string $hint ): string {
		$id        = $this->id( $name );
		$is_wrong  = isset( $this->form['errors'][ $name ] );
		$described = array_filter( array( $hint ? "$id-hint" : '', $is_wrong ? "$id-error" : '' ) );
		$all       = array(
			'id'   => $id,
			'name' => $name,
		) + $attributes + array(
			'aria-invalid'     => $is_wrong ? 'true' : false,
			'aria-describedby' => $described ? implode( ' ', $described ) : false,
		);
		$html      = '';
		foreach ( array_filter( $all, static fn( $value ) => false !== $value ) as $key => $value ) {
			$html .= true === $value ? " $key" : sprintf( ' %s="%s"', $key, Therestart_View::text( (string) $value ) );
		}
		return $html;
	}

	/**
	 * Label, hint, control, error, in the order in which they are read.
	 */
	private function wrap( string $name, string $label, string $control, string $hint, bool $is_required ): string {
		$id    = esc_attr( $this->id( $name ) );
		$extra = $is_required ? '' : ' <span class="restart-optional">' . esc_html__( '(optional)', 'therestart' ) . '</span>';
		$hint  = '' === $hint ? '' : "<span class=\"restart-hint\" id=\"$id-hint\">" . esc_html( $hint ) . '</span>';
		$error = esc_html( $this->form['errors'][ $name ] ?? '' );
		$error = "<span class=\"restart-error\" id=\"$id-error\"" . ( '' === $error ? ' hidden' : '' ) . ">$error</span>";
		return "<p class=\"restart-field\"><label for=\"$id\">" . esc_html( $label ) . "$extra</label>$hint$control$error</p>";
	}
}
