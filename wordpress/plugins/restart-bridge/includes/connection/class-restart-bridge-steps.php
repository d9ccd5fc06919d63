<?php
/**
 * What happened when a button was pressed.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * A list of steps, each with how it went and how long it took.
 */
final class Restart_Bridge_Steps {

	/**
	 * @var list<array{label: string, ok: bool, milliseconds: int, detail: string, checks: list<array<string, mixed>>}>
	 */
	private array $steps = array();

	/**
	 * Takes a step, and its time, and returns what it returns. A WP_Error is a step that failed.
	 */
	public function take( string $label, callable $step ): mixed {
		$began  = hrtime( true );
		$result = $step();
		$detail = is_wp_error( $result ) ? $result->get_error_message() : '';
		$this->add( $label, ! is_wp_error( $result ), $detail, (int) round( ( hrtime( true ) - $began ) / 1e6 ) );
		return $result;
	}

	/**
	 * Adds a step that was taken elsewhere, or in no time.
	 */
	public function add( string $label, bool $ok, string $detail = '', int $milliseconds = 0 ): void {
		$checks        = array();
		$this->steps[] = compact( 'label', 'ok', 'milliseconds', 'detail', 'checks' );
	}

	/**
	 * Says more about the last step.
	 *
	 * @param list<array{label: string, ok: bool, hint: string}> $checks What the backend found.
	 */
	public function explain( string $detail, array $checks = array() ): void {
		$this->steps[] = compact( 'detail', 'checks' ) + array_pop( $this->steps );
	}

	/**
	 * Tells whether every step and every check went well.
	 */
	public function are_well(): bool {
		foreach ( $this->steps as $step ) {
			if ( ! $step['ok'] || in_array( false, array_column( $step['checks'], 'ok' ), true ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Says why the last step that failed did so.
	 */
	public function why(): string {
		$failed = array_filter( $this->steps, static fn( array $step ) => ! $step['ok'] );
		return $failed ? end( $failed )['detail'] : '';
	}

	/**
	 * @return list<array<string, mixed>> To be shown.
	 */
	public function all(): array {
		return $this->steps;
	}
}
