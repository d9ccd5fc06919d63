<?php
/**
 * The parts of the plugin and how they hang together.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/class-restart-registry-access.php';
require_once __DIR__ . '/class-restart-registry-activator.php';
require_once __DIR__ . '/class-restart-registry-capabilities.php';
require_once __DIR__ . '/class-restart-registry-deactivator.php';
require_once __DIR__ . '/class-restart-registry-email-proof.php';
require_once __DIR__ . '/class-restart-registry-indexing.php';
require_once __DIR__ . '/class-restart-registry-json-list.php';
require_once __DIR__ . '/class-restart-registry-meta.php';
require_once __DIR__ . '/class-restart-registry-meta-route.php';
require_once __DIR__ . '/class-restart-registry-meta-values.php';
require_once __DIR__ . '/class-restart-registry-owner-name.php';
require_once __DIR__ . '/class-restart-registry-people.php';
require_once __DIR__ . '/class-restart-registry-post-type.php';
require_once __DIR__ . '/class-restart-registry-readable-lists.php';
require_once __DIR__ . '/class-restart-registry-rest-fields.php';
require_once __DIR__ . '/class-restart-registry-staff-route.php';
require_once __DIR__ . '/class-restart-registry-text.php';
require_once __DIR__ . '/class-restart-registry-user-names.php';
require_once __DIR__ . '/class-restart-registry-write-lock.php';

/**
 * Says who gets whom. Nobody else says `new`.
 */
final class Restart_Registry_Plugin {

	/**
	 * Makes the parts and lets each of them hook itself in.
	 */
	public function add_hooks(): void {
		$post_type = new Restart_Registry_Post_Type();
		$proof     = new Restart_Registry_Email_Proof();

		register_activation_hook( RESTART_REGISTRY_FILE, array( new Restart_Registry_Activator( $post_type ), 'activate' ) );
		register_deactivation_hook( RESTART_REGISTRY_FILE, array( new Restart_Registry_Deactivator(), 'deactivate' ) );

		foreach ( $this->parts( $post_type, $proof ) as $part ) {
			$part->add_hooks();
		}
	}

	/**
	 * @return object[] Everything that has hooks.
	 */
	private function parts( Restart_Registry_Post_Type $post_type, Restart_Registry_Email_Proof $proof ): array {
		$access = new Restart_Registry_Access( $proof );
		return array(
			$post_type,
			$proof,
			$access,
			new Restart_Registry_Meta( $access ),
			new Restart_Registry_User_Names(),
			new Restart_Registry_Text(),
			new Restart_Registry_Owner_Name(),
			new Restart_Registry_Rest_Fields(),
			new Restart_Registry_Meta_Route(),
			new Restart_Registry_Staff_Route(),
			new Restart_Registry_Write_Lock(),
			new Restart_Registry_People(),
			new Restart_Registry_Readable_Lists(),
			new Restart_Registry_Indexing(),
		);
	}
}
