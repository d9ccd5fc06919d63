<?php
/**
 * What every form of the theme can do.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * A form that came back filled in. Whether by script or as a page is not its business.
 */
interface Therestart_Form {

	/**
	 * Whether whoever asks may send this form at all.
	 */
	public function may_submit(): bool;

	/**
	 * Does what the form is for.
	 *
	 * @param array<string, string> $typed What was typed, by field; unslashed, not sanitised.
	 * @return string|WP_Error Where to go on, "" for staying; or sentences by field (the codes are names of fields).
	 */
	public function submit( array $typed ): string|WP_Error;

	/**
	 * What to say when it is done.
	 */
	public function thanks(): string;
}
