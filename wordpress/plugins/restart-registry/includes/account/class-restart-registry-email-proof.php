<?php
/**
 * Whether an e-mail address is really its user's.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Knows which addresses are proved, and forgets a proof as soon as the address changes.
 *
 * Administrators and other plugins change addresses without proof, and so did everybody before this plugin was
 * installed. Such an address alone must not let anybody into the registries that it is invited to.
 */
final class Restart_Registry_Email_Proof {

	/**
	 * Holds the address that was proved. It isn't registered, so REST neither shows it nor takes it.
	 */
	public const META_KEY = 'restart_verified_email';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'profile_update', array( $this, 'forget' ), 10, 2 );
	}

	/**
	 * Forgets the proof, whichever of REST, the profile page and wp_update_user() changed the address. Otherwise an
	 * account that leaves an address and comes back to it would keep the proof.
	 */
	public function forget( int $user_id, WP_User $before ): void {
		$user = get_userdata( $user_id );
		if ( ! $user || $user->user_email !== $before->user_email ) {
			delete_user_meta( $user_id, self::META_KEY );
		}
	}

	/**
	 * Remembers the proof. Call this when it is certain that this user reads the mail to their address. Anyone who came
	 * in before, perhaps by just typing that address, has to go: other sessions and application passwords end.
	 */
	public function prove( WP_User $user ): void {
		Restart_Registry_Sign_Out::everywhere( $user->ID, wp_get_session_token() );
		update_user_meta( $user->ID, self::META_KEY, wp_slash( $user->user_email ) );
	}

	/**
	 * Answers "" for an address that is not proved.
	 */
	public function proved_email( WP_User $user ): string {
		$proof = (string) get_user_meta( $user->ID, self::META_KEY, true );
		return '' !== $proof && 0 === strcasecmp( $proof, $user->user_email ) ? $user->user_email : '';
	}
}
