<?php
/**
 * Addresses of computers.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Tells addresses of the public internet from all others. Works without WordPress.
 */
final class Restart_Registry_Ip_Address {

	/**
	 * Every block that IANA lists as not globally reachable, and multicast.
	 */
	private const CLOSED = array(
		'0.0.0.0/8',
		'10.0.0.0/8',
		'100.64.0.0/10', // Behind a provider's NAT.
		'127.0.0.0/8',
		'169.254.0.0/16', // Link-local; where clouds keep their secrets.
		'172.16.0.0/12',
		'192.0.0.0/24',
		'192.0.2.0/24',
		'192.88.99.0/24',
		'192.168.0.0/16',
		'198.18.0.0/15',
		'198.51.100.0/24',
		'203.0.113.0/24',
		'224.0.0.0/3', // Multicast, reserved, broadcast.
	);

	/**
	 * Lists everything that is assigned, and the parts of it that are not public: Teredo and others, documentation,
	 * 6to4. Addresses that hold another one (::ffff:0:0/96, NAT64's 64:ff9b::/96) are outside anyway.
	 */
	private const OPEN_6   = '2000::/3';
	private const CLOSED_6 = array( '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20' );

	/**
	 * Answers false, too, for anything that is no address in its usual form.
	 */
	public static function is_public( string $address ): bool {
		if ( filter_var( $address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 ) ) {
			return ! self::is_in_one_of( $address, self::CLOSED );
		}
		return filter_var( $address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 )
			&& self::is_in_one_of( $address, array( self::OPEN_6 ) )
			&& ! self::is_in_one_of( $address, self::CLOSED_6 );
	}

	/**
	 * @param string[] $blocks Of the same family.
	 */
	private static function is_in_one_of( string $address, array $blocks ): bool {
		foreach ( $blocks as $block ) {
			list( $network, $bits ) = explode( '/', $block );
			if ( self::first_bits( $address, (int) $bits ) === self::first_bits( $network, (int) $bits ) ) {
				return true;
			}
		}
		return false;
	}

	private static function first_bits( string $address, int $count ): string {
		$bits = '';
		foreach ( str_split( (string) inet_pton( $address ) ) as $byte ) {
			$bits .= sprintf( '%08b', ord( $byte ) );
		}
		return substr( $bits, 0, $count );
	}
}
