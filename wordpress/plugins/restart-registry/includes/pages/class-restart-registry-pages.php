<?php
/**
 * The pages that the site needs.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Makes each page once and remembers it. What is there already is somebody's, and stays as it is.
 */
final class Restart_Registry_Pages {

	/**
	 * Pages whose content is in a template of the theme, named after the slug.
	 */
	private const IN_TEMPLATES = array(
		'login',
		'register',
		'my-account',
		'my-registries',
		'start-a-registry',
		'faq',
		'about-us',
	);

	/**
	 * Pages whose content is made here, of the view named after the slug.
	 */
	private const IN_VIEWS = array( 'find-a-registry', 'terms-and-conditions', 'privacy-policy' );

	/**
	 * Safe to call again.
	 */
	public function make(): void {
		$this->publish_untouched_privacy_draft();
		foreach ( self::titles() as $slug => $title ) {
			$this->make_page( $slug, $title );
		}
	}

	/**
	 * Returns where a page is, also after somebody gave it another address.
	 */
	public static function url( string $slug ): string {
		$id = self::ids()[ $slug ] ?? 0;
		return $id && 'publish' === get_post_status( $id )
			? (string) get_permalink( $id )
			: home_url( 'home' === $slug ? '/' : "/$slug/" );
	}

	/**
	 * @return array<string, int> Slug => id.
	 */
	public static function ids(): array {
		return array_map(
			'intval',
			array_filter( (array) get_option( Restart_Registry_Options::PAGES, array() ), 'is_numeric' )
		);
	}

	/**
	 * @return array<string, string> Slug => title.
	 */
	public static function titles(): array {
		return array(
			'home'                 => __( 'Home', 'restart-registry' ),
			'login'                => __( 'Log in', 'restart-registry' ),
			'register'             => __( 'Create an account', 'restart-registry' ),
			'my-account'           => __( 'My account', 'restart-registry' ),
			'my-registries'        => __( 'My registries', 'restart-registry' ),
			'start-a-registry'     => __( 'Start a registry', 'restart-registry' ),
			'find-a-registry'      => __( 'Find a registry', 'restart-registry' ),
			'faq'                  => __( 'FAQ', 'restart-registry' ),
			'about-us'             => __( 'About us', 'restart-registry' ),
			'terms-and-conditions' => __( 'Terms and conditions', 'restart-registry' ),
			'privacy-policy'       => __( 'Privacy policy', 'restart-registry' ),
		);
	}

	/**
	 * A page in the trash counts as there: somebody put it away on purpose.
	 */
	private function make_page( string $slug, string $title ): void {
		$known = self::ids()[ $slug ] ?? 0;
		if ( $known && get_post( $known ) ) {
			return;
		}
		$there = get_page_by_path( $slug );
		$id    = $there ? $there->ID : $this->insert( $slug, $title );
		if ( $id ) {
			$this->remember( $slug, $id );
			$this->put_to_use( $slug, $id );
		}
	}

	/**
	 * Passes the template in `meta_input`: WordPress refuses `page_template`, after it made the page, while another
	 * theme is active.
	 */
	private function insert( string $slug, string $title ): int {
		$page = array(
			'post_type'    => 'page',
			'post_status'  => 'publish',
			'post_name'    => $slug,
			'post_title'   => $title,
			'post_author'  => self::author(),
			'post_content' => self::content( $slug ),
			'meta_input'   => in_array( $slug, self::IN_TEMPLATES, true )
				? array( '_wp_page_template' => "page-$slug" )
				: array(),
		);
		return wp_insert_post( wp_slash( $page ) );
	}

	/**
	 * A front page or a privacy policy that somebody chose stays.
	 */
	private function put_to_use( string $slug, int $id ): void {
		if ( 'home' === $slug && 'page' !== get_option( 'show_on_front' ) ) {
			update_option( 'show_on_front', 'page' );
			update_option( 'page_on_front', $id );
		}
		if ( 'privacy-policy' === $slug && ! get_post( (int) get_option( 'wp_page_for_privacy_policy' ) ) ) {
			update_option( 'wp_page_for_privacy_policy', $id );
		}
	}

	/**
	 * Every new WordPress has a draft with questions to its owner. Once they have saved it, it is theirs.
	 */
	private function publish_untouched_privacy_draft(): void {
		$id    = (int) get_option( 'wp_page_for_privacy_policy' );
		$draft = $id && ! isset( self::ids()['privacy-policy'] ) ? get_post( $id ) : null;
		if ( ! $draft || 'draft' !== $draft->post_status || $draft->post_modified_gmt !== $draft->post_date_gmt ) {
			return;
		}
		$page = array(
			'ID'           => $id,
			'post_status'  => 'publish',
			'post_title'   => self::titles()['privacy-policy'],
			'post_content' => self::content( 'privacy-policy' ),
		);
		wp_update_post( wp_slash( $page ) );
		$this->remember( 'privacy-policy', $id );
	}

	private function remember( string $slug, int $id ): void {
		update_option( Restart_Registry_Options::PAGES, array_merge( self::ids(), array( $slug => $id ) ), false );
	}

	/**
	 * The user who activates the plugin or, from a command line, the first administrator.
	 */
	private static function author(): int {
		$first = array(
			'role'    => 'administrator',
			'orderby' => 'ID',
			'number'  => 1,
			'fields'  => 'ID',
		);
		return get_current_user_id() ? get_current_user_id() : (int) ( get_users( $first )[0] ?? 0 );
	}

	/**
	 * Empty where the theme's template says it all.
	 */
	private static function content( string $slug ): string {
		if ( ! in_array( $slug, self::IN_VIEWS, true ) ) {
			return '';
		}
		ob_start();
		require dirname( __DIR__, 2 ) . "/views/pages/$slug.php";
		return trim( (string) ob_get_clean() );
	}
}
