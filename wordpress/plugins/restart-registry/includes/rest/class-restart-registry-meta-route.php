<?php
/**
 * POST restart-registry/v1/registries/{id}/meta
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Writes the two lists of a registry, or the recipient's e-mail address, and nothing else.
 *
 * WordPress's own route reads the whole post and writes it back, status included, also for a body of nothing but meta:
 * it would make a registry public again that was made private in the same moment.
 */
final class Restart_Registry_Meta_Route {

	private const LISTS = array( Restart_Registry_Meta::ITEM_IDS, Restart_Registry_Meta::INVITEES );
	private const KEYS  = array( ...self::LISTS, Restart_Registry_Meta::RECIPIENT_EMAIL );

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * All are text, the form they have in the post's `meta`: the lists are JSON.
	 */
	public function register(): void {
		$text = array( 'type' => 'string' );
		$list = $text + array( 'validate_callback' => array( $this, 'validate' ) );
		$args = array();
		foreach ( array_fill_keys( self::LISTS, $list ) + array_fill_keys( self::KEYS, $text ) as $key => $kind ) {
			$args += array_fill_keys( array( $key, $this->was( $key ) ), $kind );
		}
		register_rest_route(
			'restart-registry/v1',
			'/registries/(?P<id>\d+)/meta',
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => array( $this, 'write' ),
				'permission_callback' => array( $this, 'may_write' ),
				'args'                => $args,
			)
		);
	}

	/**
	 * The answer of WordPress to a value it can't take.
	 */
	public static function invalid( string $param ): WP_Error {
		/* translators: %s: name of a parameter. */
		$message = sprintf( __( 'Not a JSON list of the right kind: %s', 'restart-registry' ), $param );
		return new WP_Error( 'rest_invalid_param', $message, array( 'status' => 400 ) );
	}

	/**
	 * This is stricter than the sanitiser: anyone who writes by program is told of their mistake, and nothing is
	 * dropped. The value that the writer saw may hold anything: an older version may have stored it.
	 */
	public function validate( mixed $value, WP_REST_Request $request, string $key ): bool|WP_Error {
		$list = is_string( $value ) ? Restart_Registry_Json_List::decode( $value ) : null;
		if ( null !== $list && ! in_array( $key, self::KEYS, true ) ) {
			return true;
		}
		$fits = Restart_Registry_Meta::ITEM_IDS === $key
			? array( Restart_Registry_Meta_Values::class, 'is_item_id' )
			: 'is_string';
		return null !== $list && count( $list ) === count( array_filter( $list, $fits ) )
			? true
			: self::invalid( $key );
	}

	/**
	 * Refuses with the codes of WordPress's own route.
	 */
	public function may_write( WP_REST_Request $request ): bool|WP_Error {
		$post = get_post( (int) $request['id'] );
		if ( ! $post || Restart_Registry_Post_Type::NAME !== $post->post_type || 'trash' === $post->post_status ) {
			return new WP_Error(
				'rest_post_invalid_id',
				__( 'Invalid post ID.', 'restart-registry' ),
				array( 'status' => 404 )
			);
		}
		if ( ! current_user_can( 'edit_post', $post->ID ) ) {
			$message = __( 'Sorry, you are not allowed to edit this post.', 'restart-registry' );
			return new WP_Error(
				'rest_cannot_edit',
				$message,
				array( 'status' => rest_authorization_required_code() )
			);
		}
		return true;
	}

	/**
	 * Answers what is stored now, for the keys that were sent.
	 */
	public function write( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$sent = array_filter( array_intersect_key( $request->get_params(), array_flip( self::KEYS ) ), 'is_string' );
		if ( ! $sent ) {
			$message = sprintf(
				/* translators: %s: names of parameters. */
				__( 'Missing parameter, one of: %s', 'restart-registry' ),
				implode( ', ', self::KEYS )
			);
			return new WP_Error( 'rest_missing_callback_param', $message, array( 'status' => 400 ) );
		}
		$seen = array();
		foreach ( array_keys( $sent ) as $key ) {
			$seen[ $key ] = $request[ $this->was( $key ) ];
		}
		// The lock is Write_Lock's.
		$error = Restart_Registry_Compare_And_Set::write( (int) $request['id'], $sent, $seen );
		if ( $error ) {
			return $error;
		}
		$stored = array();
		foreach ( array_keys( $sent ) as $key ) {
			$stored[ $key ] = get_post_meta( (int) $request['id'], $key, true );
		}
		return new WP_REST_Response( $stored );
	}

	/**
	 * This parameter tells what the writer saw: the new value is only written if nobody wrote another one since.
	 */
	private function was( string $key ): string {
		return "{$key}_was";
	}
}
