<?php
/**
 * What a user may be called.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Refuses new user names that look like an address: in a list of invitees an `@` means an e-mail and nothing else.
 */
final class Restart_Registry_User_Names {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'validate_username', array( $this, 'refuse_addresses' ), 10, 2 );
	}

	/**
	 * Asked by register_new_user(), REST and the dashboard. Accounts that are there already go on working.
	 */
	public function refuse_addresses( bool $valid, string $name ): bool {
		return $valid && ( ! str_contains( $name, '@' ) || username_exists( $name ) );
	}
}
