<?php
/**
 * What came of pressing a button.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Is kept until the person who pressed it sees the page of the settings again.
 */
final class Restart_Bridge_Outcome {

	public const META_KEY = 'restart_bridge_outcome';

	/**
	 * How WordPress's notices are called.
	 */
	public const SUCCESS = 'success';
	public const WARNING = 'warning';
	public const ERROR   = 'error';

	/**
	 * @param array<string, string> $typed  What goes back into the form, by its key; no secrets.
	 * @param array<string, string> $errors What is wrong with what was typed, by its key.
	 */
	public function __construct(
		public readonly string $kind,
		public readonly string $message,
		public readonly array $typed = array(),
		public readonly array $errors = array()
	) {
	}

	/**
	 * Keeps it with the steps that led to it.
	 */
	public function keep( Restart_Bridge_Steps $steps ): void {
		$kept = get_object_vars( $this ) + array( 'steps' => $steps->all() );
		update_user_meta( get_current_user_id(), self::META_KEY, wp_slash( $kept ) );
	}

	/**
	 * Returns what was kept, once.
	 *
	 * @return array{kind: string, message: string, typed: string[], errors: string[], steps: mixed[]}|null
	 */
	public static function take(): ?array {
		$kept = get_user_meta( get_current_user_id(), self::META_KEY, true );
		delete_user_meta( get_current_user_id(), self::META_KEY );
		return is_array( $kept ) ? $kept : null;
	}
}
