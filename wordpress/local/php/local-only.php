<?php
/**
 * Plugin Name: Local only
 * Description: Mail is written to files, and nobody asks wordpress.org for updates.
 */

declare( strict_types=1 );

add_filter(
	'pre_wp_mail',
	function ( $sent, $mail ) {
		$text = 'To: ' . implode( ', ', (array) $mail['to'] ) . "\nSubject: {$mail['subject']}\n"
			. implode( "\n", (array) $mail['headers'] ) . "\n\n{$mail['message']}\n";
		$file = getenv( 'WP_MAIL_FOLDER' ) . '/' . gmdate( 'Y-m-d-His-' ) . uniqid() . '.txt';
		return false !== file_put_contents( $file, $text );
	},
	10,
	2
);

add_filter(
	'pre_http_request',
	function ( $answer, $arguments, $url ) {
		return 'api.wordpress.org' === wp_parse_url( $url, PHP_URL_HOST )
			? new WP_Error( 'local_only', 'No update checks here.' ) : $answer;
	},
	10,
	3
);
