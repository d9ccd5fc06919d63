<?php
/**
 * Why somebody starts again.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The situations that a registry may be for, and what they are called.
 */
final class Restart_Registry_Situations {

	/**
	 * @return array<string, string> As stored in `restart_event_type` => as shown.
	 */
	public static function all(): array {
		return array(
			'divorce'     => __( 'A divorce', 'restart-registry' ),
			'separation'  => __( 'A separation', 'restart-registry' ),
			'moving-on'   => __( 'Moving on', 'restart-registry' ),
			'getting-out' => __( 'Getting out', 'restart-registry' ),
			'relocation'  => __( 'A new place to live', 'restart-registry' ),
			'other'       => __( 'Something else', 'restart-registry' ),
		);
	}

	/**
	 * Returns what a situation is called. One that other programs stored is shown as it is.
	 */
	public static function label( string $type ): string {
		return self::all()[ $type ] ?? $type;
	}
}
