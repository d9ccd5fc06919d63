<?php
/**
 * The post meta of registries.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Registers the meta, keeps the owner's part of it from others, and refuses lists that can't be read.
 */
final class Restart_Registry_Meta {

	public const ITEM_IDS        = 'restart_item_ids';
	public const INVITEES        = 'restart_invitees';
	public const RECIPIENT_EMAIL = 'restart_recipient_email';
	public const ALLOW_INDEXING  = 'restart_allow_indexing';

	/**
	 * Key => sanitiser, and what it reads as when nothing is stored.
	 */
	private const KEYS = array(
		self::ITEM_IDS                   => array( 'item_ids', '' ),
		self::INVITEES                   => array( 'invitees', '' ),
		'restart_event_type'             => array( 'label', '' ),
		'restart_event_date'             => array( 'date', '' ),
		'restart_is_for_self'            => array( 'on_unless_off', '1' ),
		'restart_recipient_name'         => array( 'label', '' ),
		'restart_recipient_relationship' => array( 'label', '' ),
		self::RECIPIENT_EMAIL            => array( 'email', '' ),
		self::ALLOW_INDEXING             => array( 'off_unless_on', '0' ),
	);

	private const LISTS       = array( self::ITEM_IDS, self::INVITEES );
	private const OWNERS_ONLY = array( self::INVITEES, self::RECIPIENT_EMAIL );

	public function __construct( private Restart_Registry_Access $access ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'init', array( $this, 'register' ) );
		add_filter( 'is_protected_meta', array( $this, 'protect' ), 10, 2 );
		add_filter( 'rest_prepare_' . Restart_Registry_Post_Type::NAME, array( $this, 'hide_from_others' ), 10, 2 );
		add_filter( 'rest_pre_insert_' . Restart_Registry_Post_Type::NAME, array( $this, 'refuse_request' ), 10, 2 );
		add_filter( 'add_post_metadata', array( $this, 'refuse_write' ), 10, 4 );
		add_filter( 'update_post_metadata', array( $this, 'refuse_write' ), 10, 4 );
	}

	/**
	 * All are single strings, in REST as well.
	 */
	public function register(): void {
		foreach ( self::KEYS as $key => list( $sanitiser, $default ) ) {
			register_post_meta(
				Restart_Registry_Post_Type::NAME,
				$key,
				array(
					'type'              => 'string',
					'single'            => true,
					'default'           => $default,
					'show_in_rest'      => true,
					'sanitize_callback' => array( Restart_Registry_Meta_Values::class, $sanitiser ),
					'auth_callback'     => array( $this, 'may_write' ),
				)
			);
		}
	}

	/**
	 * Decides instead of WordPress's rule for protected meta, which would let nobody write.
	 */
	public function may_write( bool $allowed, string $key, int $post_id, int $user_id ): bool {
		return user_can( $user_id, 'edit_post', $post_id );
	}

	/**
	 * WordPress 6.5: a block can be bound to any meta that isn't protected, and shows it to whoever sees the block.
	 */
	public function protect( bool $is_protected, string $key ): bool {
		return $is_protected || in_array( $key, self::OWNERS_ONLY, true );
	}

	/**
	 * Single, list, _fields and _embed all come through here. Invitees find themselves: the API decides by that.
	 */
	public function hide_from_others( WP_REST_Response $response, WP_Post $post ): WP_REST_Response {
		$data = $response->get_data();
		if ( ! isset( $data['meta'] ) || current_user_can( 'edit_post', $post->ID ) ) {
			return $response;
		}
		$seen                   = array_fill_keys( self::OWNERS_ONLY, '' );
		$seen[ self::INVITEES ] = Restart_Registry_Json_List::encode(
			$this->access->invitations( get_current_user_id(), $post->ID )
		);
		$data['meta']           = array_replace( $data['meta'], array_intersect_key( $seen, $data['meta'] ) );
		$response->set_data( $data );
		return $response;
	}

	/**
	 * Tells a REST client of WordPress's own route that its list can't be read, before anything is written.
	 */
	public function refuse_request( stdClass|WP_Error $post, WP_REST_Request $request ): stdClass|WP_Error {
		foreach ( array_intersect_key( (array) $request['meta'], array_flip( self::LISTS ) ) as $key => $value ) {
			if ( null !== $value && Restart_Registry_Json_List::is_broken( $value ) ) { // Null deletes.
				return Restart_Registry_Meta_Route::invalid( "meta.$key" );
			}
		}
		return $post;
	}

	/**
	 * The same for PHP: a value written without wp_slash() is broken JSON. What is stored stays, the writer gets false.
	 */
	public function refuse_write( mixed $check, int $post_id, string $key, mixed $value ): mixed {
		$ours = in_array( $key, self::LISTS, true ) && Restart_Registry_Post_Type::NAME === get_post_type( $post_id );
		return $ours && Restart_Registry_Json_List::is_broken( $value ) ? false : $check;
	}
}
