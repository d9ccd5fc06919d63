<?php
/**
 * What the API reads besides WordPress's own fields.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Adds title, story and the owner's name as plain text: WordPress's `raw` is for editors only, its `rendered` is HTML.
 */
final class Restart_Registry_Rest_Fields {

	private const FIELDS = array(
		'restart_title'      => 'title',
		'restart_story'      => 'story',
		'restart_owner_name' => 'owner_name',
	);

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Without an update callback WordPress ignores what a client sends.
	 */
	public function register(): void {
		$schema = array(
			'type'     => 'string',
			'context'  => array( 'view', 'edit' ),
			'readonly' => true,
		);
		foreach ( self::FIELDS as $name => $method ) {
			register_rest_field(
				Restart_Registry_Post_Type::NAME,
				$name,
				array( 'get_callback' => array( $this, $method ), 'schema' => $schema )
			);
		}
	}

	/**
	 * @param array<string, mixed> $item The registry as far as it is prepared.
	 */
	public function title( array $item ): string {
		return Restart_Registry_Text::plain( (string) self::post( $item )?->post_title );
	}

	/**
	 * @param array<string, mixed> $item The registry as far as it is prepared.
	 */
	public function story( array $item ): string {
		return Restart_Registry_Text::plain( (string) self::post( $item )?->post_content );
	}

	/**
	 * @param array<string, mixed> $item The registry as far as it is prepared.
	 */
	public function owner_name( array $item ): string {
		return Restart_Registry_User_Names::shown( (int) self::post( $item )?->post_author );
	}

	/**
	 * With `_fields=restart_title` there is no id in the item. WordPress sets the global post in any case.
	 *
	 * @param array<string, mixed> $item The registry as far as it is prepared.
	 */
	private static function post( array $item ): ?WP_Post {
		return get_post( $item['id'] ?? null );
	}
}
