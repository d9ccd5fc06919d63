<?php
/**
 * Runs what comes on standard input inside the site: a line is {"code": …, "given": {…}}, and so is the answer.
 */

require getenv( 'WP_SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

/** In a function, so that one command's variables are not the next one's. */
function restart_shell_run( string $code, array $given ): mixed {
	extract( $given );
	return eval( $code );
}

$level = ob_get_level();
while ( $line = fgets( STDIN ) ) {
	$command = json_decode( $line, true, 512, JSON_THROW_ON_ERROR );
	wp_cache_flush(); // Meanwhile others wrote.
	$_COOKIE = array(); // Nobody is logged in, whoever was during the last command.
	wp_set_current_user( 0 );
	try {
		$answer = array( 'answer' => restart_shell_run( $command['code'], $command['given'] ) );
	} catch ( Throwable $error ) {
		while ( ob_get_level() > $level ) {
			ob_end_clean(); // A view that failed has left its buffer open: the answer would stay in it.
		}
		$answer = array( 'error' => (string) $error );
	}
	echo json_encode( $answer, JSON_THROW_ON_ERROR ), "\n";
}
