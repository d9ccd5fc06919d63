<?php
/**
 * Which forms there are.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Names a set of forms and says how each of them may be sent. The plugin has one set, and a theme can have another: both
 * are taken, checked and answered in the same way.
 */
final class Restart_Registry_Form_Set {

	/**
	 * The hidden field that names the action of a form of the plugin.
	 */
	public const FIELD = 'restart_registry_action';

	/**
	 * The plugin's own. Action => whether guests may send it.
	 */
	private const OF_PLUGIN = array(
		'create'                    => false,
		'update'                    => false,
		'archive'                   => false,
		'restore'                   => false,
		'delete'                    => false,
		'update_notification_prefs' => false,
		'add_item'                  => false,
		'update_item'               => false,
		'delete_item'               => false,
		'reorder_items'             => false,
		'fetch_url'                 => false,
		'send_invite'               => false,
		'remove_invitee'            => false,
		'list_purchases'            => false,
		'mark_purchased'            => true,
		'undo_purchased'            => true,
	);

	/**
	 * @param array<string, bool> $actions       Action => whether guests may send it.
	 * @param string              $field         The hidden field that names the action.
	 * @param string              $ajax_prefix   What stands before the action's name at admin-ajax.php.
	 * @param string[]            $page_only     Actions that only a page takes, and no script sends.
	 * @param string[]            $mark_optional Actions whose forms say which fields may stay empty.
	 */
	public function __construct(
		private array $actions = self::OF_PLUGIN,
		public readonly string $field = self::FIELD,
		private string $ajax_prefix = 'restart_registry_',
		private array $page_only = array(),
		private array $mark_optional = array( 'add_item' )
	) {
	}

	/**
	 * Whether the set has this form.
	 */
	public function has( string $action ): bool {
		return isset( $this->actions[ $action ] );
	}

	/**
	 * Whether somebody who isn't logged in may send it.
	 */
	public function is_for_guests( string $action ): bool {
		return $this->actions[ $action ];
	}

	/**
	 * Whether its labels say which fields may stay empty.
	 */
	public function marks_optional( string $action ): bool {
		return in_array( $action, $this->mark_optional, true );
	}

	/**
	 * What it is called at admin-ajax.php, "" if no script sends it.
	 */
	public function ajax_action( string $action ): string {
		return in_array( $action, $this->page_only, true ) ? '' : $this->ajax_prefix . $action;
	}

	/**
	 * @return array<string, string> Name at admin-ajax.php => action.
	 */
	public function ajax_actions(): array {
		$names   = array_diff( array_keys( $this->actions ), $this->page_only );
		$actions = array();
		foreach ( $names as $name ) {
			$actions[ $this->ajax_action( $name ) ] = $name;
		}
		return $actions;
	}
}
