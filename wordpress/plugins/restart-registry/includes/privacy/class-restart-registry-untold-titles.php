<?php
/**
 * What the index of another system may know.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the titles of registries in this WordPress, whoever may read them here: Restart Bridge reports that they exist,
 * and leaves out what they are called.
 */
final class Restart_Registry_Untold_Titles {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'restart_bridge_types_without_text', array( $this, 'add_registries' ) );
	}

	/**
	 * @param mixed $types Names of types.
	 * @return string[]
	 */
	public function add_registries( mixed $types ): array {
		return array( ...array_values( (array) $types ), Restart_Registry_Post_Type::NAME );
	}
}
