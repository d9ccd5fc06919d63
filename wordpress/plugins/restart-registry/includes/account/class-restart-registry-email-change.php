<?php
/**
 * A new e-mail address.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps a new address between its owners and their new mailbox: somebody else may still read the old one.
 *
 * Members change theirs on the page "My account", which answers the same for every address. WordPress's own ways say
 * which ones have an account, so they are for those who may see all accounts anyway.
 */
final class Restart_Registry_Email_Change {

	private const REST_ROUTES = array( '/wp/v2/users/me', '/wp/v2/users/(?P<id>[\d]+)' );

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'personal_options_update', array( $this, 'refuse_on_profile_page' ), 1 );
		add_filter( 'rest_dispatch_request', array( $this, 'refuse_over_rest' ), 10, 3 );
		add_filter( 'email_change_email', array( $this, 'tell_old_mailbox_little' ) );
		add_filter( 'email_change_email', array( $this, 'write_to_whom_it_is_for' ), 20 );
		add_filter( 'password_change_email', array( $this, 'write_to_whom_it_is_for' ), 20 );
	}

	/**
	 * Runs after WordPress has seen that these people may edit themselves, and before it compares the address with
	 * those of others.
	 */
	public function refuse_over_rest( mixed $result, WP_REST_Request $request, string $route ): mixed {
		$writes = in_array( $request->get_method(), array( 'POST', 'PUT', 'PATCH' ), true )
			&& in_array( $route, self::REST_ROUTES, true );
		return $writes && self::is_refused( $request['email'] )
			? new WP_Error( 'restart_email_by_link', self::where_to_change_it(), array( 'status' => 403 ) ) : $result;
	}

	/**
	 * Shows WordPress the old address only. The rest of the page works as ever.
	 */
	public function refuse_on_profile_page(): void {
		// phpcs:ignore WordPress.Security -- WordPress has checked its nonce; the value is only compared.
		if ( self::is_refused( wp_unslash( $_POST['email'] ?? null ) ) ) {
			$_POST['email'] = wp_slash( wp_get_current_user()->user_email );
			add_action( 'user_profile_update_errors', array( $this, 'say_on_profile_page' ) );
		}
	}

	/**
	 * Escapes the sentence, because WordPress prints it as it comes.
	 */
	public function say_on_profile_page( WP_Error $errors ): void {
		$errors->add(
			'restart_email_by_link',
			make_clickable( esc_html( self::where_to_change_it() ) ),
			array( 'form-field' => 'email' )
		);
	}

	/**
	 * WordPress's own words name the new address and the user name. Ours only tell that there was a change, since the
	 * owner may not have made it.
	 *
	 * @param array<string, mixed> $mail For wp_mail().
	 * @return array<string, mixed>
	 */
	public function tell_old_mailbox_little( array $mail ): array {
		$paragraphs      = array(
			__( 'Hello,', 'restart-registry' ),
			/* translators: Keep ###SITENAME###, which is replaced. */
			__(
				'the e-mail address of your account at ###SITENAME### was changed. We write to the new one from now on.',
				'restart-registry'
			),
			/* translators: Keep ###ADMIN_EMAIL###, which is replaced. */
			__( 'If it wasn’t you who changed it, please write to ###ADMIN_EMAIL###.', 'restart-registry' ),
		);
		$mail['subject'] = __( 'Your e-mail address was changed', 'restart-registry' );
		$mail['message'] = implode( "\n\n", $paragraphs ) . "\n";
		return $mail;
	}

	/**
	 * Takes away the slashes that WordPress adds to an address before it writes there: mary.o'neil@… would be
	 * mary.o\'neil@….
	 *
	 * @param array<string, mixed> $mail For wp_mail().
	 * @return array<string, mixed>
	 */
	public function write_to_whom_it_is_for( array $mail ): array {
		return array( 'to' => wp_unslash( $mail['to'] ) ) + $mail;
	}

	/**
	 * Allows the address as it is, because programs send the whole account back.
	 */
	private static function is_refused( mixed $typed ): bool {
		return null !== $typed && wp_get_current_user()->user_email !== $typed && ! current_user_can( 'edit_users' );
	}

	private static function where_to_change_it(): string {
		return sprintf(
			/* translators: %s: an address. */
			__(
				'Please change your e-mail address here: %s. A new one counts once you have followed the link that we send there.',
				'restart-registry'
			),
			Restart_Registry_Pages::url( 'my-account' )
		);
	}
}
