<?php
/**
 * Work that is done after the answer.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Hands work to a request of its own, so that an answer takes as long whether there is something to do or not, until
 * its connection closes.
 *
 * The work is kept in an option for each job: WordPress's list of events loses one when two are added at the same
 * moment. What is left without an event is done within the hour, or with the next job.
 *
 * A job is begun once at most: if PHP dies meanwhile, the job may be the reason, and would end every other request. The
 * mail is lost then, and people can ask for it again.
 */
final class Restart_Registry_Jobs {

	public const EVENT = 'restart_registry_jobs';

	private const PREFIX = 'restart_registry_job_';

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( self::EVENT, array( $this, 'run' ) );
		add_action( Restart_Registry_Hourly::EVENT, array( $this, 'run' ) );
	}

	/**
	 * Calls `do_action( $hook, ...$arguments )` in a moment, in a request that nobody sent.
	 */
	public static function add( string $hook, string ...$arguments ): void {
		add_option( self::PREFIX . wp_generate_uuid4(), array( $hook, $arguments ), '', 'no' );
		self::start();
	}

	/**
	 * Does all jobs, also those that come meanwhile. Of two that run at once only one finds a job still there.
	 */
	public function run(): void {
		add_action( 'shutdown', array( self::class, 'go_on' ) );
		$names = self::names();
		while ( $names ) {
			foreach ( $names as $name ) {
				$job = get_option( $name );
				if ( delete_option( $name ) && is_array( $job ) ) {
					do_action( $job[0], ...$job[1] );
				}
			}
			$names = array_diff( self::names(), $names );
		}
	}

	/**
	 * Starts again for jobs that came after run() was done, and before WordPress let another request begin.
	 */
	public static function go_on(): void {
		if ( self::names() ) {
			self::start();
		}
	}

	/**
	 * Removes all jobs, for uninstalling.
	 */
	public static function forget_all(): void {
		wp_clear_scheduled_hook( self::EVENT );
		array_map( 'delete_option', self::names() );
	}

	private static function start(): void {
		wp_schedule_single_event( time(), self::EVENT ); // One that is there already will do.
		spawn_cron();
	}

	/**
	 * @return string[]
	 */
	private static function names(): array {
		global $wpdb;
		$query = "SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s ORDER BY option_id";
		// phpcs:ignore WordPress.DB
		return $wpdb->get_col( $wpdb->prepare( $query, $wpdb->esc_like( self::PREFIX ) . '%' ) );
	}
}
