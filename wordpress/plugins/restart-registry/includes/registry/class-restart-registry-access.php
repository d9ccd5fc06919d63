<?php
/**
 * Who may read a private registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Lets invitees in, by a rule about rights: pages, REST, feeds and embeds follow it without being told.
 */
final class Restart_Registry_Access {

	public function __construct( private Restart_Registry_Email_Proof $proof ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'map_meta_cap', array( $this, 'let_invitees_read' ), 10, 4 );
	}

	/**
	 * `read_restart_registry` comes through here as `read_post`.
	 *
	 * @param string[] $caps    The rights that WordPress asks for.
	 * @param string   $cap     The right that is asked about.
	 * @param int      $user_id Who wants it.
	 * @param mixed[]  $args    The post first.
	 * @return string[]
	 */
	public function let_invitees_read( array $caps, string $cap, int $user_id, array $args ): array {
		if ( 'read_post' !== $cap || ! $user_id || empty( $args[0] ) ) {
			return $caps;
		}
		$post = get_post( $args[0] );
		if ( ! $post || Restart_Registry_Post_Type::NAME !== $post->post_type || 'private' !== $post->post_status ) {
			return $caps;
		}
		return $this->invitations( $user_id, $post->ID ) ? array( 'read' ) : $caps;
	}

	/**
	 * The entries that mean this user, as the owner wrote them.
	 *
	 * @return string[]
	 */
	public function invitations( int $user_id, int $post_id ): array {
		$user = get_userdata( $user_id );
		$list = Restart_Registry_Json_List::decode( get_post_meta( $post_id, Restart_Registry_Meta::INVITEES, true ) );
		if ( ! $user || ! $list ) {
			return array();
		}
		$email = $this->proof->proved_email( $user );
		return array_values(
			array_filter(
				$list,
				static fn( $entry ) => is_string( $entry ) && self::means( $entry, $user->user_login, $email )
			)
		);
	}

	/**
	 * An entry with `@` is an address and never a name: somebody's name may look like the address of somebody else.
	 */
	private static function means( string $entry, string $login, string $email ): bool {
		if ( str_contains( $entry, '@' ) ) {
			return '' !== $email && 0 === strcasecmp( $entry, $email );
		}
		return self::is_name_of( $entry, $login );
	}

	/**
	 * WordPress takes É for é in a name, and its database much more: what that finds isn't always meant.
	 */
	public static function is_name_of( string $entry, string $login ): bool {
		return self::fold( $entry ) === self::fold( $login );
	}

	private static function fold( string $name ): string {
		// WordPress doesn't stand in for this one.
		return function_exists( 'mb_strtolower' ) ? mb_strtolower( $name, 'UTF-8' ) : strtolower( $name );
	}
}
