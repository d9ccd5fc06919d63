<?php
/**
 * A kind of terms.
 */

declare( strict_types=1 );

/**
 * What the bridge looks at.
 */
final class WP_Taxonomy {

	public function __construct( public string $name, public mixed $label ) {
	}
}
