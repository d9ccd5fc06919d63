<?php
/**
 * One form.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes a form and its fields with everything that belongs to them: label, hint, what was typed before, what is wrong
 * with it. Everything that comes in is plain text and escaped here.
 */
final class Restart_Registry_Form {

	private string $prefix;

	private bool $has_spoken = false;

	/**
	 * @param string                    $action  One of the set's.
	 * @param array<string, string|int> $hidden  Fields that say what the form is about.
	 * @param array<string, string>     $typed   What was typed, if the form came back.
	 * @param array<string, string>     $errors  Field => what is wrong with it.
	 * @param string                    $message What to say about the whole form.
	 * @param Restart_Registry_Form_Set $set     How the form is sent.
	 * @param bool                      $refused Whether the message says why it wasn't done.
	 */
	public function __construct(
		private string $action,
		private array $hidden = array(),
		private array $typed = array(),
		private array $errors = array(),
		private string $message = '',
		private Restart_Registry_Form_Set $set = new Restart_Registry_Form_Set(),
		private bool $refused = false
	) {
		$about        = array_intersect_key( $hidden, array( 'item_id' => 1 ) );
		$this->prefix = implode( '-', array( 'restart', str_replace( '_', '-', $action ), ...$about ) );
	}

	/**
	 * Tells whether this is the form that came back.
	 */
	public function is_back(): bool {
		return '' !== $this->message;
	}

	/**
	 * Tells whether its message stands on the page.
	 */
	public function has_spoken(): bool {
		return $this->has_spoken;
	}

	/**
	 * Opens a form that posts to the page it stands on; forms.js sends it to admin-ajax.php, if it may.
	 *
	 * @param array<string, string|int|bool> $attributes More of the tag's.
	 */
	public function open_html( string $class = '', array $attributes = array() ): string {
		$hidden = array(
			$this->set->field => $this->action,
			'nonce'           => wp_create_nonce( Restart_Registry_Actions::NONCE ),
		) + $this->hidden;
		$fields = '';
		foreach ( $hidden as $name => $value ) {
			$fields .= sprintf(
				'<input type="hidden" name="%s" value="%s">',
				esc_attr( $name ),
				Restart_Registry_View::text( (string) $value )
			);
		}
		$ajax_action = $this->set->ajax_action( $this->action );
		$by_script   = '' === $ajax_action ? array() : array(
			'data-restart-action' => $this->action,
			'data-restart-ajax'   => $ajax_action,
		);
		return sprintf(
			'<form method="post" class="restart-form %s"%s>%s',
			esc_attr( $class ),
			self::in_tag( $by_script + $attributes ),
			$fields
		);
	}

	/**
	 * Makes a field for one line of text. A password is typed anew each time.
	 *
	 * @param array<string, string|int|bool> $attributes `type`, `autocomplete`, `maxlength`, `required`, `value` …
	 */
	public function input_html( string $name, string $label, array $attributes = array(), string $hint = '' ): string {
		$is_secret  = 'password' === ( $attributes['type'] ?? '' );
		$value      = $is_secret ? '' : $this->typed[ $name ] ?? (string) ( $attributes['value'] ?? '' );
		$attributes = array( 'value' => $value ) + $attributes + array( 'type' => 'text' );
		return $this->field_html(
			$name,
			$label,
			'<input' . $this->attributes_html( $name, $attributes, $hint ) . '>',
			$attributes,
			$hint
		);
	}

	/**
	 * Makes a field for several lines.
	 *
	 * @param array<string, string|int|bool> $attributes As for input_html().
	 */
	public function textarea_html(
		string $name,
		string $label,
		array $attributes = array(),
		string $hint = ''
	): string {
		$text = $this->typed[ $name ] ?? (string) ( $attributes['value'] ?? '' );
		unset( $attributes['value'] );
		// Browsers drop a line break right after the tag: here they drop this one, and not the writer's own.
		$control = '<textarea'
			. $this->attributes_html( $name, $attributes + array( 'rows' => 4 ), $hint )
			. ">\n"
			. esc_textarea( $text )
			. '</textarea>';
		return $this->field_html( $name, $label, $control, $attributes, $hint );
	}

	/**
	 * Makes a field to choose one of several.
	 *
	 * @param array<string, string> $options Value => what it is called.
	 */
	public function select_html( string $name, string $label, array $options, string $chosen = '' ): string {
		$chosen = $this->typed[ $name ] ?? $chosen;
		// A choice that isn't offered is kept, whoever made it.
		$options = $options + ( isset( $options[ $chosen ] ) ? array() : array( $chosen => $chosen ) );
		$control = '<select' . $this->attributes_html( $name, array(), '' ) . '>';
		foreach ( $options as $value => $text ) {
			$control .= sprintf(
				'<option value="%s"%s>%s</option>',
				Restart_Registry_View::text( (string) $value ),
				selected( $chosen, (string) $value, false ),
				Restart_Registry_View::text( $text )
			);
		}
		return $this->field_html( $name, $label, "$control</select>", array(), '' );
	}

	/**
	 * Makes a box for yes or no. An empty box sends nothing, hence the field before it.
	 */
	public function checkbox_html(
		string $name,
		string $label,
		bool $is_on = false,
		string $hint = '',
		bool $is_required = false
	): string {
		$is_on      = $this->typed ? '1' === ( $this->typed[ $name ] ?? '' ) : $is_on;
		$attributes = array(
			'type'     => 'checkbox',
			'value'    => '1',
			'checked'  => $is_on,
			'required' => $is_required,
		);
		$control    = sprintf(
			'<input type="hidden" name="%s" value="0"><input%s>',
			esc_attr( $name ),
			$this->attributes_html( $name, $attributes, $hint )
		);
		$id         = esc_attr( $this->id( $name ) );
		return "<div class=\"restart-field restart-check\">$control<label for=\"$id\">"
			. esc_html( $label )
			. '</label>'
			. $this->hint_html( $name, $hint )
			. $this->error_html( $name )
			. '</div>';
	}

	/**
	 * Makes a choice of one among several, all of them in sight.
	 *
	 * @param array<string, string> $options Value => what it is called. The first is chosen, unless another came back.
	 */
	public function radios_html( string $name, array $options ): string {
		$chosen = $this->typed[ $name ] ?? '';
		$chosen = isset( $options[ $chosen ] ) ? $chosen : (string) array_key_first( $options );
		$html   = '';
		foreach ( $options as $value => $label ) {
			$html .= sprintf(
				'<div class="restart-field restart-check">'
					. '<input type="radio" id="%1$s" name="%2$s" value="%3$s"%4$s><label for="%1$s">%5$s</label></div>',
				esc_attr( $this->id( "$name-$value" ) ),
				esc_attr( $name ),
				esc_attr( (string) $value ),
				(string) $value === $chosen ? ' checked' : '',
				esc_html( $label )
			);
		}
		return $html;
	}

	/**
	 * Makes a field that people don't see: whatever fills it in is a program.
	 */
	public function trap_html( string $name ): string {
		return sprintf(
			'<div class="restart-trap" aria-hidden="true"><label for="%1$s">%2$s</label>'
				. '<input id="%1$s" name="%3$s" type="text" tabindex="-1" autocomplete="off"></div>',
			esc_attr( $this->id( $name ) ),
			esc_html__( 'Leave this empty', 'restart-registry' ),
			esc_attr( $name )
		);
	}

	/**
	 * Makes the button, and the place where the answer is said.
	 *
	 * @param array<string, string> $attributes For the button.
	 */
	public function submit_html( string $label, string $class = '', array $attributes = array() ): string {
		$button = sprintf(
			'<button type="submit" class="restart-button wp-element-button %s"%s>%s</button>',
			esc_attr( $class ),
			self::in_tag( $attributes ),
			esc_html( $label )
		);
		return "<div class=\"restart-submit\">$button</div>" . $this->status_html();
	}

	/**
	 * Makes the place for the answer. It is always there, so that screen readers hear it change. If the server has a
	 * message, the focus starts here. Of two such places the first has it.
	 */
	public function status_html(): string {
		if ( $this->has_spoken || ! $this->is_back() ) {
			$this->has_spoken = true;
			return '<div class="restart-status" role="status"></div>';
		}
		$this->has_spoken = true;

		$kind = $this->refused ? ' restart-status--wrong' : '';
		return "<div class=\"restart-status$kind\" role=\"status\" tabindex=\"-1\" autofocus>"
			. $this->summary_html()
			. '</div>';
	}

	/**
	 * Returns the id of a field, which is unique on the page.
	 */
	public function id( string $name ): string {
		return sanitize_html_class( $this->prefix . '-' . str_replace( '_', '-', $name ) );
	}

	/**
	 * Makes the message, or the mistakes with links to where they are.
	 */
	private function summary_html(): string {
		if ( ! $this->errors ) {
			return esc_html( $this->message );
		}
		$links = '';
		foreach ( $this->errors as $name => $sentence ) {
			$links .= sprintf( '<li><a href="#%s">%s</a></li>', esc_attr( $this->id( $name ) ), esc_html( $sentence ) );
		}
		return "<ul>$links</ul>";
	}

	/**
	 * @param array<string, string|int|bool> $attributes Of the control.
	 */
	private function field_html(
		string $name,
		string $label,
		string $control,
		array $attributes,
		string $hint
	): string {
		$id       = esc_attr( $this->id( $name ) );
		$optional = empty( $attributes['required'] ) && $this->set->marks_optional( $this->action )
			? ' <span class="restart-optional">' . esc_html__( '(optional)', 'restart-registry' ) . '</span>'
			: '';
		return "<div class=\"restart-field\"><label for=\"$id\">"
			. esc_html( $label )
			. "$optional</label>"
			. $this->hint_html( $name, $hint )
			. $control
			. $this->error_html( $name )
			. '</div>';
	}

	private function hint_html( string $name, string $hint ): string {
		return '' === $hint
			? ''
			: sprintf(
				'<span class="restart-hint" id="%s-hint">%s</span>',
				esc_attr( $this->id( $name ) ),
				esc_html( $hint )
			);
	}

	/**
	 * Makes the place for a mistake. It is there from the start, for scripts to fill.
	 */
	private function error_html( string $name ): string {
		$error = $this->errors[ $name ] ?? '';
		return sprintf(
			'<span class="restart-error" id="%s-error"%s>%s</span>',
			esc_attr( $this->id( $name ) ),
			'' === $error ? ' hidden' : '',
			esc_html( $error )
		);
	}

	/**
	 * @param array<string, string|int|bool> $attributes Of the control.
	 */
	private function attributes_html( string $name, array $attributes, string $hint ): string {
		$id        = $this->id( $name );
		$is_wrong  = isset( $this->errors[ $name ] );
		$described = implode( ' ', array_filter( array( '' === $hint ? '' : "$id-hint", "$id-error" ) ) );
		$all       = array(
			'id'               => $id,
			'name'             => $name,
			'aria-invalid'     => $is_wrong ? 'true' : false,
			'aria-describedby' => $described,
		) + $attributes;
		return self::in_tag( $all );
	}

	/**
	 * @param array<string, string|int|bool> $attributes Name => value; true for those without one, false for none.
	 */
	private static function in_tag( array $attributes ): string {
		$html = '';
		foreach ( array_filter( $attributes, static fn( $value ) => false !== $value ) as $name => $value ) {
			$html .= true === $value
				? " $name"
				: sprintf( ' %s="%s"', $name, Restart_Registry_View::text( (string) $value ) );
		}
		return $html;
	}
}
