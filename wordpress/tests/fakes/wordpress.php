<?php
/**
 * The functions of WordPress that the tested classes call, as simple as they can be.
 */

declare( strict_types=1 );

final class WP_Error {

	public function __construct( private string $code = '', private string $message = '', private mixed $data = null ) {
	}

	public function get_error_code(): string {
		return $this->code;
	}

	public function get_error_message(): string {
		return $this->message;
	}

	public function get_error_data(): mixed {
		return $this->data;
	}
}

final class WP_User {

	public string $user_email;
	public string $user_nicename;

	public function __construct( public int $ID, public string $user_login, public string $display_name ) {
		$this->user_email    = "$user_login@example.test";
		$this->user_nicename = $user_login;
	}
}

function is_wp_error( mixed $value ): bool {
	return $value instanceof WP_Error;
}

function sanitize_html_class( string $text ): string {
	return (string) preg_replace( '/[^A-Za-z0-9_-]/', '', $text );
}

function esc_html__( string $text, string $domain ): string {
	return esc_html( __( $text, $domain ) );
}

function esc_html( string $text ): string {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' );
}

function esc_attr( string $text ): string {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' );
}

function _n( string $one, string $many, int $number, string $domain ): string {
	return 1 === $number ? $one : $many;
}

function __( string $text, string $domain ): string {
	return Fake_Wordpress::$translations ? ( Fake_Wordpress::$translations )( $text ) : $text;
}

function wp_json_encode( mixed $value, int $flags = 0 ): string|false {
	return json_encode( $value, $flags );
}

function wp_remote_retrieve_response_code( array $response ): int|string {
	return $response['response']['code'] ?? '';
}

function wp_remote_retrieve_body( array $response ): string {
	return $response['body'] ?? '';
}

function wp_generate_uuid4(): string {
	return 'aaaaaaaa-bbbb-4ccc-8ddd-' . bin2hex( random_bytes( 6 ) );
}

function wp_generate_password( int $length, bool $special ): string {
	return substr( bin2hex( random_bytes( $length ) ), 0, $length );
}

function get_option( string $name, mixed $fallback = false ): mixed {
	return Fake_Wordpress::$options[ $name ] ?? $fallback;
}

function add_option( string $name, mixed $value, string $deprecated, string $autoload ): bool {
	Fake_Wordpress::$options += array( $name => $value );
	return true;
}

function get_transient( string $name ): mixed {
	return Fake_Wordpress::$transients[ $name ] ?? false;
}

function set_transient( string $name, mixed $value, int $seconds ): bool {
	Fake_Wordpress::$transients[ $name ] = $value;
	return true;
}

function get_post_meta( int $id, string $key, bool $single ): mixed {
	return Fake_Wordpress::$post_meta[ "$id/$key" ] ?? '';
}

function get_user_meta( int $id, string $key, bool $single = false ): mixed {
	$values = Fake_Wordpress::$user_meta[ "$id/$key" ] ?? array();
	return $single ? ( $values[0] ?? '' ) : $values;
}

function add_user_meta( int $id, string $key, mixed $value ): bool {
	Fake_Wordpress::$user_meta[ "$id/$key" ][] = $value;
	return true;
}

function delete_user_meta( int $id, string $key, mixed $value ): bool {
	$before = Fake_Wordpress::$user_meta[ "$id/$key" ] ?? array();
	$kept   = array_filter( $before, static fn( $one ) => $one !== $value );
	Fake_Wordpress::$user_meta[ "$id/$key" ] = array_values( $kept );
	return count( $kept ) < count( $before );
}

function get_userdata( int $id ): WP_User|false {
	return Fake_Wordpress::$users[ $id ] ?? false;
}

function get_user_by( string $field, string $value ): WP_User|false {
	$value = Fake_Wordpress::$same_logins[ $value ] ?? $value;
	foreach ( Fake_Wordpress::$users as $user ) {
		if ( 0 === strcasecmp( $value, 'email' === $field ? $user->user_email : $user->user_login ) ) {
			return $user;
		}
	}
	return false;
}

function get_current_user_id(): int {
	return Fake_Wordpress::$current_user;
}

function is_user_logged_in(): bool {
	return Fake_Wordpress::$current_user > 0;
}

function wp_check_invalid_utf8( string $text ): string {
	return $text;
}

function wp_mail( string $to, string $subject, string $message ): bool {
	Fake_Wordpress::$mails[] = compact( 'to', 'subject', 'message' );
	return Fake_Wordpress::$mail_works;
}

function home_url( string $path = '' ): string {
	return "https://www.restart.test$path";
}

function add_query_arg( string $name, string $value, string $url ): string {
	return "$url?$name=$value";
}

function wp_parse_url( string $url, int $component ): mixed {
	return parse_url( $url, $component );
}

function wp_specialchars_decode( string $text, int $quotes ): string {
	return htmlspecialchars_decode( $text, $quotes );
}

function is_email( string $email ): string|false {
	return filter_var( $email, FILTER_VALIDATE_EMAIL );
}

function get_post_status( int $id ): string|false {
	return false;
}

function wp_slash( mixed $value ): mixed {
	return $value;
}

function clean_post_cache( int $id ): void {
}

function update_post_meta( int $id, string $key, mixed $value ): bool {
	Fake_Wordpress::$post_meta[ "$id/$key" ] = $value;
	return true;
}

function sanitize_meta( string $key, mixed $value, string $object_type, string $subtype ): mixed {
	return $value;
}

function wp_hash( string $data ): string {
	return hash_hmac( 'md5', $data, 'salt' );
}

function wp_create_nonce( string $action ): string {
	return "nonce of $action";
}

function apply_filters( string $hook, mixed $value ): mixed {
	return $value;
}

function wp_next_scheduled( string $hook, array $arguments ): int|false {
	return Fake_Wordpress::$events[ $hook ] ?? false;
}

function spawn_cron(): bool {
	return true;
}

function wp_schedule_single_event( int $time, string $hook, array $arguments = array() ): bool {
	Fake_Wordpress::$events[ $hook ] = $time;
	return true;
}
