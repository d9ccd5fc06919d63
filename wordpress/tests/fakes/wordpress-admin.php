<?php
/**
 * WordPress's functions that only the dashboard's classes use.
 */

declare( strict_types=1 );

function user_can( WP_User $user, string $capability ): bool {
	return 'restart-api' === $user->user_login && 'manage_restart_registry' === $capability;
}

function add_settings_error( string $setting, string $code, string $message ): void {
	Fake_Wordpress::$options['errors'][] = $message;
}

function untrailingslashit( string $text ): string {
	return rtrim( $text, '/' );
}

function sanitize_url( string $url, array $protocols ): string {
	return $url;
}
