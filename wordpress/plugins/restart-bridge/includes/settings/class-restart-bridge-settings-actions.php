<?php
/**
 * The buttons of the settings page.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Does what was asked for, and sends people back to the page, which tells what came of it.
 */
final class Restart_Bridge_Settings_Actions {

	public const NONCE = 'restart_bridge';

	public const CONNECT    = 'restart_bridge_connect';
	public const DISCONNECT = 'restart_bridge_disconnect';
	public const CHECK      = 'restart_bridge_check';
	public const SYNC       = 'restart_bridge_sync';
	public const ROTATE     = 'restart_bridge_rotate';
	public const SWITCHES   = 'restart_bridge_switches';

	private const METHODS = array(
		self::CONNECT    => 'connect',
		self::DISCONNECT => 'disconnect',
		self::CHECK      => 'check',
		self::SYNC       => 'sync',
		self::ROTATE     => 'rotate',
		self::SWITCHES   => 'switch_on_and_off',
	);

	public function __construct(
		private Restart_Bridge_Connector $connector,
		private Restart_Bridge_Structure_Sync $sync
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		foreach ( array_keys( self::METHODS ) as $action ) {
			add_action( "admin_post_$action", array( $this, 'answer' ) );
		}
	}

	/**
	 * Lets the right people in, does it, and goes back to the page.
	 */
	public function answer(): void {
		$this->guard();
		$steps  = new Restart_Bridge_Steps();
		$method = self::METHODS[ substr( (string) current_action(), strlen( 'admin_post_' ) ) ];
		$this->$method( $steps )->keep( $steps );
		wp_safe_redirect( Restart_Bridge_Settings_Page::url() );
		exit;
	}

	private function guard(): void {
		if ( ! current_user_can( Restart_Bridge_Settings_Page::RIGHT ) ) {
			wp_die( esc_html__( 'Sorry, you are not allowed to do this.', 'restart-bridge' ), '', 403 );
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- It is only compared.
		if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
			wp_die( esc_html__( 'Please press the button on the settings page.', 'restart-bridge' ), '', 405 );
		}
		check_admin_referer( self::NONCE );
	}

	/**
	 * Connects, then sends the structure.
	 */
	private function connect( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		// phpcs:ignore WordPress.Security.NonceVerification -- guard() has verified it.
		list( $typed, $errors ) = Restart_Bridge_Settings::read( wp_unslash( $_POST ) );
		if ( $errors || ! $this->connector->connect( $typed, $steps ) ) {
			$message = $errors ? __( 'Nothing was sent yet.', 'restart-bridge' ) : $steps->why();
			$shown   = array_intersect_key( $typed, array_flip( array( 'url', 'email' ) ) );
			return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::ERROR, $message, $shown, $errors );
		}
		return $this->send(
			$steps,
			/* translators: 1: a number with "post types", 2: a number with "taxonomies". */
			__( 'Connected. Structure sent: %1$s, %2$s.', 'restart-bridge' ),
			/* translators: %s: a sentence. */
			__( 'Connected, but the structure was not sent. %s', 'restart-bridge' )
		);
	}

	private function disconnect( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		if ( $this->connector->disconnect( $steps ) ) {
			return new Restart_Bridge_Outcome(
				Restart_Bridge_Outcome::SUCCESS,
				__( 'Disconnected.', 'restart-bridge' )
			);
		}
		return new Restart_Bridge_Outcome(
			Restart_Bridge_Outcome::WARNING,
			Restart_Bridge_Connection::is_made() ? $steps->why() : __(
				'Disconnected here, but the backend could not be told. Please ask its staff to revoke the key.',
				'restart-bridge'
			)
		);
	}

	private function check( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		$status = $this->connector->check( $steps );
		if ( is_wp_error( $status ) ) {
			return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::ERROR, $status->get_error_message() );
		}
		return new Restart_Bridge_Outcome(
			$steps->are_well() ? Restart_Bridge_Outcome::SUCCESS : Restart_Bridge_Outcome::WARNING,
			Restart_Bridge_Status::sentence( $status )
		);
	}

	private function sync( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		return $this->send(
			$steps,
			/* translators: 1: a number with "post types", 2: a number with "taxonomies". */
			__( 'Structure sent: %1$s, %2$s.', 'restart-bridge' ),
			/* translators: %s: a sentence. */
			__( 'The structure was not sent. %s', 'restart-bridge' )
		);
	}

	private function rotate( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		return $this->connector->rotate_key( $steps )
			? new Restart_Bridge_Outcome(
				Restart_Bridge_Outcome::SUCCESS,
				__( 'The site has a new key.', 'restart-bridge' )
			)
			: new Restart_Bridge_Outcome( Restart_Bridge_Outcome::ERROR, $steps->why() );
	}

	/**
	 * Stores the check boxes and sends them with the structure.
	 */
	private function switch_on_and_off( Restart_Bridge_Steps $steps ): Restart_Bridge_Outcome {
		$refusal = Restart_Bridge_Connection::why_not();
		if ( $refusal ) {
			return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::ERROR, $refusal->get_error_message() );
		}
		foreach ( Restart_Bridge_Options::SWITCHES as $option ) {
			// phpcs:ignore WordPress.Security.NonceVerification -- guard() has verified it.
			Restart_Bridge_Options::set( $option, isset( $_POST[ $option ] ) ? '1' : '0' );
		}
		return $this->send(
			$steps,
			/* translators: 1: a number with "post types", 2: a number with "taxonomies". */
			__( 'Saved. Structure sent: %1$s, %2$s.', 'restart-bridge' ),
			/* translators: %s: a sentence. */
			__( 'Saved, but the backend does not know it yet. %s', 'restart-bridge' )
		);
	}

	/**
	 * Sends the structure. That goes well also for a site whose content the backend can't read.
	 *
	 * @param string $done   To tell when it was sent, with both numbers.
	 * @param string $failed To tell when it wasn't, with the reason.
	 */
	private function send( Restart_Bridge_Steps $steps, string $done, string $failed ): Restart_Bridge_Outcome {
		$can_read = $steps->are_well();
		$sent     = $this->sync->run( $steps );
		if ( is_wp_error( $sent ) ) {
			$message = sprintf( $failed, $sent->get_error_message() );
			return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::ERROR, $message );
		}
		$message = sprintf( $done, self::post_types( $sent['post_types'] ), self::taxonomies( $sent['taxonomies'] ) );
		if ( $can_read ) {
			return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::SUCCESS, $message );
		}
		$but = __( 'The backend can’t read the content of this site yet: see below.', 'restart-bridge' );
		return new Restart_Bridge_Outcome( Restart_Bridge_Outcome::WARNING, "$message $but" );
	}

	private static function post_types( int $number ): string {
		/* translators: %d: a number. */
		return sprintf( _n( '%d post type', '%d post types', $number, 'restart-bridge' ), $number );
	}

	private static function taxonomies( int $number ): string {
		/* translators: %d: a number. */
		return sprintf( _n( '%d taxonomy', '%d taxonomies', $number, 'restart-bridge' ), $number );
	}
}
