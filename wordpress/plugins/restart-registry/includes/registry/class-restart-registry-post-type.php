<?php
/**
 * What a registry is to WordPress.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Registers the post type of registries and the status of archived ones.
 */
final class Restart_Registry_Post_Type {

	public const NAME     = 'restart-registry';
	public const ARCHIVED = 'restart-archived';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'init', array( $this, 'register' ) );
		add_filter( 'wp_insert_post_data', array( $this, 'drop_password' ) );
	}

	/**
	 * Also called on activation, which comes after `init`.
	 */
	public function register(): void {
		register_post_type(
			self::NAME,
			array(
				'labels'          => $this->labels(),
				'public'          => true,
				// Subscribers have edit_restart_registries, the right that would open WordPress's own screens to them.
				'show_ui'         => current_user_can( 'edit_others_restart_registries' ),
				'show_in_menu'    => Restart_Registry_Settings::GENERAL,
				'show_in_rest'    => true,
				'rest_base'       => self::NAME,
				'supports'        => array( 'title', 'editor', 'excerpt', 'author', 'thumbnail', 'custom-fields' ),
				'has_archive'     => 'registry',
				'rewrite'         => array(
					'slug'       => 'registry',
					'with_front' => false,
				),
				'capability_type' => array( 'restart_registry', 'restart_registries' ),
				'map_meta_cap'    => true,
			)
		);
		$this->register_archived();
	}

	/**
	 * A registry has one door, its status. A password would be a second one that the API knows nothing of.
	 *
	 * @param array<string, mixed> $data The slashed columns of a post about to be stored.
	 * @return array<string, mixed>
	 */
	public function drop_password( array $data ): array {
		if ( self::NAME === $data['post_type'] ) {
			$data['post_password'] = '';
		}
		return $data;
	}

	/**
	 * "protected" and not "private": private ones turn up in their owner's archive page and search.
	 */
	private function register_archived(): void {
		register_post_status(
			self::ARCHIVED,
			array(
				'label'                     => _x( 'Archived', 'status of a registry', 'restart-registry' ),
				'protected'                 => true,
				'exclude_from_search'       => true,
				'show_in_admin_all_list'    => true,
				'show_in_admin_status_list' => true,
				/* translators: %s: number of registries. */
				'label_count'               => _n_noop(
					'Archived <span class="count">(%s)</span>',
					'Archived <span class="count">(%s)</span>',
					'restart-registry'
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private function labels(): array {
		return array(
			'name'          => __( 'Registries', 'restart-registry' ),
			'singular_name' => __( 'Registry', 'restart-registry' ),
			'add_new_item'  => __( 'Add New Registry', 'restart-registry' ),
			'edit_item'     => __( 'Edit Registry', 'restart-registry' ),
			'view_item'     => __( 'View Registry', 'restart-registry' ),
			'all_items'     => __( 'All Registries', 'restart-registry' ),
			'view_items'    => __( 'View Registries', 'restart-registry' ),
			'search_items'  => __( 'Search Registries', 'restart-registry' ),
			'not_found'     => __( 'No registries found.', 'restart-registry' ),
		);
	}
}
