<?php
/**
 * The e-mails of the plugin.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Writes short mails in plain text to owners and to the people they invite. A subject holds nothing that a glance at
 * somebody's phone should not tell.
 */
final class Restart_Registry_Mailer {

	/**
	 * User meta of owners. "0" says that they don't want to be told of purchases.
	 */
	public const NOTIFY_META = 'restart_notify_on_purchase';

	private const MAX_CHARACTERS = 60; // Of a title or a name.

	public function __construct(
		private Restart_Registry_Email_Proof $proof,
		private Restart_Registry_Email_Proof_Link $links
	) {
	}

	/**
	 * Whether somebody wants to be told of purchases. Everybody who hasn't said no does.
	 */
	public static function is_wanted_by( int $user_id ): bool {
		return '0' !== (string) get_user_meta( $user_id, self::NOTIFY_META, true );
	}

	/**
	 * Tells the owner. The API itself leaves name, address and note out of an anonymous purchase.
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
		$is_named = empty( $purchase['is_anonymous'] ) && ! empty( $purchase['purchaser_name'] );
		$texts    = array(
			sprintf(
				/* translators: %s: title of a registry. */
				__( 'Good news: somebody bought a gift from your registry "%s".', 'restart-registry' ),
				self::line( $registry['title'] )
			),
			self::amount( $item, $purchase ),
			...( $is_named ? array( self::name_typed( $purchase ) ) : array() ),
			...( empty( $purchase['is_anonymous'] ) ? self::words_of( $purchase ) : array() ),
			...self::endings( $registry['permalink'] ),
		);
		return $this->send( $owner->user_email, self::news(), self::greeting( $owner ), ...$texts );
	}

	/**
	 * @param array<string, mixed> $purchase Of the API.
	 */
	private static function name_typed( array $purchase ): string {
		return sprintf(
			/* translators: %s: the name that a buyer typed. */
			__( 'They typed this name, which we can’t check: "%s"', 'restart-registry' ),
			self::line( $purchase['purchaser_name'] )
		);
	}

	/**
	 * Tells the owner that a purchase they know of was taken back.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $item     Of the controller.
	 */
	public function undone( array $registry, array $item ): bool {
		$owner = get_userdata( $registry['user_id'] );
		$texts = array( $this->undone_line( $registry, $item ), ...self::endings( $registry['permalink'] ) );
		return $owner && $this->send( $owner->user_email, self::news(), self::greeting( $owner ), ...$texts );
	}

	/**
	 * @param string[] $lines Of bought_line() and undone_line().
	 */
	public function digest( int $owner_id, array $lines ): bool {
		$owner = get_userdata( $owner_id );
		$texts = array(
			__( 'This is what else happened:', 'restart-registry' ),
			implode( "\n", $lines ),
			...self::endings( Restart_Registry_Pages::url( 'my-registries' ) ),
		);
		return $owner && $this->send( $owner->user_email, self::news(), self::greeting( $owner ), ...$texts );
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $item     Of the controller.
	 * @param array<string, mixed> $purchase Of the API.
	 */
	public function bought_line( array $registry, array $item, array $purchase ): string {
		return sprintf(
			/* translators: 1: title of a registry, 2: like "1 × Kettle". */
			__( 'Bought from "%1$s": %2$s', 'restart-registry' ),
			self::line( $registry['title'] ),
			self::amount( $item, $purchase )
		);
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @param array<string, mixed> $item     Of the controller.
	 */
	public function undone_line( array $registry, array $item ): string {
		return sprintf(
			/* translators: 1: title of a registry, 2: name of a gift. */
			__( 'A buyer from "%1$s" has changed their mind, and this is still wanted: %2$s', 'restart-registry' ),
			self::line( $registry['title'] ),
			self::line( $item['name'] )
		);
	}

	/**
	 * Returns the mailbox of somebody who is invited, "" for a user name that nobody has. WordPress's database may take
	 * two different names for the same: we only write to people who can open the registry.
	 */
	public function mailbox( string $name ): string {
		if ( str_contains( $name, '@' ) ) {
			return $name;
		}
		$user = get_user_by( 'login', $name );
		return $user && Restart_Registry_Access::is_name_of( $name, $user->user_login ) ? $user->user_email : '';
	}

	/**
	 * Writes to somebody who was invited.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @param string               $address  Of mailbox().
	 */
	public function invited( array $registry, string $name, string $address ): bool {
		$by_email = str_contains( $name, '@' );
		$found    = get_user_by( $by_email ? 'email' : 'login', $name );
		$user     = $found ? $found : null;
		$owner    = '' === $registry['owner_name']
			? __( 'A friend', 'restart-registry' )
			: '"' . self::line( $registry['owner_name'] ) . '"';
		$texts    = array(
			sprintf(
				/* translators: 1: name of an owner, or "A friend", 2: title of a registry. */
				__( '%1$s has invited you to a gift registry: "%2$s".', 'restart-registry' ),
				$owner,
				self::line( $registry['title'] )
			),
			__( 'Both names are as somebody typed them; we can’t check them.', 'restart-registry' ),
			...$this->way_in( $registry, $user, $by_email ),
			__( 'If you do not know them, there is nothing to do: just delete this e-mail.', 'restart-registry' ),
		);
		return $this->send( $address, __( 'You are invited', 'restart-registry' ), self::greeting( $user ), ...$texts );
	}

	/**
	 * Sends a mail in which each text is a paragraph.
	 */
	public function send( string $to, string $subject, string ...$texts ): bool {
		$texts[] = self::site();
		return (bool) wp_mail( $to, $subject, implode( "\n\n", $texts ) . "\n" );
	}

	/**
	 * Tells an invitee how to get in. Only a mail to an address that has an account holds a secret, which is of no use
	 * to others.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 * @return string[]
	 */
	private function way_in( array $registry, ?WP_User $user, bool $by_email ): array {
		if ( $user && ( ! $by_email || '' !== $this->proof->proved_email( $user ) ) ) {
			return array(
				/* translators: %s: an address. */
				sprintf( __( "Please log in, then open it here:\n%s", 'restart-registry' ), $registry['permalink'] ),
			);
		}
		return $user
			? self::by_link( $this->links->make( $user, $registry['id'] ) )
			: self::by_account( $registry['permalink'] );
	}

	/**
	 * @return string[]
	 */
	private static function by_link( string $url ): array {
		/* translators: %s: an address. */
		$text = __(
			"Please open this link. It asks you to log in and confirm your e-mail address, and then leads there:\n%s",
			'restart-registry'
		);
		return array( sprintf( $text, $url ), __( 'The link works once, for seven days.', 'restart-registry' ) );
	}

	/**
	 * @return string[]
	 */
	private static function by_account( string $permalink ): array {
		return array(
			sprintf(
				/* translators: %s: an address. */
				__(
					"Please create an account with this e-mail address, so that we know it is you:\n%s",
					'restart-registry'
				),
				Restart_Registry_Pages::url( 'register' )
			),
			sprintf(
				/* translators: %s: an address. */
				__( "We then send you a link to confirm it. After that the registry is here:\n%s", 'restart-registry' ),
				$permalink
			),
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
			$quoted  = (string) preg_replace(
				'/^/m',
				'> ',
				str_replace( array( "\r\n", "\r" ), "\n", $purchase['note'] )
			);
			$texts[] = sprintf(
				/* translators: %s: what a buyer wrote. */
				__( "They wrote this, which we can’t check either:\n%s", 'restart-registry' ),
				$quoted
			);
		}
		if ( ! empty( $purchase['purchaser_email'] ) ) {
			$texts[] = sprintf(
				/* translators: %s: an e-mail address. */
				__( 'The address they typed, to thank them: %s', 'restart-registry' ),
				$purchase['purchaser_email']
			);
		}
		return $texts;
	}

	private static function news(): string {
		return __( 'News from your registry', 'restart-registry' );
	}

	/**
	 * @param array<string, mixed> $item     Of the controller.
	 * @param array<string, mixed> $purchase Of the API.
	 */
	private static function amount( array $item, array $purchase ): string {
		/* translators: 1: how many, 2: name of a gift. */
		return sprintf( __( '%1$d × %2$s', 'restart-registry' ), $purchase['quantity'], self::line( $item['name'] ) );
	}

	/**
	 * @return string[]
	 */
	private static function endings( string $url ): array {
		return array(
			/* translators: %s: an address. */
			sprintf( __( 'Your registry: %s', 'restart-registry' ), $url ),
			sprintf(
				/* translators: %s: an address. */
				__( "You can switch these e-mails off in your account:\n%s", 'restart-registry' ),
				Restart_Registry_Pages::url( 'my-account' )
			),
		);
	}

	/**
	 * Puts what somebody typed on one short line: the mail is ours and no place for letters of theirs.
	 */
	private static function line( string $typed ): string {
		$line = trim( (string) preg_replace( '/[\s\p{Z}\p{Cc}]+/u', ' ', $typed ) );
		if ( mb_strlen( $line ) <= self::MAX_CHARACTERS ) {
			return $line;
		}
		return rtrim( mb_substr( $line, 0, self::MAX_CHARACTERS - 1 ) ) . '…';
	}

	private static function greeting( ?WP_User $user ): string {
		$name = $user ? Restart_Registry_User_Names::shown( $user->ID ) : '';
		if ( '' === $name ) {
			return __( 'Hello,', 'restart-registry' );
		}
		/* translators: %s: somebody's name. */
		return sprintf( __( 'Hello %s,', 'restart-registry' ), $name );
	}

	private static function site(): string {
		return wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
	}
}
