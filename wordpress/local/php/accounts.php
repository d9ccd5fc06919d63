<?php
/**
 * Makes the cast and prints it as JSON, passwords included. Run it on a site that has no user but Eve.
 */

declare( strict_types=1 );

add_filter( 'send_password_change_email', '__return_false' );

function restart_local_account( string $login, string $name, string $role, string $password ): array {
	$user = array(
		'user_login'   => $login,
		'user_email'   => "$login@example.test",
		'user_pass'    => $password,
		'display_name' => $name,
		'role'         => $role,
	);
	$id   = username_exists( $login );
	$id   = $id ? wp_update_user( array( 'ID' => $id ) + $user ) : wp_insert_user( $user );
	list( $application_password ) = WP_Application_Passwords::create_new_application_password(
		$id,
		array( 'name' => 'Local' )
	);
	return array(
		'id'                   => $id,
		'username'             => $login,
		'email'                => $user['user_email'],
		'password'             => $password,
		'application_password' => $application_password,
	);
}

$cast     = array(
	'ada'   => array( 'Ada Lovelace', 'subscriber' ),
	'bob'   => array( 'Bob Kahn', 'subscriber' ),
	'carol' => array( 'Carol Shaw', 'subscriber' ),
	'eve'   => array( 'Eve Adams', 'administrator' ),
);
$accounts = array();
foreach ( $cast as $login => list( $name, $role ) ) {
	$accounts[ $login ] = restart_local_account( $login, $name, $role, wp_generate_password( 20, false ) );
}
update_user_meta( $accounts['bob']['id'], 'restart_verified_email', $accounts['bob']['email'] );
echo wp_json_encode( $accounts );
