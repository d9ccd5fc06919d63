<?php
/**
 * For PHP's built-in server: what WordPress's .htaccess does under Apache.
 */

declare( strict_types=1 );

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = $root . $path;

if ( preg_match( '#(^|/)\.|/wp-config\.php$#', $path ) ) {
	http_response_code( 404 );
	return true;
}
if ( is_file( $file ) ) {
	return false; // Served as it is.
}
if ( '/' !== $path && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( str_ends_with( $path, '/' ) ) {
		return false; // /wp-admin/
	}
	header( 'Location: ' . $path . '/', true, 301 );
	return true;
}

$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
unset( $_SERVER['PATH_INFO'] );
chdir( $root );
require $root . '/index.php';
