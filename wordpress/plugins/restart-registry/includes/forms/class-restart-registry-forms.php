<?php
/**
 * The forms of this request.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes the forms of a page, and fills in what was typed when the last one came back.
 */
final class Restart_Registry_Forms {

	/**
	 * Hidden fields by which a form is found again.
	 */
	private const MARKS = array( 'registry_id', 'item_id', 'purchase_id', 'invitee', 'part' );

	private string $action = '';

	private ?Restart_Registry_Form $came_back = null;

	/**
	 * @var array<string, string>
	 */
	private array $typed = array();

	/**
	 * @var array<string, string>
	 */
	private array $errors = array();

	private string $message = '';

	private bool $is_refused = false;

	/**
	 * Whether what was sent may be done already without anybody knowing. After a 409 it is known.
	 */
	private bool $is_open = true;

	/**
	 * What a form that is shown on the same page again has led to.
	 *
	 * @var array<string, mixed>
	 */
	private array $answer = array();

	public function __construct( private Restart_Registry_Form_Set $set = new Restart_Registry_Form_Set() ) {
	}

	/**
	 * @param array<string, string|int> $hidden Fields that say what the form is about.
	 */
	public function form( string $action, array $hidden = array() ): Restart_Registry_Form {
		$is_this = $action === $this->action;
		foreach ( array_intersect_key( $hidden, array_flip( self::MARKS ) ) as $name => $value ) {
			$is_this = $is_this && (string) $value === ( $this->typed[ $name ] ?? '' );
		}
		if ( ! $is_this ) {
			return new Restart_Registry_Form( $action, $hidden, set: $this->set );
		}
		$hidden          = $this->with_its_key( $hidden );
		$this->came_back = new Restart_Registry_Form(
			$action,
			$hidden,
			$this->typed,
			$this->errors,
			$this->message,
			$this->set,
			$this->is_refused
		);
		return $this->came_back;
	}

	/**
	 * Keeps a form that was refused, so that nothing typed is lost.
	 *
	 * @param array<string, string> $typed What was typed.
	 */
	public function keep( string $action, array $typed, WP_Error $error ): void {
		$this->refill( $action, $typed, $error->get_error_message() );
		$this->errors     = Restart_Registry_Answers::by_field( $error );
		$this->is_open    = 409 !== Restart_Registry_Answers::status( $error );
		$this->is_refused = true;
	}

	/**
	 * Shows a form filled in, with a sentence about it.
	 *
	 * @param array<string, string> $typed What stands in it.
	 */
	public function refill( string $action, array $typed, string $message ): void {
		$this->action  = $action;
		$this->typed   = $typed;
		$this->message = $message;
	}

	/**
	 * Gives a form back the key that it had: if it is sent once more, it counts once.
	 *
	 * @param array<string, string|int> $hidden As in form().
	 * @return array<string, string|int>
	 */
	private function with_its_key( array $hidden ): array {
		$key = array_intersect_key( $this->typed, $hidden, array( Restart_Registry_Form_Key::FIELD => '' ) );
		return $this->is_open ? $key + $hidden : $hidden;
	}

	/**
	 * Returns the message of a form that isn't on the page any more: the last piece of a gift may be bought, or taken
	 * off the list. Call it when everything else is made.
	 */
	public function unsaid(): string {
		return $this->came_back && $this->came_back->has_spoken() ? '' : $this->message;
	}

	/**
	 * @param array<string, mixed> $answer Of an action.
	 */
	public function keep_answer( array $answer ): void {
		$this->answer = $answer;
	}

	/**
	 * Returns what the views show on top.
	 *
	 * @return array<string, mixed> With `message`, if there is something to say.
	 */
	public function answer(): array {
		$done = $this->action || $this->answer ? '' : Restart_Registry_Answers::by_address();
		return $this->answer + array_filter( array( 'message' => $done ) );
	}
}
