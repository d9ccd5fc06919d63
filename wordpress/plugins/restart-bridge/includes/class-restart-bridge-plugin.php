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
	 * Makes the parts and lets each of them hook itself in.
	 */
	public function add_hooks(): void {
		register_activation_hook( RESTART_BRIDGE_FILE, array( new Restart_Bridge_Activator(), 'activate' ) );
		register_deactivation_hook( RESTART_BRIDGE_FILE, array( new Restart_Bridge_Deactivator(), 'deactivate' ) );
		foreach ( $this->parts() as $part ) {
			$part->add_hooks();
		}
	}

	/**
	 * @return object[] Everything that has hooks.
	 */
	private function parts(): array {
		return array(
			...$this->connection_parts(),
			...$this->journal_parts(),
		);
	}

	/**
	 * @return object[] What connects the site and tells the backend of its structure.
	 */
	private function connection_parts(): array {
		return array(
			new Restart_Bridge_Account(),
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
