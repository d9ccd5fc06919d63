<?php
/**
 * WordPress's routes for editors.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Keeps members out of the routes that WordPress's editors work with.
 *
 * WordPress opens most of them to anybody who may edit some type of post, and every member may edit a registry. One of
 * them fetches any address, also of the server's own network. Members need few of WordPress's routes: these are named
 * here, and whatever the next version brings is closed.
 */
final class Restart_Registry_Editor_Routes {

	private const ROUTE = '#^/(wp|wp-[a-z-]+)/v\d+/([^/]+)#i';

	/**
	 * In WordPress's own `wp/v2`, beside the types and taxonomies that everybody can look at. WordPress guards settings
	 * and plugins by rights that no member has.
	 */
	private const OPEN = array(
		'users',
		'comments',
		'search',
		'types',
		'taxonomies',
		'statuses',
		'settings',
		'plugins',
	);

	/**
	 * What owners read in order to change it: registries, and their own account.
	 */
	private const OPEN_TO_EDIT = array( Restart_Registry_Post_Type::NAME, 'users' );

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'refuse' ), 10, 3 );
	}

	/**
	 * Each request in a batch comes through here, too.
	 *
	 * @param mixed   $response A refusal of somebody else's, or nothing yet.
	 * @param mixed[] $handler  What WordPress is about to call.
	 */
	public function refuse( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( is_wp_error( $response ) || self::is_open( $request ) || current_user_can( 'edit_posts' ) ) {
			return $response;
		}
		$message = __( 'Sorry, this is for people who edit the site.', 'restart-registry' );
		return new WP_Error(
			'restart_editors_only',
			$message,
			array( 'status' => rest_authorization_required_code() )
		);
	}

	private static function is_open( WP_REST_Request $request ): bool {
		if ( ! preg_match( self::ROUTE, $request->get_route(), $found ) ) {
			return true; // Not one of WordPress's.
		}
		$base  = strtolower( $found[2] );
		$bases = array( ...self::OPEN, ...self::viewable() );
		if ( 'wp' !== strtolower( $found[1] ) || ! in_array( $base, $bases, true ) ) {
			return false;
		}
		return 'edit' !== $request['context'] || in_array( $base, self::OPEN_TO_EDIT, true );
	}

	/**
	 * @return string[] As they stand in routes.
	 */
	private static function viewable(): array {
		$in_rest    = array( 'show_in_rest' => true );
		$types      = array_filter( get_post_types( $in_rest, 'objects' ), 'is_post_type_viewable' );
		$taxonomies = array_filter( get_taxonomies( $in_rest, 'objects' ), 'is_taxonomy_viewable' );
		$kinds      = array( ...array_values( $types ), ...array_values( $taxonomies ) );
		return array_map(
			static fn( object $kind ) => strtolower( $kind->rest_base ? $kind->rest_base : $kind->name ),
			$kinds
		);
	}
}
