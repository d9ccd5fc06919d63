<?php
/**
 * The list of all registries in the dashboard.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Adds to WordPress's list of the type what staff look for, and takes away what would do harm.
 */
final class Restart_Registry_Registries_Table {

	private const SEEN_BY = 'restart_seen_by';
	private const GIFTS   = 'restart_gifts';
	private const ITEMS   = 'restart_items';
	private const SCREEN  = 'edit-' . Restart_Registry_Post_Type::NAME;

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action(
			'manage_' . Restart_Registry_Post_Type::NAME . '_posts_custom_column',
			array( $this, 'print_column' ),
			10,
			2
		);
		add_filter( 'manage_' . Restart_Registry_Post_Type::NAME . '_posts_columns', array( $this, 'columns' ) );
		add_filter( 'bulk_actions-' . self::SCREEN, array( $this, 'no_bulk_edit' ) );
		add_filter( 'display_post_states', array( $this, 'say_archived' ), 10, 2 );
		add_filter( 'post_row_actions', array( $this, 'no_quick_edit' ), 10, 2 );
		add_filter( 'post_row_actions', array( $this, 'link_to_items' ), 10, 2 );
	}

	/**
	 * @param array<string, string> $columns Key => heading.
	 * @return array<string, string>
	 */
	public function columns( array $columns ): array {
		$ours = array(
			self::SEEN_BY => __( 'Seen by', 'restart-registry' ),
			self::GIFTS   => __( 'Gifts', 'restart-registry' ),
		);
		$date = array_intersect_key( $columns, array( 'date' => '' ) );
		return array(
			...array_diff_key( $columns, $date ),
			...array( 'author' => __( 'Owner', 'restart-registry' ) ),
			...$ours,
			...$date,
		);
	}

	/**
	 * Prints a cell of ours.
	 */
	public function print_column( string $column, int $post_id ): void {
		if ( self::SEEN_BY === $column ) {
			echo esc_html( $this->seen_by( (string) get_post_status( $post_id ) ) );
		}
		if ( self::GIFTS === $column ) {
			echo esc_html( self::gifts( get_post_meta( $post_id, Restart_Registry_Meta::ITEM_IDS, true ) ) );
		}
	}

	/**
	 * Takes Quick Edit away. It doesn't know our status, so it would offer "Published" for an archived registry, and
	 * save that.
	 *
	 * @param array<string, string> $actions Key => link.
	 * @return array<string, string>
	 */
	public function no_quick_edit( array $actions, WP_Post $post ): array {
		return Restart_Registry_Post_Type::NAME === $post->post_type
			? array_diff_key( $actions, array( 'inline hide-if-no-js' => '' ) )
			: $actions;
	}

	/**
	 * Adds a link to the registry's gifts in the API's own admin, for people whom it lets in.
	 *
	 * @param array<string, string> $actions Key => link.
	 * @return array<string, string>
	 */
	public function link_to_items( array $actions, WP_Post $post ): array {
		$api = untrailingslashit( Restart_Registry_Options::get( Restart_Registry_Options::LAMBDA_URL ) );
		if (
			Restart_Registry_Post_Type::NAME !== $post->post_type
			|| '' === $api
			|| ! current_user_can( Restart_Registry_Capabilities::MANAGE )
		) {
			return $actions;
		}
		$address = "$api/admin/items/item/?registry_id={$post->ID}";
		$link    = sprintf(
			'<a href="%s">%s</a>',
			esc_url( $address, array( 'http', 'https' ) ),
			esc_html__( 'Gifts in the API', 'restart-registry' )
		);
		return array( ...$actions, self::ITEMS => $link );
	}

	/**
	 * @param array<string, string> $actions Key => text.
	 * @return array<string, string>
	 */
	public function no_bulk_edit( array $actions ): array {
		return array_diff_key( $actions, array( 'edit' => '' ) );
	}

	/**
	 * Says it beside the title, as WordPress says "Private": a narrow screen shows nothing else.
	 *
	 * @param array<string, string> $states Key => what WordPress says.
	 * @return array<string, string>
	 */
	public function say_archived( array $states, WP_Post $post ): array {
		$archived = array(
			Restart_Registry_Post_Type::ARCHIVED => _x( 'Archived', 'status of a registry', 'restart-registry' ),
		);
		return Restart_Registry_Post_Type::ARCHIVED === $post->post_status ? $states + $archived : $states;
	}

	private static function gifts( mixed $stored ): string {
		return Restart_Registry_Json_List::is_broken( $stored )
			? __( 'Can’t be read', 'restart-registry' )
			: number_format_i18n( count( (array) Restart_Registry_Json_List::decode( $stored ) ) );
	}

	private function seen_by( string $status ): string {
		return match ( $status ) {
			'publish'                            => __( 'Everybody', 'restart-registry' ),
			'private'                            => __( 'Owner and invited people', 'restart-registry' ),
			Restart_Registry_Post_Type::ARCHIVED => __( 'Owner (archived)', 'restart-registry' ),
			'trash'                              => __( 'Nobody (in the trash)', 'restart-registry' ),
			default                              => __( 'Owner (not published)', 'restart-registry' ),
		};
	}
}
