<?php
/**
 * Plugin Name: A shop's types, which are all that this site tells of beside posts and pages.
 */

declare( strict_types=1 );

add_action(
	'init',
	function () {
		register_post_type( 'product', array( 'public' => true, 'label' => 'Products' ) );
		register_taxonomy( 'product_cat', 'product', array( 'public' => true, 'label' => 'Product categories' ) );
	}
);
add_filter(
	'register_post_type_args',
	fn( $arguments, $name ) => 'restart-registry' === $name ? array( 'public' => false ) + $arguments : $arguments,
	10,
	2
);
