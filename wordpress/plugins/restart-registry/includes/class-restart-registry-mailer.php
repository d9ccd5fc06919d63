<?php
/**
 * The e-mails of the plugin.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Writes to owners and to those they invite: plain text, short, and nothing in a subject that a glance at somebody's
 * phone should not tell.
 */
final class Restart_Registry_Mailer {

	/**
	 * User meta of owners. "0" says that they don't want to be told of purchases.
	 */
	public const NOTIFY_META = 'restart_notify_on_purchase';

	public function __construct( private Restart_Registry_Email_Proof $proof, private Restart_Registry_Email_Proof_Link $links ) {
	}

	/**
	 * Whether somebody wants to be told of purchases. Everybody does who hasn't said no.
	 */
	public static function is_wanted_by( int $user_id ): bool {
		return '0' !== (string) get_user_meta( $user_id, self::NOTIFY_META, true );
	}

	/**
	 * Tells the owner. An anonymous purchase comes without name, address and note from the API itself.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $item     Of the controller.
	 * @param array<string, mixed> $purchase Of the API.
	 */
	public function purchased( array $registry, array $item, array $purchase ): bool {
		$owner = get_userdata( $registry['user_id'] );
		if ( ! $owner || ! self::is_wanted_by( $owner->ID ) ) {
			return false;
		}
		$buyer = empty( $purchase['is_anonymous'] ) && ! empty( $purchase['purchaser_name'] ) ? $purchase['purchaser_name'] : __( 'Somebody', 'restart-registry' );
		$texts = array(
			/* translators: 1: name of a buyer, or "Somebody", 2: title of a registry. */
			sprintf( __( 'Good news: %1$s bought a gift from your registry "%2$s".', 'restart-registry' ), $buyer, $registry['title'] ),
			/* translators: 1: how many, 2: name of a gift. */
			sprintf( __( '%1$d × %2$s', 'restart-registry' ), $purchase['quantity'], $item['name'] ),
			...( empty( $purchase['is_anonymous'] ) ? self::words_of( $purchase ) : array() ),
			/* translators: %s: an address. */
			sprintf( __( 'Your registry: %s', 'restart-registry' ), $registry['permalink'] ),
			/* translators: %s: an address. */
			sprintf( __( "You can switch these e-mails off in your account:\n%s", 'restart-registry' ), Restart_Registry_Pages::url( 'my-account' ) ),
		);
		return $this->send( $owner->user_email, __( 'News from your registry', 'restart-registry' ), self::greeting( $owner ), ...$texts );
	}

	/**
	 * Writes to somebody who was invited. False for a user name that nobody has.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	public function invited( array $registry, string $name ): bool {
		$by_email = str_contains( $name, '@' );
		$user     = get_user_by( $by_email ? 'email' : 'login', $name );
		if ( ! $by_email && ! $user ) {
			return false;
		}
		$owner = '' === $registry['owner_name'] ? __( 'A friend', 'restart-registry' ) : $registry['owner_name'];
		$texts = array(
			/* translators: 1: name of an owner, or "A friend", 2: title of a registry. */
			sprintf( __( '%1$s has invited you to a gift registry: "%2$s".', 'restart-registry' ), $owner, $registry['title'] ),
			...$this->way_in( $registry, $user ? $user : null, $by_email ),
			__( 'If you do not know them, there is nothing to do: just delete this e-mail.', 'restart-registry' ),
		);
		return $this->send( $by_email ? $name : $user->user_email, __( 'You are invited', 'restart-registry' ), self::greeting( $user ? $user : null ), ...$texts );
	}

	/**
	 * Each text is a paragraph.
	 */
	public function send( string $to, string $subject, string ...$texts ): bool {
		$texts[] = self::site();
		return (bool) wp_mail( $to, $subject, implode( "\n\n", $texts ) . "\n" );
	}

	/**
	 * How somebody gets in. A secret is only in mail to an address that has an account, and is of no use to others.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @return string[]
	 */
	private function way_in( array $registry, ?WP_User $user, bool $by_email ): array {
		if ( $user && ( ! $by_email || '' !== $this->proof->proved_email( $user ) ) ) {
			/* translators: %s: an address. */
			return array( sprintf( __( "Please log in, then open it here:\n%s", 'restart-registry' ), $registry['permalink'] ) );
		}
		if ( $user ) {
			/* translators: %s: an address. */
			return array( sprintf( __( "Please open this link. It asks you to log in and to confirm your e-mail address, and then leads there:\n%s", 'restart-registry' ), $this->links->make( $user, $registry['id'] ) ), self::how_long() );
		}
		return array(
			/* translators: %s: an address. */
			sprintf( __( "Please create an account with this e-mail address, so that we know it is you:\n%s", 'restart-registry' ), Restart_Registry_Pages::url( 'register' ) ),
			/* translators: %s: an address. */
			sprintf( __( "We then send you a link to confirm it. After that the registry is here:\n%s", 'restart-registry' ), $registry['permalink'] ),
		);
	}

	/**
	 * What a buyer left for the owner.
	 *
	 * @param array<string, mixed> $purchase Of the API.
	 * @return string[]
	 */
	private static function words_of( array $purchase ): array {
		$texts = array();
		if ( ! empty( $purchase['note'] ) ) {
			/* translators: %s: what a buyer wrote. */
			$texts[] = sprintf( __( "They wrote:\n%s", 'restart-registry' ), $purchase['note'] );
		}
		if ( ! empty( $purchase['purchaser_email'] ) ) {
			/* translators: %s: an e-mail address. */
			$texts[] = sprintf( __( 'To thank them: %s', 'restart-registry' ), $purchase['purchaser_email'] );
		}
		return $texts;
	}

	private static function greeting( ?WP_User $user ): string {
		$name = $user ? Restart_Registry_Owner_Name::of( $user->ID ) : '';
		/* translators: %s: somebody's name. */
		return '' === $name ? __( 'Hello,', 'restart-registry' ) : sprintf( __( 'Hello %s,', 'restart-registry' ), $name );
	}

	private static function how_long(): string {
		return __( 'The link works once, for seven days.', 'restart-registry' );
	}

	private static function site(): string {
		return wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
	}
}
