<?php
/**
 * What this site holds.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Gathers post types and taxonomies with their labels and counts. It is the same whoever asks: an administrator, the
 * service account or WP-Cron.
 */
final class Restart_Bridge_Structure {

	/**
	 * No object of these is anything of its own: pictures belong to posts, formats are a property of them.
	 */
	private const NOT_POST_TYPES = array( 'attachment' );
	private const NOT_TAXONOMIES = array( 'post_format' );

	/**
	 * Posts in these statuses don't count: they are deleted, not begun, or part of another post.
	 */
	public const NOT_STATUSES = array( 'trash', 'auto-draft', 'inherit' );

	/**
	 * How the backend treats a type that it sees for the first time.
	 */
	private const FETCH_LIMIT = 100;

	private const MAX_LABEL_CHARACTERS = 200;

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'determine_locale', array( $this, 'speak_the_site_s_language' ) );
	}

	/**
	 * Labels are made when a request begins, in the language of whoever is in the dashboard. When one of our buttons was
	 * pressed, the site's own language is taken, in which WP-Cron would gather them.
	 *
	 * @param mixed $locale As WordPress found it.
	 */
	public function speak_the_site_s_language( mixed $locale ): mixed {
		// phpcs:ignore WordPress.Security -- It is only compared, and nothing is done that needs an intention.
		$action = $_REQUEST['action'] ?? '';
		return is_admin() && is_string( $action ) && str_starts_with( $action, 'restart_bridge_' )
			? get_locale()
			: $locale;
	}

	/**
	 * Returns the names of the post types that the backend follows.
	 *
	 * @return string[]
	 */
	public static function post_types(): array {
		return array_values( array_diff( get_post_types( array( 'public' => true ) ), self::NOT_POST_TYPES ) );
	}

	/**
	 * Returns the names of the taxonomies that the backend follows.
	 *
	 * @return string[]
	 */
	public static function taxonomies(): array {
		return array_values( array_diff( get_taxonomies( array( 'public' => true ) ), self::NOT_TAXONOMIES ) );
	}

	/**
	 * Returns what is sent as JSON, where a list of no types is an object, too: {}.
	 *
	 * @return array<string, mixed>|WP_Error The body of `update-structure`.
	 */
	public function body(): array|WP_Error {
		$structure = $this->gather();
		return is_wp_error( $structure ) ? $structure : array(
			'post_types' => (object) $structure['post_types'],
			'taxonomies' => (object) $structure['taxonomies'],
		) + $structure;
	}

	/**
	 * @return array<string, mixed>|WP_Error As body() has it, but all in arrays.
	 */
	public function gather(): array|WP_Error {
		$posts = $this->count_posts();
		$terms = is_wp_error( $posts ) ? $posts : $this->count_terms();
		if ( is_wp_error( $terms ) ) {
			return $terms;
		}
		return array(
			'post_types'                => $this->describe_post_types( $posts ),
			'taxonomies'                => $this->describe_taxonomies( $terms ),
			'plugin_connection_enabled' => Restart_Bridge_Options::is_on(
				Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED
			),
			'two_way_sync_enabled'      => Restart_Bridge_Options::is_on(
				Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED
			),
			'timestamp'                 => Restart_Bridge_Options::timestamp( time() ),
			'site_url'                  => Restart_Bridge_Connection::site_url(),
			'admin_url'                 => self::admin_url(),
		);
	}

	/**
	 * @param array<string, int> $counts By type.
	 * @return array<string, array<string, mixed>>
	 */
	private function describe_post_types( array $counts ): array {
		$types = array();
		foreach ( self::post_types() as $name ) {
			$types[ $name ] = array(
				'label'       => self::label( get_post_type_object( $name ) ),
				'count'       => $counts[ $name ] ?? 0,
				'enabled'     => true,
				'fetch_limit' => self::FETCH_LIMIT,
			);
		}
		return $types;
	}

	/**
	 * @param array<string, int> $counts By taxonomy.
	 * @return array<string, array<string, mixed>>
	 */
	private function describe_taxonomies( array $counts ): array {
		$taxonomies = array();
		foreach ( self::taxonomies() as $name ) {
			$taxonomies[ $name ] = array(
				'label' => self::label( get_taxonomy( $name ) ),
				'count' => $counts[ $name ] ?? 0,
			);
		}
		return $taxonomies;
	}

	/**
	 * Counts all posts by type in one query. wp_count_posts() asks for each type, and remembers too much.
	 *
	 * @return array<string, int>|WP_Error
	 */
	private function count_posts(): array|WP_Error {
		global $wpdb;
		$statuses = implode( ', ', array_fill( 0, count( self::NOT_STATUSES ), '%s' ) );
		return $this->count(
			$wpdb->prepare(
				"SELECT post_type AS name, COUNT(*) AS number FROM {$wpdb->posts}
				WHERE post_status NOT IN ($statuses) GROUP BY post_type",
				self::NOT_STATUSES
			)
		);
	}

	/**
	 * Counts all terms by taxonomy, also those that no post has. One without a name would never be told.
	 *
	 * @return array<string, int>|WP_Error
	 */
	private function count_terms(): array|WP_Error {
		global $wpdb;
		return $this->count(
			"SELECT taxonomy AS name, COUNT(*) AS number FROM {$wpdb->term_taxonomy}
			JOIN {$wpdb->terms} USING (term_id) GROUP BY taxonomy"
		);
	}

	/**
	 * @return array<string, int>|WP_Error Never an empty list for a query that failed.
	 */
	private function count( string $query ): array|WP_Error {
		global $wpdb;
		$rows = $wpdb->get_results( $query ); // phpcs:ignore WordPress.DB
		if ( '' !== $wpdb->last_error || ! is_array( $rows ) ) {
			return new WP_Error(
				'restart_bridge_database',
				__( 'The database of this site did not answer.', 'restart-bridge' ),
				array( 'status' => 500 )
			);
		}
		return array_map( 'intval', array_column( $rows, 'number', 'name' ) );
	}

	/**
	 * Returns a label as one line, which is never empty.
	 */
	private static function label( WP_Post_Type|WP_Taxonomy $type ): string {
		$label = wp_check_invalid_utf8( (string) $type->label, true );
		$label = trim( (string) preg_replace( '/[\s[:cntrl:]]+/u', ' ', $label ) );
		return '' === $label ? $type->name : mb_substr( $label, 0, self::MAX_LABEL_CHARACTERS );
	}

	/**
	 * Asks for the scheme of the site's own address: a request that came by another one would answer that.
	 */
	private static function admin_url(): string {
		return get_admin_url( null, '', (string) wp_parse_url( (string) get_option( 'siteurl' ), PHP_URL_SCHEME ) );
	}
}
