<?php
/**
 * Starting a registry without scripts.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes the start form when it was posted to the page. With scripts it goes to the API instead (start-registry.js). Either
 * way the form's key goes along: sent twice, it starts one registry.
 */
final class Therestart_Start implements Therestart_Form {

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	public function may_submit(): bool {
		return is_user_logged_in() && $this->plugin->is_active();
	}

	/**
	 * @param array<string, string> $typed The fields of views/start-form.php.
	 */
	public function submit( array $typed ): string|WP_Error {
		$errors = $this->errors( $typed );
		if ( $errors->has_errors() ) {
			return $errors;
		}
		$key      = $typed['form_key'] ?? '';
		$data     = array(
			'title'        => trim( $typed['registry_title'] ),
			'description'  => $typed['story'] ?? '',
			'is_public'    => 'public' === ( $typed['visibility'] ?? '' ),
			'meta'         => $this->meta( $typed ),
			'creation_key' => Restart_Registry_Creation_Key::is_valid( $key ) ? $key : '',
		);
		$registry = $this->plugin->controller()->create_registry( get_current_user_id(), $data );
		if ( is_wp_error( $registry ) ) {
			return new WP_Error( 'form', $registry->get_error_message(), $registry->get_error_data() );
		}
		return $this->invite( $registry, $typed['invitees'] ?? '' ) ?? $registry['permalink'];
	}

	public function thanks(): string {
		return __( 'Your registry is there.', 'therestart' );
	}

	/**
	 * What the script says, too.
	 *
	 * @return array<string, string> With %s for names or e-mail addresses.
	 */
	public static function sentences(): array {
		return array(
			/* translators: %s: names or e-mail addresses. */
			'notInvited' => __(
				'Your registry is there, but we couldn’t invite: %s. Please open it and invite them again there.',
				'therestart'
			),
			/* translators: %s: e-mail addresses. */
			'notMailed'  => __(
				'Your registry is there. These are invited, but our e-mail to them could not be sent: %s. Please send them the link yourself.',
				'therestart'
			),
		);
	}

	/**
	 * Null, or who is missing, or wasn't told. The registry is there all the same.
	 *
	 * @param array<string, mixed> $registry Of the plugin's controller.
	 * @param string               $lines    One per line, or between commas.
	 */
	private function invite( array $registry, string $lines ): ?WP_Error {
		$names   = array_filter( array_map( 'trim', (array) preg_split( '/[\r\n,;]+/', $lines ) ), 'strlen' );
		$answers = array_map(
			fn( string $name ) => $this->plugin->controller()->send_invite( $registry['id'], $name ),
			array_combine( $names, $names )
		);
		$errors  = array_filter( $answers, 'is_wp_error' );
		$about   = array(
			'notInvited' => array_filter(
				$errors,
				static fn( WP_Error $error ): bool => ! Restart_Registry_Invitations::is_on_list( $error )
			),
			'notMailed'  => array_filter(
				$errors,
				static fn( WP_Error $error ): bool => Restart_Registry_Invitations::NOT_MAILED === $error->get_error_code()
			),
		);
		$told    = new WP_Error();
		foreach ( array_filter( $about ) as $code => $those ) {
			$told->add( $code, sprintf( self::sentences()[ $code ], implode( ', ', array_keys( $those ) ) ) );
		}
		return $told->has_errors() ? $told : null;
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 * @return array<string, string|bool> Without `restart_`.
	 */
	private function meta( array $typed ): array {
		$recipient = Therestart_Name::clean( $typed['recipient_name'] ?? '' );
		return array(
			'event_type'     => array_key_exists(
				$typed['event_type'] ?? '',
				Restart_Registry_Situations::all()
			) ? $typed['event_type'] : '',
			'event_date'     => $typed['event_date'] ?? '',
			'is_for_self'    => '' === $recipient,
			'recipient_name' => $recipient,
		);
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 */
	private function errors( array $typed ): WP_Error {
		$errors = new WP_Error();
		$title  = trim( $typed['registry_title'] ?? '' );
		if ( '' === $title || mb_strlen( $title ) > Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS ) {
			/* translators: %d: number of characters. */
			$sentence = _n(
				'Please give your registry a name of at most %d character.',
				'Please give your registry a name of at most %d characters.',
				Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
				'therestart'
			);
			$errors->add( 'registry_title', sprintf( $sentence, Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS ) );
		}
		if ( mb_strlen( str_replace( "\r\n", "\n", $typed['story'] ?? '' ) ) > Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS ) {
			/* translators: %d: number of characters. */
			$sentence = _n(
				'Please shorten your story to %d character.',
				'Please shorten your story to %d characters.',
				Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS,
				'therestart'
			);
			$errors->add( 'story', sprintf( $sentence, Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS ) );
		}
		return $errors;
	}
}
