<?php
/**
 * Connecting, and what else goes between this site and the backend.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Connects, disconnects and rotates the key, one at a time; asks and tells the backend.
 */
final class Restart_Bridge_Connector {

	private const LOCK = 'connection';

	/**
	 * @param Closure|null $transport For the client; tests give one of their own.
	 */
	public function __construct( private Restart_Bridge_Account $account, private ?Closure $transport = null ) {
	}

	/**
	 * Connects this site with what was typed. Nothing of it is stored, and an earlier connection stays as it is, unless
	 * the backend accepts it.
	 *
	 * @param array<string, string> $typed Of Restart_Bridge_Settings.
	 */
	public function connect( array $typed, Restart_Bridge_Steps $steps ): bool {
		$connect = function () use ( $typed, $steps ): bool {
			$connected = $this->connect_with( $typed, $steps );
			if ( $connected ) {
				Restart_Bridge_Options::set( Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED, '1' );
			}
			return $connected;
		};
		return $this->alone( $connect, $steps );
	}

	/**
	 * Connects once more with what is stored, since the backend doesn't know the connection any more. The password of a
	 * person's account isn't stored: then the bridge takes an account of its own.
	 */
	public function connect_again( Restart_Bridge_Steps $steps ): bool {
		$connect = fn() => Restart_Bridge_Connection::is_made()
			&& $this->connect_with( Restart_Bridge_Settings::NOTHING, $steps );
		return $this->alone( $connect, $steps );
	}

	/**
	 * Forgets the connection, also if the backend can't be told. A copy doesn't tell it: its key is another site's.
	 *
	 * @return bool Whether the backend knows.
	 */
	public function disconnect( Restart_Bridge_Steps $steps ): bool {
		return $this->alone( fn() => $this->disconnect_with( $steps ), $steps );
	}

	/**
	 * Replaces the key. The new one is used at once, which ends the one before.
	 */
	public function rotate_key( Restart_Bridge_Steps $steps ): bool {
		return $this->alone( fn() => $this->rotate_key_with( $steps ), $steps );
	}

	/**
	 * Looks at both ends of the connection.
	 *
	 * @return mixed[]|WP_Error What the backend answered.
	 */
	public function check( Restart_Bridge_Steps $steps ): array|WP_Error {
		$account = (int) Restart_Bridge_Options::get( Restart_Bridge_Options::ACCOUNT_ID );
		$steps->take(
			__( 'The account can be used', 'restart-bridge' ),
			fn() => $this->account->what_is_wrong( $account )
		);
		$status = $steps->take( __( 'The backend answers and takes the key', 'restart-bridge' ), $this->status( ... ) );
		if ( ! is_wp_error( $status ) ) {
			$steps->explain( Restart_Bridge_Status::sentence( $status ), Restart_Bridge_Status::checks( $status ) );
		}
		return $status;
	}

	/**
	 * Asks the backend how the connection is.
	 *
	 * @return mixed[]|WP_Error
	 */
	public function status(): array|WP_Error {
		return $this->call( static fn( Restart_Bridge_Client $client, int $id ) => $client->status( $id ) );
	}

	/**
	 * Sends the structure.
	 *
	 * @param array<string, mixed> $structure Of Restart_Bridge_Structure.
	 * @return mixed[]|WP_Error
	 */
	public function send( array $structure ): array|WP_Error {
		return $this->call(
			static fn( Restart_Bridge_Client $client, int $id ) => $client->update_structure( $id, $structure )
		);
	}

	/**
	 * @param callable $call Gets a client and the id of the integration.
	 * @return mixed[]|WP_Error
	 */
	private function call( callable $call ): array|WP_Error {
		$settings = Restart_Bridge_Connection::why_not() ?? Restart_Bridge_Settings::complete();
		if ( is_wp_error( $settings ) ) {
			return $settings;
		}
		$client = new Restart_Bridge_Client( $settings, $this->transport );
		return $call( $client, Restart_Bridge_Connection::integration_id() );
	}

	/**
	 * Does something while nobody else does. What others did a moment ago has to be read again.
	 */
	private function alone( callable $work, Restart_Bridge_Steps $steps ): bool {
		if ( ! Restart_Bridge_Lock::take( self::LOCK ) ) {
			$steps->add(
				__( 'Nobody else is at it', 'restart-bridge' ),
				false,
				__( 'The connection is being changed at this moment. Look again in a minute.', 'restart-bridge' )
			);
			return false;
		}
		try {
			Restart_Bridge_Options::read_again();
			return $work();
		} finally {
			Restart_Bridge_Lock::release( self::LOCK );
		}
	}

	/**
	 * @param array<string, string> $typed Of Restart_Bridge_Settings.
	 */
	private function connect_with( array $typed, Restart_Bridge_Steps $steps ): bool {
		$settings = $steps->take(
			__( 'Address and keys are there', 'restart-bridge' ),
			static fn() => Restart_Bridge_Settings::complete( $typed )
		);
		if ( is_wp_error( $settings ) ) {
			return false;
		}
		$credentials = $steps->take(
			__( 'There is an account for the backend', 'restart-bridge' ),
			fn() => $this->account->credentials( $settings['email'], $typed['password'] )
		);
		if ( is_wp_error( $credentials ) ) {
			return false;
		}
		$answer = $this->introduce( $settings, $credentials, $steps );
		$stored = is_wp_error( $answer ) ? $answer : $steps->take(
			__( 'The key is sealed and stored', 'restart-bridge' ),
			static fn() => Restart_Bridge_Connection::remember( $typed, $answer, $credentials['id'] )
		);
		if ( is_wp_error( $stored ) ) {
			$this->account->end_password( $credentials );
			return false;
		}
		$this->account->end_passwords( $credentials['uuid'] );
		return true;
	}

	/**
	 * @param array<string, string> $settings    Complete.
	 * @param array<string, mixed>  $credentials Of the account.
	 * @return mixed[]|WP_Error With both ids.
	 */
	private function introduce( array $settings, array $credentials, Restart_Bridge_Steps $steps ): array|WP_Error {
		$client = new Restart_Bridge_Client( $settings, $this->transport );
		$answer = $steps->take(
			__( 'The backend knows this site and its key', 'restart-bridge' ),
			static fn() => $client->connect(
				array(
					'site_url'             => Restart_Bridge_Connection::site_url(),
					'email'                => $settings['email'],
					'username'             => $credentials['username'],
					'application_password' => $credentials['password'],
					'bridge_version'       => RESTART_BRIDGE_VERSION,
					'wordpress_version'    => get_bloginfo( 'version' ),
				)
			)
		);
		if ( ! is_wp_error( $answer ) ) {
			$steps->explain( '', Restart_Bridge_Status::checks( $answer ) );
		}
		return $answer;
	}

	private function disconnect_with( Restart_Bridge_Steps $steps ): bool {
		$told = null;
		if ( ! Restart_Bridge_Connection::is_copy() ) {
			$told = $steps->take(
				__( 'The backend was told', 'restart-bridge' ),
				fn() => $this->call( static fn( Restart_Bridge_Client $client, int $id ) => $client->disconnect( $id ) )
			);
		}
		$steps->take(
			__( 'The backend’s password ended', 'restart-bridge' ),
			fn() => $this->account->end_passwords()
		);
		$steps->take(
			__( 'The key is forgotten', 'restart-bridge' ),
			array( Restart_Bridge_Connection::class, 'forget' )
		);
		return ! is_wp_error( $told );
	}

	private function rotate_key_with( Restart_Bridge_Steps $steps ): bool {
		$key = $steps->take(
			__( 'The backend made a new key', 'restart-bridge' ),
			fn() => $this->call( static fn( Restart_Bridge_Client $client, int $id ) => $client->rotate_key( $id ) )
		);
		if ( is_wp_error( $key ) ) {
			return false;
		}
		$stored = $steps->take(
			__( 'The key is sealed and stored', 'restart-bridge' ),
			static fn() => Restart_Bridge_Connection::remember_key( $key['api_key'] )
		);
		$used   = is_wp_error( $stored ) ? $stored : $steps->take(
			__( 'The backend takes the new key', 'restart-bridge' ),
			$this->status( ... )
		);
		return ! is_wp_error( $used );
	}
}
