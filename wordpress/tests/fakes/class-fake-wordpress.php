<?php
/**
 * What the functions in wordpress.php remember.
 */

declare( strict_types=1 );

/**
 * A site that forgets everything between two tests.
 */
final class Fake_Wordpress {

	/** @var array<string, mixed> */
	public static array $options = array();

	/** @var array<string, mixed> */
	public static array $transients = array();

	/** @var array<int, WP_User> */
	public static array $users = array();

	/** @var array<string, string> What the database takes for the same: typed => login. */
	public static array $same_logins = array();

	/** @var array<string, list<mixed>> By "user id/key". */
	public static array $user_meta = array();

	/** @var array<string, mixed> By "post id/key". */
	public static array $post_meta = array();

	/** @var list<array{to: string, subject: string, message: string}> */
	public static array $mails = array();

	/** @var array<string, int> Hook => when. */
	public static array $events = array();

	public static bool $mail_works = true;

	public static int $current_user = 0;

	public static ?Closure $translations = null;

	public static function reset(): void {
		$GLOBALS['wpdb']    = new Fake_Database();
		self::$options      = array( 'blogname' => 'The Restart' );
		self::$transients   = array();
		self::$users        = array();
		self::$same_logins  = array();
		self::$user_meta    = array();
		self::$post_meta    = array();
		self::$mails        = array();
		self::$events       = array();
		self::$mail_works   = true;
		self::$current_user = 0;
		self::$translations = null;
	}

	public static function user( int $id, string $login, string $name ): WP_User {
		self::$users[ $id ] = new WP_User( $id, $login, $name );
		return self::$users[ $id ];
	}
}
