<?php
/**
 * WordPress's functions that only the bridge's classes use.
 */

declare( strict_types=1 );

const RESTART_BRIDGE_VERSION = '0.1.0';

function update_option( string $name, mixed $value, ?bool $autoload = null ): bool {
	Fake_Wordpress::$options[ $name ] = $value;
	return true;
}

function delete_option( string $name ): bool {
	unset( Fake_Wordpress::$options[ $name ] );
	return true;
}

function wp_cache_delete( string $key, string $group ): bool {
	return true;
}

function wp_salt( string $scheme ): string {
	return $scheme . Fake_Wordpress::$salt;
}

function wp_get_environment_type(): string {
	return Fake_Wordpress::$environment;
}

function get_bloginfo( string $what ): string {
	return "the $what";
}

function wp_schedule_event( int $time, string $recurrence, string $hook ): bool {
	Fake_Wordpress::$events[ $hook ] = $time;
	return true;
}

function wp_unschedule_hook( string $hook ): int {
	unset( Fake_Wordpress::$events[ $hook ] );
	return 1;
}

function get_post_types( array $wanted ): array {
	$names = array_keys( Fake_Wordpress::$post_types );
	return array( 'public' => true ) === $wanted ? array_combine( $names, $names ) : array();
}

function get_taxonomies( array $wanted ): array {
	$names = array_keys( Fake_Wordpress::$taxonomies );
	return array( 'public' => true ) === $wanted ? array_combine( $names, $names ) : array();
}

function get_post_type_object( string $name ): ?WP_Post_Type {
	return new WP_Post_Type( $name, Fake_Wordpress::$post_types[ $name ] );
}

function get_taxonomy( string $name ): WP_Taxonomy|false {
	return new WP_Taxonomy( $name, Fake_Wordpress::$taxonomies[ $name ] );
}

function get_admin_url( ?int $blog, string $path, string $scheme ): string {
	return "$scheme://www.restart.test/wp-admin/$path";
}
