<?php
/**
 * Registries as posts of this site.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Finds and writes registries. Not final: tests put their own in its place.
 */
class Restart_Registry_Posts {

	private const ACTIVE = array( 'publish', 'private', 'draft', 'pending', 'future' );
	public const KNOWN   = array( ...self::ACTIVE, Restart_Registry_Post_Type::ARCHIVED );

	/**
	 * As the controller describes it.
	 *
	 * @return array<string, mixed>|null
	 */
	public function find( int $id ): ?array {
		$post = $id > 0 ? get_post( $id ) : null; // For 0 WordPress takes the page that it shows.
		return $post && self::is_registry( $post ) ? $this->registry( $post ) : null;
	}

	/**
	 * Also finds a registry by an address that it had before.
	 *
	 * @return array<string, mixed>|null
	 */
	public function find_by_slug( string $slug ): ?array {
		$post = '' === $slug ? null : get_page_by_path( $slug, OBJECT, Restart_Registry_Post_Type::NAME );
		if ( ! $post && '' !== $slug ) {
			return $this->find( Restart_Registry_Former_Addresses::find( $slug ) );
		}
		return $post && self::is_registry( $post ) ? $this->registry( $post ) : null;
	}

	/**
	 * @return list<array<string, mixed>>
	 */
	public function of_user( int $user_id ): array {
		return array_map( array( $this, 'registry' ), self::posts_of( $user_id, self::KNOWN ) );
	}

	/**
	 * Answers the same key again with the registry that was made with it.
	 *
	 * @param array<string, mixed> $data title, description, is_public, meta, creation_key.
	 * @return array<string, mixed>|WP_Error
	 */
	public function create( int $user_id, array $data ): array|WP_Error {
		$data   += array( 'title' => '' );
		$columns = Restart_Registry_Post_Fields::columns(
			array( 'is_public' => (bool) ( $data['is_public'] ?? false ) ) + $data
		);
		if ( is_wp_error( $columns ) || ! user_can( $user_id, 'publish_restart_registries' ) ) {
			return is_wp_error( $columns ) ? $columns : Restart_Registry_Answers::not_allowed();
		}
		$key  = (string) ( $data['creation_key'] ?? '' );
		$post = array(
			'post_type'   => Restart_Registry_Post_Type::NAME,
			'post_author' => $user_id,
			'meta_input'  => Restart_Registry_Post_Fields::meta( $data ) + Restart_Registry_Creation_Key::row( $key ),
		);
		$make = fn() => $this->saved( wp_insert_post( wp_slash( $post + $columns ), true ) );
		return $this->alone(
			$user_id,
			fn() => $this->made_with( $user_id, $key ) ?? $this->refuse_second( $user_id ) ?? $make()
		);
	}

	/**
	 * @param array<string, mixed> $data title, description, is_public, meta.
	 * @return array<string, mixed>|WP_Error
	 */
	public function update( int $id, array $data ): array|WP_Error {
		$columns = Restart_Registry_Post_Fields::columns( $data );
		if ( is_wp_error( $columns ) ) {
			return $columns;
		}
		$meta = Restart_Registry_Post_Fields::meta( $data );
		return $this->change(
			$id,
			fn( array $registry ) => $this->refuse_opening( $registry, $columns )
				?? $this->write( $id, $columns, $meta )
		);
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function archive( int $id ): array|WP_Error {
		return $this->change(
			$id,
			fn() => $this->write( $id, array( 'post_status' => Restart_Registry_Post_Type::ARCHIVED ) )
		);
	}

	/**
	 * Makes it private: people who had the link to a public one may not be welcome any more. Doing it twice is no
	 * mistake.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function restore( int $id ): array|WP_Error {
		$owner   = (int) ( $this->find( $id )['user_id'] ?? 0 );
		$restore = fn( array $registry ) => $registry['is_archived']
			? $this->refuse_second( $owner ) ?? $this->write( $id, array( 'post_status' => 'private' ) )
			: $registry;
		return $this->alone( $owner, fn() => $this->change( $id, $restore ) );
	}

	/**
	 * The API changed it, in another request; what this one remembers of it is old.
	 */
	public function forget( int $id ): void {
		clean_post_cache( $id );
	}

	/**
	 * Guests have no rights that WordPress could map; they may see a public registry all the same.
	 */
	public function can_view( int $id ): bool {
		$post = $id > 0 ? get_post( $id ) : null;
		return $post
			&& self::is_registry( $post )
			&& ( 'publish' === $post->post_status || current_user_can( 'read_post', $id ) );
	}

	/**
	 * Nobody may edit a registry in the trash.
	 */
	public function can_edit( int $id ): bool {
		$post = $id > 0 ? get_post( $id ) : null;
		return $post && self::is_registry( $post ) && current_user_can( 'edit_post', $id );
	}

	/**
	 * Whether it is neither archived nor a draft.
	 */
	public function is_open( int $id ): bool {
		$this->forget( $id );
		return in_array( get_post_status( $id ), array( 'publish', 'private' ), true );
	}

	private static function is_registry( WP_Post $post ): bool {
		return Restart_Registry_Post_Type::NAME === $post->post_type
			&& in_array( $post->post_status, self::KNOWN, true );
	}

	/**
	 * @param string[] $statuses Any of these.
	 * @return WP_Post[] Newest first.
	 */
	private static function posts_of( int $user_id, array $statuses ): array {
		if ( $user_id <= 0 ) { // To WordPress that is everybody.
			return array();
		}
		return get_posts(
			array(
				'post_type'   => Restart_Registry_Post_Type::NAME,
				'post_status' => $statuses,
				'author'      => $user_id,
				'numberposts' => -1,
				'orderby'     => array(
					'date' => 'DESC',
					'ID'   => 'DESC',
				),
			)
		);
	}

	/**
	 * @return array<string, mixed>
	 */
	private function registry( WP_Post $post ): array {
		return array(
			'id'          => $post->ID,
			'user_id'     => (int) $post->post_author,
			'title'       => Restart_Registry_Text::plain( $post->post_title ),
			'description' => Restart_Registry_Text::plain( $post->post_content ),
			'is_public'   => 'publish' === $post->post_status,
			'is_archived' => Restart_Registry_Post_Type::ARCHIVED === $post->post_status,
			'permalink'   => (string) get_permalink( $post ),
			'share_key'   => $post->ID,
			'owner_name'  => Restart_Registry_User_Names::shown( (int) $post->post_author ),
			'meta'        => Restart_Registry_Post_Fields::stored_meta(
				$post->ID,
				current_user_can( 'edit_post', $post->ID )
			),
		);
	}

	/**
	 * Calls the work with the registry as it is when nobody else writes it: WordPress reads the whole post and writes
	 * it back, and would make one public again that was made private in the same moment.
	 *
	 * @param callable(array<string, mixed>): (array<string, mixed>|WP_Error) $work What is to be done.
	 * @return array<string, mixed>|WP_Error
	 */
	private function change( int $id, callable $work ): array|WP_Error {
		if ( ! Restart_Registry_Lock::take( (string) $id ) ) {
			return Restart_Registry_Lock::busy();
		}
		clean_post_cache( $id );
		$registry = $this->find( $id );
		$result   = $registry ? $work( $registry ) : Restart_Registry_Answers::not_found();
		Restart_Registry_Lock::release( (string) $id );
		return $result;
	}

	/**
	 * Two tabs of the same person wait for each other.
	 *
	 * @param callable(): (array<string, mixed>|WP_Error) $work What is to be done.
	 * @return array<string, mixed>|WP_Error
	 */
	private function alone( int $user_id, callable $work ): array|WP_Error {
		if ( ! Restart_Registry_Lock::take( "user$user_id" ) ) {
			return Restart_Registry_Lock::busy();
		}
		$result = $work();
		Restart_Registry_Lock::release( "user$user_id" );
		return $result;
	}

	/**
	 * A post is only written when a column of it changes.
	 *
	 * @param array<string, string> $columns Plain, not slashed.
	 * @param array<string, string> $meta    Plain, not slashed.
	 * @return array<string, mixed>|WP_Error
	 */
	private function write( int $id, array $columns, array $meta = array() ): array|WP_Error {
		$written = $columns ? wp_update_post( wp_slash( array( 'ID' => $id ) + $columns ), true ) : $id;
		foreach ( is_wp_error( $written ) ? array() : $meta as $key => $value ) {
			update_post_meta( $id, $key, wp_slash( $value ) );
		}
		return $this->saved( $written );
	}

	/**
	 * Visitors aren't told what the database says.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	private function saved( int|WP_Error $id ): array|WP_Error {
		$registry = is_wp_error( $id ) ? null : $this->find( $id );
		return $registry
			?? new WP_Error(
				'restart_not_saved',
				__( 'This could not be saved. Please try again in a moment.', 'restart-registry' ),
				array( 'status' => 500 )
			);
	}

	/**
	 * @return array<string, mixed>|null The registry that this person has made with this key.
	 */
	private function made_with( int $user_id, string $key ): ?array {
		$made = '' === $key ? null : Restart_Registry_Creation_Key::find( $user_id, $key );
		return $made ? $this->find( $made['id'] ) : null;
	}

	private function refuse_second( int $user_id ): ?WP_Error {
		if ( ! self::posts_of( $user_id, self::ACTIVE ) ) {
			return null;
		}
		return Restart_Registry_Answers::conflict(
			__( 'You already have a registry. To start another one, please archive it first.', 'restart-registry' )
		);
	}

	/**
	 * @param array<string, mixed>  $registry As it is.
	 * @param array<string, string> $columns  As it is to become.
	 */
	private function refuse_opening( array $registry, array $columns ): ?WP_Error {
		if ( ! $registry['is_archived'] || ! isset( $columns['post_status'] ) ) {
			return null;
		}
		return Restart_Registry_Answers::conflict(
			__( 'This registry is archived. Please restore it first.', 'restart-registry' )
		);
	}
}
