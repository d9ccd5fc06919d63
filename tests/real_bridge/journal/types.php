<?php
/**
 * Plugin Name: Tests: a shop's types, and statuses that a plugin brings.
 */

declare( strict_types=1 );

add_action(
	'init',
	function (): void {
		register_post_type( 'product', array( 'label' => 'Products', 'public' => true, 'show_in_rest' => true ) );
		register_taxonomy( 'product_cat', 'product', array( 'label' => 'Product categories', 'public' => true ) );
		register_post_type( 'note', array( 'label' => 'Notes', 'public' => false ) );
		register_post_status( 'sold', array( 'label' => 'Sold', 'public' => true ) );
		register_post_status( 'withdrawn', array( 'label' => 'Withdrawn', 'public' => false ) );
	}
);
