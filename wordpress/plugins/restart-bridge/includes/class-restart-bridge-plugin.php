<?php
/**
 * The parts of the plugin and what each of them needs.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/autoload.php';

/**
 * Makes the parts and gives each of them the others that it needs.
 */
final class Restart_Bridge_Plugin {

	/**
	 * Makes what sends the structure.
	 */
	public static function structure_sync(): Restart_Bridge_Structure_Sync {
		return new Restart_Bridge_Structure_Sync( new Restart_Bridge_Structure(), self::connector() );
	}

	/**
	 * Makes the parts and lets each of them hook itself in.
	 */
	public function add_hooks(): void {
		register_activation_hook( RESTART_BRIDGE_FILE, array( new Restart_Bridge_Activator(), 'activate' ) );
		register_deactivation_hook( RESTART_BRIDGE_FILE, array( new Restart_Bridge_Deactivator(), 'deactivate' ) );
		add_action( 'plugins_loaded', array( $this, 'define_aliases' ), PHP_INT_MAX );
		foreach ( array( ...$this->connection_parts(), ...$this->journal_parts() ) as $part ) {
			$part->add_hooks();
		}
	}

	/**
	 * Waits until every other plugin has defined its functions.
	 */
	public function define_aliases(): void {
		require_once dirname( __DIR__ ) . '/aliases.php';
	}

	private static function connector(): Restart_Bridge_Connector {
		return new Restart_Bridge_Connector( new Restart_Bridge_Account() );
	}

	/**
	 * @return object[] What connects the site and tells the backend of its structure.
	 */
	private function connection_parts(): array {
		$structure = new Restart_Bridge_Structure();
		$sync      = self::structure_sync();
		return array(
			new Restart_Bridge_Account(),
			$structure,
			$sync,
			new Restart_Bridge_Settings_Actions( self::connector(), $sync ),
			new Restart_Bridge_Settings_Page( self::connector(), $structure ),
		);
	}

	/**
	 * @return object[] What hears of changes and answers the backend.
	 */
	private function journal_parts(): array {
		$journal = new Restart_Bridge_Journal();
		$changes = new Restart_Bridge_Changes( new Restart_Bridge_Seeder( $journal ) );
		return array(
			new Restart_Bridge_Journal_Hooks( $journal ),
			new Restart_Bridge_Routes(
				new Restart_Bridge_Structure(),
				$journal,
				$changes,
				new Restart_Bridge_Checksums( $journal ),
				new Restart_Bridge_Post_Writer( $journal, $changes )
			),
		);
	}
}
