<?php
/**
 * Starting a registry without scripts.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Takes the start form when it was posted to the page. With scripts it goes to the API instead (start-registry.js).
 * Either way the form's key goes with it, so that a form which is sent twice starts one registry.
 */
final class Therestart_Start {

	public function __construct( private Therestart_Plugin $plugin ) {
	}

	/**
	 * Reads the fields of views/start-form.php.
	 *
	 * @return array{redirect: string}|WP_Error
	 */
	public function start( Restart_Registry_Request $request ): array|WP_Error {
		$typed    = $request->typed();
		$mistakes = $this->mistakes( $typed );
		if ( $mistakes ) {
			return Restart_Registry_Answers::invalid( $mistakes );
		}
		$registry = $this->plugin->controller()->create_registry( get_current_user_id(), $this->registry( $typed ) );
		if ( is_wp_error( $registry ) ) {
			return $registry;
		}
		$missing = $this->invite( $registry, $typed['invitees'] ?? '' );
		return $missing ?? array( 'redirect' => $registry['permalink'] );
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 * @return array<string, mixed> For the plugin's controller.
	 */
	private function registry( array $typed ): array {
		$key = $typed[ Restart_Registry_Form_Key::FIELD ] ?? '';
		return array(
			'title'        => trim( $typed['registry_title'] ),
			'description'  => $typed['story'] ?? '',
			'is_public'    => 'public' === ( $typed['visibility'] ?? '' ),
			'meta'         => $this->meta( $typed ),
			'creation_key' => Restart_Registry_Creation_Key::is_valid( $key ) ? $key : '',
		);
	}

	/**
	 * Returns sentences that the script says as well.
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
	 * Returns null, or says who couldn't be invited or wasn't told. The registry is there all the same.
	 *
	 * @param array<string, mixed> $registry Of the plugin's controller.
	 * @param string               $lines    Whom to invite: one per line, or with commas between them.
	 */
	private function invite( array $registry, string $lines ): ?WP_Error {
		$names   = array_filter( array_map( 'trim', (array) preg_split( '/[\r\n,;]+/', $lines ) ), 'strlen' );
		$answers = array_map(
			fn( string $name ) => $this->plugin->controller()->send_invite( $registry['id'], $name ),
			array_combine( $names, $names )
		);
		$said    = array();
		foreach ( array_filter( self::missing( array_filter( $answers, 'is_wp_error' ) ) ) as $what => $those ) {
			$said[] = sprintf( self::sentences()[ $what ], implode( ', ', $those ) );
		}
		return $said ? new WP_Error( 'restart_missing', implode( ' ', $said ) ) : null;
	}

	/**
	 * @param array<string, WP_Error> $errors By name or e-mail address.
	 * @return array<string, string[]> Which sentence is about whom.
	 */
	private static function missing( array $errors ): array {
		$missing = array(
			'notInvited' => array(),
			'notMailed'  => array(),
		);
		foreach ( $errors as $name => $error ) {
			if ( ! Restart_Registry_Invitations::is_on_list( $error ) ) {
				$missing['notInvited'][] = (string) $name;
			} elseif ( Restart_Registry_Invitations::NOT_MAILED === $error->get_error_code() ) {
				$missing['notMailed'][] = (string) $name;
			}
		}
		return $missing;
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 * @return array<string, string|bool> Without `restart_`.
	 */
	private function meta( array $typed ): array {
		$recipient = Therestart_Name::clean( $typed['recipient_name'] ?? '' );
		$situation = $typed['event_type'] ?? '';
		return array(
			'event_type'     => array_key_exists( $situation, Restart_Registry_Situations::all() ) ? $situation : '',
			'event_date'     => $typed['event_date'] ?? '',
			'is_for_self'    => '' === $recipient,
			'recipient_name' => $recipient,
		);
	}

	/**
	 * @param array<string, string> $typed What was typed.
	 * @return array<string, string> Field => sentence.
	 */
	private function mistakes( array $typed ): array {
		$mistakes = array();
		$title    = trim( $typed['registry_title'] ?? '' );
		$story    = str_replace( "\r\n", "\n", $typed['story'] ?? '' );
		if ( '' === $title || mb_strlen( $title ) > Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS ) {
			$mistakes['registry_title'] = self::title_mistake( Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS );
		}
		if ( mb_strlen( $story ) > Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS ) {
			$mistakes['story'] = self::story_mistake( Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS );
		}
		return $mistakes;
	}

	private static function title_mistake( int $most ): string {
		/* translators: %d: number of characters. */
		$sentence = _n(
			'Please give your registry a name of at most %d character.',
			'Please give your registry a name of at most %d characters.',
			$most,
			'therestart'
		);
		return sprintf( $sentence, $most );
	}

	private static function story_mistake( int $most ): string {
		/* translators: %d: number of characters. */
		$sentence = _n(
			'Please shorten your story to %d character.',
			'Please shorten your story to %d characters.',
			$most,
			'therestart'
		);
		return sprintf( $sentence, $most );
	}
}
