<?php
/**
 * PHP's own look-ups of names, out of the table of the tests: nothing here asks a name server.
 */

/**
 * The next answer for this name, the last one for ever; none is known for others. Null is a name server's silence.
 *
 * @return string[]|null
 */
function restart_network_answer( string $name ): ?array {
	static $turns = array();

	file_put_contents( RESTART_NETWORK['lookups'], "$name\n", FILE_APPEND );
	$answers        = RESTART_NETWORK['names'][ $name ] ?? array( array() );
	$turns[ $name ] = ( $turns[ $name ] ?? -1 ) + 1;
	return $answers[ min( $turns[ $name ], count( $answers ) - 1 ) ];
}

if ( ! function_exists( 'dns_get_record' ) ) {

	function dns_get_record( string $name, int $type = DNS_ANY ): array|false {
		$answer = restart_network_answer( $name );
		if ( null === $answer ) {
			trigger_error( 'A temporary server error occurred.', E_USER_WARNING );
			return false;
		}
		$is_ipv6 = DNS_AAAA === $type;
		$records = preg_grep( '/:/', $answer, $is_ipv6 ? 0 : PREG_GREP_INVERT );
		return array_values( array_map( static fn( $address ) => array( $is_ipv6 ? 'ipv6' : 'ip' => $address ), $records ) );
	}

	function gethostbynamel( string $name ): array|false {
		$answer = filter_var( $name, FILTER_VALIDATE_IP ) ? array( $name ) : restart_network_answer( $name );
		$ipv4   = preg_grep( '/:/', $answer ?? array(), PREG_GREP_INVERT );
		return $ipv4 ? array_values( $ipv4 ) : false;
	}

	function gethostbyname( string $name ): string {
		return ( gethostbynamel( $name ) ?: array( $name ) )[0];
	}
}
