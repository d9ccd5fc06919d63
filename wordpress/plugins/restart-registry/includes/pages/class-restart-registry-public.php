<?php
/**
 * What visitors see.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The three shortcodes. Finds out which registry is meant, and which view of it the visitor gets.
 */
final class Restart_Registry_Public {

	private const PARAMETER = 'registry';

	/**
	 * Whether a registry was shown in this request.
	 */
	private bool $is_shown = false;

	/**
	 * What its name stands in: `h1` where it is the page's own, `h2` below a page's name, "" where the theme shows it.
	 */
	private string $heading = 'h2';

	public function __construct(
		private Restart_Registry_Controller $controller,
		private Restart_Registry_Forms $forms,
		private Restart_Registry_Assets $assets
	) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_shortcode( 'restart_registry', array( $this, 'registry' ) );
		add_shortcode( 'restart_registry_view', array( $this, 'view' ) );
		add_shortcode( 'restart_registry_create', array( $this, 'create' ) );
		add_action( 'template_redirect', array( $this, 'hide_from_others' ), 11 );
		add_filter( 'the_content', array( $this, 'in_any_theme' ), PHP_INT_MAX );
	}

	/**
	 * Shows the 404 page of the site for a `?registry=…` that doesn't exist or isn't theirs, before anything is
	 * printed, and after WordPress has looked for a better address.
	 */
	public function hide_from_others(): void {
		$asked = self::asked();
		if ( '' === $asked || ! is_singular() ) {
			return;
		}
		if ( ! $this->readable( $asked ) ) {
			$GLOBALS['wp_query']->set_404();
			status_header( 404 );
		}
	}

	/**
	 * `[restart_registry]`
	 */
	public function registry(): string {
		$asked = self::asked();
		if ( is_singular( Restart_Registry_Post_Type::NAME ) ) {
			$this->heading = 'h1';
			return '' === $asked ? $this->own_page_html( get_queried_object_id() ) : $this->read_html( $asked );
		}
		if ( '' !== $asked ) {
			return $this->read_html( $asked );
		}
		$mine = is_user_logged_in() ? $this->controller->get_user_registry( get_current_user_id() ) : null;
		return $mine ? $this->manage_html( $mine ) : $this->create_html();
	}

	/**
	 * `[restart_registry_view registry="id|slug"]`
	 *
	 * @param mixed $attributes Of the shortcode; "" for none.
	 */
	public function view( mixed $attributes ): string {
		$asked = (string) ( ( (array) $attributes )['registry'] ?? '' );
		return $this->read_html( '' === $asked ? self::asked() : $asked );
	}

	/**
	 * `[restart_registry_create]`
	 */
	public function create(): string {
		$mine = is_user_logged_in() ? $this->controller->get_user_registry( get_current_user_id() ) : null;
		return $mine ? $this->html( 'already-there', array( 'registry' => $mine ) ) : $this->create_html();
	}

	/**
	 * A theme that knows nothing of us shows the story of a registry and nothing else.
	 */
	public function in_any_theme( mixed $content ): string {
		$is_ours = is_singular( Restart_Registry_Post_Type::NAME )
			&& is_main_query()
			&& get_the_ID() === get_queried_object_id();
		if ( ! $is_ours || $this->is_shown || doing_filter( 'get_the_excerpt' ) ) {
			return (string) $content;
		}
		$this->heading = '';
		$asked         = self::asked();
		return '' === $asked ? $this->own_page_html( get_queried_object_id() ) : $this->read_html( $asked );
	}

	/**
	 * The address of this page, to come back to after logging in.
	 */
	public static function here(): string {
		$home = wp_parse_url( home_url() );
		$port = isset( $home['port'] ) ? ":{$home['port']}" : '';
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- next line.
		$path = wp_unslash( $_SERVER['REQUEST_URI'] ?? '/' );
		return sanitize_url( "{$home['scheme']}://{$home['host']}$port$path" );
	}

	/**
	 * What the address asks for: the id of a registry, or its slug.
	 */
	public static function asked(): string {
		// phpcs:ignore WordPress.Security -- only compared.
		$asked = $_GET[ self::PARAMETER ] ?? '';
		return is_string( $asked ) ? sanitize_title( wp_unslash( $asked ) ) : '';
	}

	/**
	 * WordPress has answered 404 already when they may not see it.
	 */
	private function own_page_html( int $id ): string {
		$registry = $this->controller->get_registry( $id );
		if ( $registry && $this->controller->can_edit_registry( $id ) ) {
			return $this->manage_html( $registry );
		}
		return $this->read_html( (string) $id );
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function manage_html( array $registry ): string {
		$data = array(
			'registry'   => $registry,
			'items'      => $this->controller->get_registry_items( $registry['id'] ),
			'invitees'   => $this->controller->get_registry_invites( $registry['id'] ),
			'is_owner'   => get_current_user_id() === $registry['user_id'],
			'wants_mail' => Restart_Registry_Mailer::is_wanted_by( get_current_user_id() ),
		);
		return $this->html( 'owner/manage', $data );
	}

	/**
	 * The same text for a registry that isn't there and one that isn't theirs.
	 */
	private function read_html( string $id_or_slug ): string {
		$registry = '' === $id_or_slug ? null : $this->readable( $id_or_slug );
		if ( ! $registry ) {
			return $this->html( 'nothing-here', array( 'is_asked' => '' !== $id_or_slug ) );
		}
		$data = array(
			'registry' => $registry,
			'items'    => $this->controller->get_registry_items( $registry['id'] ),
			'may_buy'  => is_user_logged_in()
				|| '1' === Restart_Registry_Options::get( Restart_Registry_Options::ALLOW_GUESTS ),
			'is_mine'  => $this->controller->can_edit_registry( $registry['id'] ),
		);
		return $this->html( 'read', $data );
	}

	/**
	 * The form, or what is missing for it.
	 */
	private function create_html(): string {
		if ( ! is_user_logged_in() || ! current_user_can( 'publish_restart_registries' ) ) {
			return $this->html( 'login-prompt' );
		}
		$all = $this->controller->get_user_registries( get_current_user_id() );
		return $this->html(
			'create',
			array( 'archived' => array_filter( $all, static fn( array $registry ) => $registry['is_archived'] ) )
		);
	}

	/**
	 * @param array<string, mixed> $data For the view.
	 */
	private function html( string $view, array $data = array() ): string {
		$this->is_shown = true;
		$this->assets->enqueue();
		$data += array(
			'forms'   => $this->forms,
			'heading' => $this->heading,
		);
		$html  = Restart_Registry_View::html( $view, $data );
		return Restart_Registry_View::html( 'notice', $data ) . $html;
	}

	/**
	 * @return array<string, mixed>|null
	 */
	private function readable( string $id_or_slug ): ?array {
		$registry = $this->controller->get_registry_by_share_key( $id_or_slug );
		return $registry && $this->controller->can_view_registry( $registry['id'] ) ? $registry : null;
	}
}
