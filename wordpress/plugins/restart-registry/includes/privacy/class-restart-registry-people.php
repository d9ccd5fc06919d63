<?php
/**
 * What WordPress tells about its users.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Shows users to nobody but themselves and those who may list users, whatever they have published.
 *
 * WordPress shows the author of anything public with their login and a hash of their e-mail. Here authors are people
 * who left somebody.
 */
final class Restart_Registry_People {

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_filter( 'rest_user_query', array( $this, 'list_only_oneself' ) );
		add_filter( 'rest_prepare_user', array( $this, 'hide_from_others' ), 10, 3 );
		add_filter( 'rest_prepare_' . Restart_Registry_Post_Type::NAME, array( $this, 'drop_author_link' ) );
		add_filter( 'request', array( $this, 'no_author_pages' ) );
		add_filter( 'author_link', array( $this, 'link_home' ) );
		add_filter( 'wp_sitemaps_add_provider', array( $this, 'no_users_sitemap' ), 10, 2 );
		add_filter( 'oembed_response_data', array( $this, 'no_author_in_embeds' ) );
		add_filter( 'the_author', array( $this, 'no_author_in_feeds' ) );
		add_filter( 'get_the_author_user_url', array( $this, 'no_author_in_feeds' ) );
		add_filter( 'pre_get_avatar_data', array( $this, 'no_gravatar' ), 99 );
	}

	/**
	 * Narrows the query, so that the totals in the headers fit.
	 *
	 * @param array<string, mixed> $args For WP_User_Query.
	 * @return array<string, mixed>
	 */
	public function list_only_oneself( array $args ): array {
		if ( current_user_can( 'list_users' ) ) {
			return $args;
		}
		$me   = array( get_current_user_id() );
		$seen = empty( $args['include'] ) ? $me : array_intersect( wp_parse_id_list( $args['include'] ), $me );
		// An empty list would be everybody.
		return array( 'include' => $seen ? array_values( $seen ) : array( 0 ) ) + $args;
	}

	/**
	 * Hides what `_embed` fetches, too. Only reading is refused: WordPress takes no error after it made a user.
	 */
	public function hide_from_others( mixed $response, WP_User $user, WP_REST_Request $request ): mixed {
		$reads = in_array( $request->get_method(), array( 'GET', 'HEAD' ), true );
		if ( ! $reads || get_current_user_id() === $user->ID || current_user_can( 'list_users' ) ) {
			return $response;
		}
		$message = __( 'Sorry, you are not allowed to list users.', 'restart-registry' );
		return new WP_Error(
			'rest_user_cannot_view',
			$message,
			array( 'status' => rest_authorization_required_code() )
		);
	}

	/**
	 * Leaves nothing to embed. The number stays in `author`: the API tells the owner by it.
	 */
	public function drop_author_link( WP_REST_Response $response ): WP_REST_Response {
		$response->remove_link( 'author' );
		return $response;
	}

	/**
	 * Answers 404 to pages, feeds and `?author=5` alike, before WordPress redirects to an address with the login in it.
	 * REST and the dashboard have parameters of the same name. A missing sitemap would be answered with the home page.
	 *
	 * @param array<string, mixed> $query_vars What the address asks for.
	 * @return array<string, mixed>
	 */
	public function no_author_pages( array $query_vars ): array {
		$asked = isset( $query_vars['author'] )
			|| isset( $query_vars['author_name'] )
			|| 'users' === ( $query_vars['sitemap'] ?? '' );
		return $asked && empty( $query_vars['rest_route'] ) && ! is_admin() ? array( 'error' => '404' ) : $query_vars;
	}

	/**
	 * Themes link to the author's page, and its address has the login in it.
	 */
	public function link_home(): string {
		return home_url( '/' );
	}

	/**
	 * @param mixed $provider A part of the sitemap.
	 */
	public function no_users_sitemap( mixed $provider, string $name ): mixed {
		return 'users' === $name ? false : $provider;
	}

	/**
	 * @param array<string, mixed> $data The answer of oEmbed.
	 * @return array<string, mixed>
	 */
	public function no_author_in_embeds( array $data ): array {
		return array_diff_key( $data, array_flip( array( 'author_name', 'author_url' ) ) );
	}

	/**
	 * Leaves out name and website.
	 */
	public function no_author_in_feeds( ?string $value ): string {
		return is_feed() ? '' : (string) $value;
	}

	/**
	 * Gravatar's address holds a hash of the e-mail. Pictures that another plugin keeps on the site are left.
	 *
	 * @param array<string, mixed> $args What is known of the picture.
	 * @return array<string, mixed>
	 */
	public function no_gravatar( array $args ): array {
		return $args + array( 'url' => includes_url( 'images/blank.gif' ) );
	}
}
