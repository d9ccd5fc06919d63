<?php
/**
 * The API's own account, with a new application password; prints it as JSON.
 */

declare( strict_types=1 );

$login = 'restart-api';
$id    = username_exists( $login );
if ( ! $id ) {
	$id = wp_insert_user(
		array(
			'user_login'   => $login,
			'user_email'   => 'restart-api@example.test',
			'user_pass'    => wp_generate_password( 40 ),
			'display_name' => 'Restart Registry API',
			'role'         => 'restart_registry_service',
		)
	);
}
WP_Application_Passwords::delete_all_application_passwords( $id );
list( $application_password ) = WP_Application_Passwords::create_new_application_password(
	$id,
	array( 'name' => 'Restart Registry API' )
);
echo wp_json_encode(
	array(
		'id'                   => $id,
		'username'             => $login,
		'email'                => 'restart-api@example.test',
		'password'             => '',
		'application_password' => $application_password,
	)
);
