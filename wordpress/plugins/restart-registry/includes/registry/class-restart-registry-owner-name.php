<?php
/**
 * What the owner of a registry is called before others.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows the name that somebody chose, and none rather than their login or e-mail, which is WordPress's default.
 */
final class Restart_Registry_Owner_Name {

	/**
	 * Hooks this part in: themes print the author where they print a post.
	 */
	public function add_hooks(): void {
		add_filter( 'the_author', array( $this, 'in_theme' ) );
		add_filter( 'get_the_author_display_name', array( $this, 'in_theme' ) );
	}

	/**
	 * Plain text, "" if there is none to show.
	 */
	public static function of( int $user_id ): string {
		$owner = get_userdata( $user_id );
		if ( ! $owner ) {
			return '';
		}
		$name   = Restart_Registry_Text::plain( $owner->display_name );
		$secret = array_map( 'strtolower', array( $owner->user_login, $owner->user_nicename, $owner->user_email ) );
		return is_email( $name ) || in_array( strtolower( $name ), $secret, true ) ? '' : $name;
	}

	/**
	 * Escaped as WordPress stores it: some themes print it as it comes.
	 */
	public function in_theme( ?string $name ): string {
		$post = get_post();
		$ours = $post && Restart_Registry_Post_Type::NAME === $post->post_type && ! is_admin();
		return $ours && '' === self::of( (int) $post->post_author ) ? '' : (string) $name;
	}
}
