<?php
/**
 * What people are told when one of the theme's forms went well.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Has a sentence for each form that leads to no other page.
 */
final class Therestart_Thanks {

	/**
	 * Returns the sentence of an action.
	 */
	public static function sentence( string $action ): string {
		return array(
			'register'       => __(
				'Thank you. We’ve just sent you an e-mail: please open it and follow the link in it to go on. If it isn’t there in a few minutes, look into the folder for spam.',
				'therestart'
			),
			'update_profile' => __(
				'Saved. If you changed your e-mail address, we’ve sent a message to the new one: it counts as soon as you follow the link in it.',
				'therestart'
			),
			'sign_out'       => __(
				'You are logged out everywhere, on this device too. Application passwords have ended as well.',
				'therestart'
			),
			'contact_submit' => __(
				'Thank you. Your message is on its way, and a person will read it.',
				'therestart'
			),
		)[ $action ];
	}

	/**
	 * Returns the sentence if this action of this visitor led to the page, else "".
	 */
	public static function by_address( string $action ): string {
		return Restart_Registry_Answers::action_by_address() === $action ? self::sentence( $action ) : '';
	}
}
