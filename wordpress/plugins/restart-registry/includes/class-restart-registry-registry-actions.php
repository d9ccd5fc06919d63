<?php
/**
 * What forms do with a registry as a whole.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * One method for each action; Restart_Registry_Actions asks for nonce and login before.
 */
final class Restart_Registry_Registry_Actions {

	private const MAX_TITLE = 200;
	private const MAX_STORY = 2000;
	private const MAX_LABEL = 100;
	private const MAX_EMAIL = 200;

	private const LABELS = array( 'event_type', 'event_date', 'recipient_name', 'recipient_relationship', 'recipient_email' );
	private const FLAGS  = array( 'is_for_self', 'allow_indexing' );

	public function __construct( private Restart_Registry_Controller $controller, private Restart_Registry_Gate $gate ) {
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function create( Restart_Registry_Request $request ): array|WP_Error {
		if ( ! current_user_can( 'publish_restart_registries' ) ) {
			return Restart_Registry_Refusals::not_allowed();
		}
		$data = $this->read( $request, true );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		$registry = $this->controller->create_registry( get_current_user_id(), $data + array( 'is_public' => false ) );
		return is_wp_error( $registry ) ? $registry : array(
			'registry_id' => $registry['id'],
			'redirect'    => self::shown( $registry, 'create' ),
		);
	}

	/**
	 * Changes what was sent and leaves the rest.
	 *
	 * @return array<string, mixed>|WP_Error
	 */
	public function update( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$data     = is_wp_error( $registry ) ? $registry : $this->read( $request, $request->has( 'title' ) );
		if ( is_wp_error( $data ) ) {
			return $data;
		}
		return $this->changed( $this->controller->update_registry( $registry['id'], $data ), 'update' );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function archive( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		return is_wp_error( $registry ) ? $registry : $this->changed( $this->controller->archive_registry( $registry['id'] ), 'archive' );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function restore( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		return is_wp_error( $registry ) ? $registry : $this->changed( $this->controller->restore_registry( $registry['id'] ), 'restore' );
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	public function delete( Restart_Registry_Request $request ): array|WP_Error {
		$registry = $this->gate->to_edit( $request->number( 'registry_id' ) );
		$deleted  = is_wp_error( $registry ) ? $registry : $this->controller->delete_registry( $registry['id'] );
		if ( is_wp_error( $deleted ) ) {
			return $deleted;
		}
		return array( 'redirect' => add_query_arg( Restart_Registry_Answers::DONE, 'delete', Restart_Registry_Pages::url( 'my-registries' ) ) );
	}

	/**
	 * Everybody's own.
	 *
	 * @return array<string, mixed>
	 */
	public function update_notification_prefs( Restart_Registry_Request $request ): array {
		$wanted = $request->flag( 'notify_on_purchase' ) ? '1' : '0';
		update_user_meta( get_current_user_id(), Restart_Registry_Mailer::NOTIFY_META, $wanted );
		return array( 'notify_on_purchase' => '1' === $wanted );
	}

	/**
	 * @return array<string, mixed>|WP_Error For the controller.
	 */
	private function read( Restart_Registry_Request $request, bool $with_title ): array|WP_Error {
		$mistakes = $this->mistakes( $request, $with_title );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$data = array(
			'title'       => $request->line( 'title' ),
			'description' => $request->text( 'description' ),
			'is_public'   => $request->flag( 'is_public' ),
		);
		$meta = $this->meta( $request );
		$data = array_filter( $data, array( $request, 'has' ), ARRAY_FILTER_USE_KEY );
		return $meta ? $data + array( 'meta' => $meta ) : $data;
	}

	/**
	 * @return array<string, string|bool>
	 */
	private function meta( Restart_Registry_Request $request ): array {
		$meta = array();
		foreach ( array_filter( self::LABELS, array( $request, 'has' ) ) as $name ) {
			$meta[ $name ] = $request->line( $name );
		}
		foreach ( array_filter( self::FLAGS, array( $request, 'has' ) ) as $name ) {
			$meta[ $name ] = $request->flag( $name );
		}
		return $meta;
	}

	/**
	 * @return array<string, string> Field => sentence.
	 */
	private function mistakes( Restart_Registry_Request $request, bool $with_title ): array {
		$mistakes = array();
		if ( $with_title && '' === $request->line( 'title' ) ) {
			$mistakes['title'] = __( 'Please give your registry a name.', 'restart-registry' );
		}
		$limits = array(
			'title'           => self::MAX_TITLE,
			'description'     => self::MAX_STORY,
			'recipient_email' => self::MAX_EMAIL,
		) + array_fill_keys( self::LABELS, self::MAX_LABEL );
		foreach ( $limits as $name => $most ) {
			if ( mb_strlen( $request->text( $name ) ) > $most ) {
				/* translators: %s: a number. */
				$mistakes[ $name ] = sprintf( __( 'This is too long: at most %s characters.', 'restart-registry' ), number_format_i18n( $most ) );
			}
		}
		$date = $request->line( 'event_date' );
		if ( '' !== $date && '' === Restart_Registry_Meta_Values::date( $date ) ) {
			$mistakes['event_date'] = __( 'Please give the date as year-month-day, like 2027-03-31.', 'restart-registry' );
		}
		return $mistakes;
	}

	/**
	 * The page has to be shown anew.
	 *
	 * @param array<string, mixed>|WP_Error $registry Of the controller.
	 * @return array<string, mixed>|WP_Error
	 */
	private function changed( array|WP_Error $registry, string $action ): array|WP_Error {
		return is_wp_error( $registry ) ? $registry : array(
			'registry_id' => $registry['id'],
			'is_public'   => $registry['is_public'],
			'redirect'    => self::shown( $registry, $action ),
		);
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private static function shown( array $registry, string $action ): string {
		return add_query_arg( Restart_Registry_Answers::DONE, $action, $registry['permalink'] );
	}
}
