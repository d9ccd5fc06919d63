<?php
/**
 * What this site knows of its connection.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Remembers the connection and tells whether it is this site's own.
 */
final class Restart_Bridge_Connection {

	/**
	 * Whether the site was connected and nobody has disconnected it here. Whether all is well, only the backend knows.
	 */
	public static function is_made(): bool {
		return self::integration_id() > 0;
	}

	/**
	 * Whether this is a copy of the site that was connected: then key and ids in the database are another site's.
	 */
	public static function is_copy(): bool {
		$connected_as = Restart_Bridge_Options::get( Restart_Bridge_Options::CONNECTED_AS );
		return '' !== $connected_as && self::site_url() !== $connected_as;
	}

	/**
	 * Says what to do with a copy. Only the backend knows whose copy it is, if this site has the address of the original.
	 */
	public static function about_copy(): string {
		if ( ! self::is_copy() ) {
			return __( 'This is a copy of another site: connect it with a key of its own.', 'restart-bridge' );
		}
		return sprintf(
			/* translators: %s: the address of a site. */
			__( 'This is a copy of %s: connect it with a key of its own.', 'restart-bridge' ),
			Restart_Bridge_Options::get( Restart_Bridge_Options::CONNECTED_AS )
		);
	}

	/**
	 * Says why the backend isn't asked, if there is a reason.
	 */
	public static function why_not(): ?WP_Error {
		$reason = match ( true ) {
			! self::is_made() => __( 'This site is not connected.', 'restart-bridge' ),
			self::is_copy()   => self::about_copy(),
			default           => '',
		};
		$status = array( 'status' => 409 );
		return '' === $reason ? null : new WP_Error( 'restart_bridge_not_connected', $reason, $status );
	}

	/**
	 * Returns the id that the backend gave, or 0.
	 */
	public static function integration_id(): int {
		return (int) Restart_Bridge_Options::get( Restart_Bridge_Options::INTEGRATION_ID );
	}

	/**
	 * Returns the address of this site, always in the same spelling. home_url() has another scheme in a request that
	 * came by another one.
	 */
	public static function site_url(): string {
		$parts   = (array) wp_parse_url( trim( (string) get_option( 'home' ) ) );
		$scheme  = strtolower( $parts['scheme'] ?? 'http' );
		$default = array(
			'http'  => 80,
			'https' => 443,
		);
		$port    = $parts['port'] ?? null;
		$port    = null === $port || ( $default[ $scheme ] ?? 0 ) === $port ? '' : ":$port";
		return "$scheme://" . strtolower( $parts['host'] ?? '' ) . $port . rtrim( $parts['path'] ?? '', '/' );
	}

	/**
	 * Remembers a connection. The id comes last: with it the connection is there.
	 *
	 * @param array<string, string> $typed  Of Restart_Bridge_Settings.
	 * @param mixed[]               $answer Of the backend, with its ids.
	 */
	public static function remember( array $typed, array $answer, int $account_id ): ?WP_Error {
		$values = array(
			...Restart_Bridge_Settings::to_store( $typed ),
			Restart_Bridge_Options::ACCOUNT_ID     => (string) $account_id,
			Restart_Bridge_Options::SITE_ID        => (string) $answer['site_id'],
			Restart_Bridge_Options::CONNECTED_AS   => self::site_url(),
			Restart_Bridge_Options::INTEGRATION_ID => (string) $answer['integration_id'],
		);
		foreach ( $values as $name => $value ) {
			if ( ! Restart_Bridge_Options::set( $name, $value ) ) {
				return self::not_stored();
			}
		}
		Restart_Bridge_Structure_Sync::schedule();
		return null;
	}

	/**
	 * Remembers a new key.
	 */
	public static function remember_key( string $key ): ?WP_Error {
		return Restart_Bridge_Options::set( Restart_Bridge_Options::API_KEY, $key ) ? null : self::not_stored();
	}

	/**
	 * Forgets it. Address, gateway key and e-mail stay for the next time.
	 */
	public static function forget(): void {
		array_map( 'delete_option', Restart_Bridge_Options::OF_CONNECTION );
		Restart_Bridge_Structure_Sync::unschedule();
	}

	private static function not_stored(): WP_Error {
		$message = __( 'The database of this site did not keep it.', 'restart-bridge' );
		return new WP_Error( 'restart_bridge_database', $message, array( 'status' => 500 ) );
	}
}
