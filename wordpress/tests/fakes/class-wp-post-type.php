<?php
/**
 * A type of posts.
 */

declare( strict_types=1 );

/**
 * What the bridge looks at.
 */
final class WP_Post_Type {

	public function __construct( public string $name, public mixed $label ) {
	}
}
