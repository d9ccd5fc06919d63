<?php
/**
 * Telling the backend what this site holds.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Sends the structure, once a day and when somebody asks for it.
 */
final class Restart_Bridge_Structure_Sync {

	public const EVENT = 'restart_bridge_sync_structure';

	/**
	 * Others may call it by this name.
	 */
	private const ALIAS = 'igny8_sync_site_structure';

	private const MAX_ERROR_CHARACTERS = 500;

	public function __construct(
		private Restart_Bridge_Structure $structure,
		private Restart_Bridge_Connector $connector
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( self::EVENT, array( $this, 'run_unseen' ) );
		add_action( self::ALIAS, array( $this, 'run_unseen' ) );
	}

	/**
	 * Makes WP-Cron send it once a day.
	 */
	public static function schedule(): void {
		if ( ! wp_next_scheduled( self::EVENT ) ) {
			wp_schedule_event( time() + DAY_IN_SECONDS, 'daily', self::EVENT );
		}
	}

	/**
	 * Makes WP-Cron send it no more.
	 */
	public static function unschedule(): void {
		wp_unschedule_hook( self::EVENT );
	}

	/**
	 * Sends it when nobody looks on: WP-Cron tries again tomorrow, and the page of the settings tells what went wrong.
	 */
	public function run_unseen(): bool {
		return ! is_wp_error( $this->run( new Restart_Bridge_Steps() ) );
	}

	/**
	 * Gathers the structure and sends it.
	 *
	 * @return array{post_types: int, taxonomies: int}|WP_Error How many were sent.
	 */
	public function run( Restart_Bridge_Steps $steps ): array|WP_Error {
		$structure = $this->gather( $steps );
		$sent      = is_wp_error( $structure ) ? $structure : $this->send( $structure, $steps );
		if ( is_wp_error( $sent ) ) {
			return $this->failed( $sent );
		}
		$now = Restart_Bridge_Options::timestamp( time() );
		Restart_Bridge_Options::set( Restart_Bridge_Options::LAST_STRUCTURE_SYNC, $now );
		Restart_Bridge_Options::set( Restart_Bridge_Options::LAST_ERROR, '' );
		return array(
			'post_types' => count( (array) $structure['post_types'] ),
			'taxonomies' => count( (array) $structure['taxonomies'] ),
		);
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	private function gather( Restart_Bridge_Steps $steps ): array|WP_Error {
		return Restart_Bridge_Connection::why_not() ?? $steps->take(
			__( 'The structure was gathered', 'restart-bridge' ),
			$this->structure->body( ... )
		);
	}

	/**
	 * Connects once more where the backend doesn't know this connection: its database may be older than ours.
	 *
	 * @param array<string, mixed> $structure Of Restart_Bridge_Structure.
	 * @return mixed[]|WP_Error
	 */
	private function send( array $structure, Restart_Bridge_Steps $steps ): array|WP_Error {
		$send = fn() => $steps->take(
			__( 'The structure was sent', 'restart-bridge' ),
			fn() => $this->connector->send( $structure )
		);
		$sent = $send();
		if ( ! Restart_Bridge_Client::is_gone( $sent ) ) {
			return $sent;
		}
		return $this->connector->connect_again( $steps )
			? $send()
			: new WP_Error( 'restart_bridge_not_connected', $steps->why(), array( 'status' => 404 ) );
	}

	/**
	 * Keeps what went wrong for the page of the settings and for PHP's log. A site without a connection of its own has
	 * nothing to send tomorrow.
	 */
	private function failed( WP_Error $error ): WP_Error {
		if ( Restart_Bridge_Client::is_other_sites( $error ) ) {
			$error = new WP_Error(
				$error->get_error_code(),
				Restart_Bridge_Connection::about_copy() . ' ' . $error->get_error_message(),
				$error->get_error_data()
			);
			self::unschedule();
		}
		if ( Restart_Bridge_Connection::why_not() ) {
			self::unschedule();
		}
		if ( Restart_Bridge_Connection::is_made() ) {
			$message = mb_substr( $error->get_error_message(), 0, self::MAX_ERROR_CHARACTERS );
			Restart_Bridge_Options::set( Restart_Bridge_Options::LAST_ERROR, $message );
			error_log( "Restart Bridge: the structure was not sent. $message" );
		}
		return $error;
	}
}
