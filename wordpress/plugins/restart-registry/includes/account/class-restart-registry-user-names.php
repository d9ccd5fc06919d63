<?php
/**
 * The names of people.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Decides which user names somebody may choose, and which name of an owner a page may show.
 */
final class Restart_Registry_User_Names {

	/**
	 * Hooks this part in: themes print the author where they print a post.
	 */
	public function add_hooks(): void {
		add_filter( 'validate_username', array( $this, 'refuse_addresses' ), 10, 2 );
		add_filter( 'the_author', array( $this, 'in_theme' ) );
		add_filter( 'get_the_author_display_name', array( $this, 'in_theme' ) );
	}

	/**
	 * Refuses names that look like an address: in a list of invitees an `@` means an e-mail and nothing else.
	 * register_new_user(), REST and the dashboard ask this. Accounts that are there already go on working.
	 */
	public function refuse_addresses( bool $valid, string $name ): bool {
		return $valid && ( ! str_contains( $name, '@' ) || username_exists( $name ) );
	}

	/**
	 * Returns the name that somebody chose, as plain text. It is "" for their login or e-mail, which is what WordPress
	 * shows by default.
	 */
	public static function shown( int $user_id ): string {
		$owner = get_userdata( $user_id );
		if ( ! $owner ) {
			return '';
		}
		$name   = Restart_Registry_Text::plain( $owner->display_name );
		$secret = array_map( 'strtolower', array( $owner->user_login, $owner->user_nicename, $owner->user_email ) );
		return is_email( $name ) || in_array( strtolower( $name ), $secret, true ) ? '' : $name;
	}

	/**
	 * Returns the name escaped as WordPress stores it, because some themes print it as it comes.
	 */
	public function in_theme( ?string $name ): string {
		$post = get_post();
		$ours = $post && Restart_Registry_Post_Type::NAME === $post->post_type && ! is_admin();
		return $ours && '' === self::shown( (int) $post->post_author ) ? '' : (string) $name;
	}
}
