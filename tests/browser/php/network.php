<?php
/**
 * The network around a WordPress, before it starts: names lead where the tests say, and no request leaves this machine.
 *
 * PHP's functions for look-ups are disabled (tests/browser/network.py), so those in names.php take their place.
 */

define( 'RESTART_NETWORK', json_decode( getenv( 'RESTART_NETWORK' ), true, 512, JSON_THROW_ON_ERROR ) );
require_once __DIR__ . '/names.php';

/** The usual ports of everybody else, inside or outside, are the secret's: whoever asks there is heard. */
function restart_network_lead( CurlHandle $handle ): void {
	$ways = array( 'www.shop.example:80:127.0.0.1:' . RESTART_NETWORK['shop'] );
	foreach ( array( 80, 443 ) as $port ) {
		$ways[] = ":$port:127.0.0.1:" . RESTART_NETWORK['secret'];
	}
	curl_setopt( $handle, CURLOPT_CONNECT_TO, $ways );
}

/** The shop that a site lets in although it is inside: by its address, and by a name that only our table knows. */
function restart_network_exempt( bool $is_exempt, string $host, int $port ): bool {
	return $is_exempt || ( in_array( $host, array( '127.0.0.1', 'pinned.example' ), true ) && RESTART_NETWORK['shop'] === $port );
}

$GLOBALS['wp_filter'] = array(
	'http_api_curl'                 => array( 99 => array( array( 'function' => 'restart_network_lead', 'accepted_args' => 1 ) ) ),
	'restart_registry_fetch_exempt' => array( 10 => array( array( 'function' => 'restart_network_exempt', 'accepted_args' => 3 ) ) ),
);
