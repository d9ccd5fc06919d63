<?php
/**
 * Scripts and styles of the shortcodes.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Gives scripts and styles to the pages that show a registry, and keeps WordPress from improving what people wrote
 * there.
 */
final class Restart_Registry_Assets {

	/**
	 * The script that sends forms.
	 */
	public const FORMS = 'restart-registry-forms';

	private const HANDLE  = 'restart-registry';
	private const SCRIPTS = array( 'forms', 'manage', 'gifts' );

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'wp_enqueue_scripts', array( $this, 'register' ) );
		add_action( 'wp', array( $this, 'keep_as_typed' ) );
	}

	/**
	 * Registers them. The first script has what the others use, also those of a theme whose forms are made of this kit.
	 */
	public function register(): void {
		wp_register_style(
			self::HANDLE,
			plugins_url( 'assets/registry.css', RESTART_REGISTRY_FILE ),
			array(),
			RESTART_REGISTRY_VERSION
		);
		foreach ( self::SCRIPTS as $name ) {
			$needs = 'forms' === $name ? array() : array( self::FORMS );
			wp_register_script(
				self::HANDLE . "-$name",
				plugins_url( "assets/$name.js", RESTART_REGISTRY_FILE ),
				$needs,
				RESTART_REGISTRY_VERSION,
				true
			);
		}
		$settings = 'window.restartRegistry = ' . wp_json_encode( self::settings(), JSON_HEX_TAG | JSON_HEX_AMP ) . ';';
		wp_add_inline_script( self::FORMS, $settings, 'before' );
	}

	/**
	 * Puts them on a page. Whatever shows something of ours calls this.
	 */
	public function enqueue(): void {
		wp_enqueue_style( self::HANDLE );
		foreach ( self::SCRIPTS as $name ) {
			wp_enqueue_script( self::HANDLE . "-$name" );
		}
	}

	/**
	 * Switches curly quotes and smilies off, which block themes put over the whole page: `3x4 -- ... :)` would be
	 * something else then.
	 */
	public function keep_as_typed(): void {
		$page    = is_page() ? get_queried_object() : null;
		$is_ours = is_singular( Restart_Registry_Post_Type::NAME )
			|| ( $page instanceof WP_Post && str_contains( $page->post_content, '[restart_registry' ) );
		if ( $is_ours ) {
			add_filter( 'run_wptexturize', '__return_false' );
			add_filter( 'pre_option_use_smilies', '__return_zero' );
			wptexturize( '', true ); // Otherwise it asks the filter only once.
		}
	}

	/**
	 * @return array<string, string|array<string, string>>
	 */
	private static function settings(): array {
		return array(
			'url'   => admin_url( 'admin-ajax.php' ),
			'texts' => array(
				'sending'     => __( 'One moment …', 'restart-registry' ),
				'unreachable' => __(
					'We couldn’t reach the site. Nothing you typed is lost: please check your connection and try again.',
					'restart-registry'
				),
				'failed'      => __(
					'Something went wrong on our side. Nothing you typed is lost: please try again in a moment.',
					'restart-registry'
				),
				'tryAgain'    => __( 'Try again', 'restart-registry' ),
				'mistakes'    => __( 'Please look at the fields that are marked.', 'restart-registry' ),
				'copied'      => __( 'Copied.', 'restart-registry' ),
				'copyThis'    => __( 'Please copy the marked text yourself.', 'restart-registry' ),
				/* translators: 1: name of a gift, 2: its place in the list, 3: how many there are. */
				'moved'       => __( '%1$s is number %2$d of %3$d now.', 'restart-registry' ),
				'empty'       => __( 'Your registry is empty now.', 'restart-registry' ),
			),
		);
	}
}
