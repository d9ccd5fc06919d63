<?php
/**
 * Addresses that registries had before.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Gives registries that were named by their first title a random address, and leads people who may see them there from
 * the old one. Public ones keep theirs: people have the link.
 */
final class Restart_Registry_Former_Addresses {

	/**
	 * It is protected, so no answer of REST holds it.
	 */
	public const META_KEY = '_restart_former_address';

	private const AT_A_TIME = 100;
	private const DONE      = 'done';

	/**
	 * Hooks this part in. The redirect comes before WordPress guesses what else an unknown address may mean.
	 */
	public function add_hooks(): void {
		add_action( 'init', array( $this, 'go_on' ), 20 );
		add_action( 'template_redirect', array( $this, 'lead_on' ), 1 );
	}

	/**
	 * Replaces some at each request until all are done. Requests at the same moment, and one that dies in the middle,
	 * do no harm: nothing is done twice, and an address is only replaced while it is the one that was read.
	 */
	public function go_on(): void {
		global $wpdb;
		$seen = get_option( Restart_Registry_Options::ADDRESSES, '0' );
		if ( self::DONE === $seen ) {
			return;
		}
		$query = $wpdb->prepare(
			"SELECT ID, post_name, post_status FROM $wpdb->posts WHERE post_type = %s AND ID > %d ORDER BY ID LIMIT %d",
			Restart_Registry_Post_Type::NAME,
			$seen,
			self::AT_A_TIME
		);
		$posts = (array) $wpdb->get_results( $query ); // phpcs:ignore WordPress.DB -- once for all; prepared above.
		array_map( array( self::class, 'renew' ), $posts );
		$is_last = count( $posts ) < self::AT_A_TIME;
		update_option( Restart_Registry_Options::ADDRESSES, $is_last ? self::DONE : end( $posts )->ID );
	}

	/**
	 * Leads people who may see the registry on from a page that isn't there. To others the address looks made up.
	 */
	public function lead_on(): void {
		$slug = (string) get_query_var( Restart_Registry_Post_Type::NAME );
		$id   = is_404() && '' !== $slug ? self::find( $slug ) : 0;
		if ( $id && ( 'publish' === get_post_status( $id ) || current_user_can( 'read_post', $id ) ) ) {
			nocache_headers();
			wp_safe_redirect( (string) get_permalink( $id ) );
			exit;
		}
	}

	/**
	 * Returns the registry that had this address, 0 if there is none.
	 */
	public static function find( string $slug ): int {
		$having = array(
			'post_type'   => Restart_Registry_Post_Type::NAME,
			'post_status' => array_keys( get_post_stati() ),
			'fields'      => 'ids',
			'numberposts' => 1,
			'meta_key'    => self::META_KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- few have it.
			'meta_value'  => sanitize_title_for_query( $slug ), // phpcs:ignore WordPress.DB.SlowDBQuery -- as above.
		);
		return (int) ( get_posts( $having )[0] ?? 0 );
	}

	/**
	 * Keeps the old address first: if this ends here, the next request finds both as they were.
	 *
	 * @param object{ID: string, post_name: string, post_status: string} $post As it is stored.
	 */
	private static function renew( object $post ): void {
		global $wpdb;
		$id   = (int) $post->ID;
		$slug = (string) preg_replace( '/__trashed$/', '', $post->post_name );
		if ( 'publish' !== $post->post_status && '' !== $slug && ! Restart_Registry_Addresses::is_random( $slug ) ) {
			if ( ! in_array( $slug, get_post_meta( $id, self::META_KEY ), true ) ) {
				add_post_meta( $id, self::META_KEY, wp_slash( $slug ) );
			}
			$change = $wpdb->prepare(
				"UPDATE $wpdb->posts SET post_name = %s WHERE ID = %d AND post_name = %s AND post_status <> 'publish'",
				Restart_Registry_Addresses::random(),
				$id,
				$post->post_name
			);
			$wpdb->query( $change ); // phpcs:ignore WordPress.DB -- once for all; prepared above.
			delete_post_meta( $id, '_wp_desired_post_slug' );
		}
		$guid = home_url( '/?post_type=' . Restart_Registry_Post_Type::NAME . "&p=$id" );
		// phpcs:ignore WordPress.DB -- as above.
		$wpdb->update( $wpdb->posts, array( 'guid' => $guid ), array( 'ID' => $id ) );
		delete_post_meta( $id, '_wp_old_slug' );
		clean_post_cache( $id );
	}
}
