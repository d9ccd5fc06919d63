<?php
/**
 * Functions of PHP 8.4, for a Composer of a newer Debian on this machine's PHP.
 */

declare( strict_types=1 );

if ( ! function_exists( 'array_find' ) ) {
	/** Returns the first element that is accepted, or null. */
	function array_find( array $values, callable $accepts ) {
		foreach ( $values as $key => $value ) {
			if ( $accepts( $value, $key ) ) {
				return $value;
			}
		}
		return null;
	}

	/** Tells whether an element is accepted. */
	function array_any( array $values, callable $accepts ): bool {
		foreach ( $values as $key => $value ) {
			if ( $accepts( $value, $key ) ) {
				return true;
			}
		}
		return false;
	}

	/** Tells whether all elements are accepted. */
	function array_all( array $values, callable $accepts ): bool {
		foreach ( $values as $key => $value ) {
			if ( ! $accepts( $value, $key ) ) {
				return false;
			}
		}
		return true;
	}
}
