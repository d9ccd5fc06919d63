<?php
/**
 * What the backend asks: restart-bridge/v1
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Answers the backend, or anyone who has the right. What can't be read is a 500 and never an empty list.
 */
final class Restart_Bridge_Routes {

	private const NAMESPACE = 'restart-bridge/v1';

	/**
	 * What the backend has to understand. A change of the answers is another number.
	 */
	private const CONTRACT = 1;

	/**
	 * How many ids a range may have, and one whose ids are listed.
	 */
	private const MAX_RANGE  = 50000;
	private const MAX_LISTED = 500;

	public function __construct(
		private Restart_Bridge_Structure $structure,
		private Restart_Bridge_Journal $journal,
		private Restart_Bridge_Changes $changes,
		private Restart_Bridge_Checksums $checksums,
		private Restart_Bridge_Post_Writer $writer
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * All routes; each is answered by the method of its name.
	 */
	public function register(): void {
		$this->add( 'GET', '/status', 'status' );
		$this->add( 'GET', '/structure', 'structure' );
		$this->add( 'GET', '/changes', 'changes', Restart_Bridge_Arguments::of_changes() );
		$this->add( 'GET', '/checksums', 'checksums', Restart_Bridge_Arguments::of_checksums() );
		$this->add( 'POST', '/touch', 'touch', Restart_Bridge_Arguments::of_touch() );
		$post = '/posts/(?P<id>\d+)';
		$this->add( 'POST', $post, 'write_post', Restart_Bridge_Arguments::of_write_post(), 'may_write' );
	}

	/**
	 * Titles of drafts are told, and what is private is counted.
	 */
	public function may_read(): bool|WP_Error {
		return self::may( Restart_Bridge_Account::READ );
	}

	/**
	 * Which posts is for the writer to say.
	 */
	public function may_write(): bool|WP_Error {
		return self::may( Restart_Bridge_Account::WRITE );
	}

	/**
	 * Calls the method of the route. If the journal got lost, the next question finds a new one.
	 */
	public function answer( WP_REST_Request $request ): mixed {
		$method = $request->get_attributes()['answer'];
		try {
			return $this->$method( $request );
		} catch ( Restart_Bridge_Database_Error ) {
			if ( Restart_Bridge_Journal::is_missing() ) {
				Restart_Bridge_Journal::create_table();
				Restart_Bridge_Seeder::start_anew();
			}
			$message = __( 'The database of this site did not answer.', 'restart-bridge' );
			return new WP_Error( 'restart_bridge_database', $message, array( 'status' => 500 ) );
		}
	}

	/**
	 * @param array<string, array<string, mixed>> $arguments As WordPress wants them.
	 */
	private function add(
		string $method,
		string $path,
		string $answer,
		array $arguments = array(),
		string $permission = 'may_read'
	): void {
		register_rest_route(
			self::NAMESPACE,
			$path,
			array(
				'methods'             => $method,
				'callback'            => array( $this, 'answer' ),
				'answer'              => $answer,
				'permission_callback' => array( $this, $permission ),
				'args'                => $arguments,
			)
		);
	}

	private static function may( string $right ): bool|WP_Error {
		if ( current_user_can( $right ) ) { // phpcs:ignore WordPress.WP.Capabilities
			return true;
		}
		$message = __( 'Sorry, you are not allowed to do that.', 'restart-bridge' );
		return new WP_Error( 'rest_forbidden', $message, array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * @return array<string, mixed>
	 */
	private function status(): array {
		return array(
			'contract'                  => self::CONTRACT,
			'site_url'                  => Restart_Bridge_Connection::site_url(),
			'bridge_version'            => RESTART_BRIDGE_VERSION,
			'wordpress_version'         => get_bloginfo( 'version' ),
			'plugin_connection_enabled' => Restart_Bridge_Options::is_on(
				Restart_Bridge_Options::PLUGIN_CONNECTION_ENABLED
			),
			'two_way_sync_enabled'      => Restart_Bridge_Options::is_on(
				Restart_Bridge_Options::TWO_WAY_SYNC_ENABLED
			),
			'generation'                => Restart_Bridge_Options::stored( Restart_Bridge_Options::GENERATION ),
			'journal_gap'               => self::time( Restart_Bridge_Options::JOURNAL_GAP ),
			'last_structure_sync'       => self::time( Restart_Bridge_Options::LAST_STRUCTURE_SYNC ),
			'heads'                     => array_map(
				static fn( array $heads ) => (object) $heads,
				$this->changes->heads()
			),
		);
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	private function structure(): array|WP_Error {
		return $this->structure->body();
	}

	/**
	 * @return array<string, mixed>|WP_Error
	 */
	private function changes( WP_REST_Request $request ): array|WP_Error {
		$objects = self::objects( $request );
		return is_wp_error( $objects )
			? $objects
			: $this->changes->page( $objects, $request['after'], $request['limit'] );
	}

	/**
	 * @return list<array<string, mixed>>|WP_Error
	 */
	private function checksums( WP_REST_Request $request ): array|WP_Error {
		$objects = self::objects( $request );
		$from    = $request['from'];
		$to      = $request['to'];
		$most    = $request['list'] ? self::MAX_LISTED : self::MAX_RANGE;
		if ( is_wp_error( $objects ) || $to < $from || $to - $from >= $most ) {
			/* translators: %d: number, of ids. */
			$message = sprintf( __( 'The range is to be 1 to %d wide.', 'restart-bridge' ), $most );
			return is_wp_error( $objects ) ? $objects : self::invalid( $message );
		}
		return $request['list']
			? $this->checksums->list( $objects, $from, $to )
			: $this->checksums->ranges( $objects, $from, $to, $request['parts'] );
	}

	/**
	 * The backend found these to differ, and wants them once more.
	 *
	 * @return list<array<string, mixed>>|WP_Error Their rows, as `changes` has them.
	 */
	private function touch( WP_REST_Request $request ): array|WP_Error {
		$objects = self::objects( $request );
		if ( is_wp_error( $objects ) ) {
			return $objects;
		}
		$ids = array_values( array_unique( $request['ids'] ) );
		$this->journal->move_to_end( $objects, $ids, Restart_Bridge_Journal::NOW );
		return $this->changes->rows( $objects, $ids );
	}

	/**
	 * @return array<string, mixed>|WP_Error The row, as `changes` has it.
	 */
	private function write_post( WP_REST_Request $request ): array|WP_Error {
		$wanted = array_filter(
			array(
				'title'  => $request['title'],
				'status' => $request['status'],
			),
			'is_string'
		);
		return $wanted
			? $this->writer->write( (int) $request['id'], $request['expected'], $request['change'], $wanted )
			: self::invalid( __( 'There is neither a title nor a status to be set.', 'restart-bridge' ) );
	}

	/**
	 * Returns the objects of the type that is asked for.
	 */
	private static function objects( WP_REST_Request $request ): Restart_Bridge_Objects|WP_Error {
		$message = __( 'This site has no such type, or it isn’t public.', 'restart-bridge' );
		return Restart_Bridge_Objects::of( $request['kind'], $request['type'] )
			?? self::invalid( $message, 'restart_bridge_unknown_type' );
	}

	private static function invalid( string $message, string $code = 'rest_invalid_param' ): WP_Error {
		return new WP_Error( $code, $message, array( 'status' => 400 ) );
	}

	/**
	 * Returns null for a time that there wasn't yet.
	 */
	private static function time( string $option ): ?string {
		$stored = Restart_Bridge_Options::stored( $option );
		return '' === $stored ? null : $stored;
	}
}
