<?php
/**
 * A setting on its page.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Prints the field of a setting with its hint, and never a secret.
 */
final class Restart_Registry_Setting_Field {

	/**
	 * Serves add_settings_field().
	 *
	 * @param array{setting: Restart_Registry_Setting} $args As they were given to it.
	 */
	public static function print_field( array $args ): void {
		$setting = $args['setting'];
		match ( $setting->type ) {
			Restart_Registry_Setting::SECRET => self::print_secret( $setting ),
			Restart_Registry_Setting::YES_NO => self::print_checkbox( $setting ),
			default                          => self::print_text( $setting ),
		};
	}

	private static function print_text( Restart_Registry_Setting $setting ): void {
		$type = match ( $setting->type ) {
			Restart_Registry_Setting::ADDRESS => 'url',
			Restart_Registry_Setting::EMAIL   => 'email',
			default                           => 'text',
		};
		printf(
			'<input id="%1$s" name="%1$s" type="%2$s" value="%3$s" class="regular-text" autocomplete="off"'
				. ' aria-describedby="%1$s-help">',
			esc_attr( $setting->option ),
			esc_attr( $type ),
			esc_attr( (string) get_option( $setting->option, '' ) )
		);
		self::print_help( $setting, self::from_environment( $setting ) );
	}

	private static function print_secret( Restart_Registry_Setting $setting ): void {
		$is_set = '' !== get_option( $setting->option, '' );
		$state  = $is_set
			? __( 'Set. Leave this empty to keep it.', 'restart-registry' )
			: __( 'Not set.', 'restart-registry' );
		printf(
			'<input id="%1$s" name="%1$s[new]" type="password" value="" class="regular-text"'
				. ' autocomplete="new-password" aria-describedby="%1$s-help">',
			esc_attr( $setting->option )
		);
		$environment = self::from_environment( $setting );
		self::print_help( $setting, '' !== $environment ? $environment : $state );
		if ( $is_set ) {
			printf(
				'<p><label><input name="%s[forget]" type="checkbox" value="1"> %s'
					. ' <span class="screen-reader-text">(%s)</span></label></p>',
				esc_attr( $setting->option ),
				esc_html__( 'Forget it', 'restart-registry' ),
				esc_html( $setting->label )
			);
		}
	}

	private static function print_checkbox( Restart_Registry_Setting $setting ): void {
		printf(
			'<label><input id="%1$s" name="%1$s" type="checkbox" value="1" %2$s> %3$s</label>',
			esc_attr( $setting->option ),
			checked( Restart_Registry_Options::get( $setting->option ), '1', false ),
			esc_html( $setting->help )
		);
	}

	private static function print_help( Restart_Registry_Setting $setting, string $state ): void {
		printf(
			'<p class="description" id="%s-help">%s</p>',
			esc_attr( $setting->option ),
			esc_html( trim( "$state $setting->help" ) )
		);
	}

	/**
	 * Returns a sentence if the option is empty and the environment stands in for it, else "".
	 */
	private static function from_environment( Restart_Registry_Setting $setting ): string {
		if ( '' !== get_option( $setting->option, '' ) || '' === Restart_Registry_Options::get( $setting->option ) ) {
			return '';
		}
		/* translators: %s: name of an environment variable. */
		return sprintf( __( 'Taken from the environment, %s.', 'restart-registry' ), strtoupper( $setting->option ) );
	}
}
