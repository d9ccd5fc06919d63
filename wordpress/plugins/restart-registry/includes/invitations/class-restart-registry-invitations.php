<?php
/**
 * Who is invited to a registry.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Changes the list of invitees through the API, which lets one writer in at a time, and writes to people who are new
 * on it.
 */
final class Restart_Registry_Invitations {

	/**
	 * Errors with these codes are about the mail alone. The theme's start-registry.js knows them, too.
	 */
	public const NOT_MAILED    = 'restart_mail_failed';
	public const MAILED_BEFORE = 'restart_mailed_before';

	public function __construct(
		private Restart_Registry_Lambda_Client $client,
		private Restart_Registry_Mailer $mailer,
		private Restart_Registry_Rate_Limit $limit
	) {
	}

	/**
	 * @return string[]|WP_Error
	 */
	public function all( int $registry_id ): array|WP_Error {
		$stored = get_post_meta( $registry_id, Restart_Registry_Meta::INVITEES, true );
		if ( Restart_Registry_Json_List::is_broken( $stored ) ) {
			return Restart_Registry_Answers::conflict(
				__(
					'The list of invited people can’t be read. Please tell the people who run this site.',
					'restart-registry'
				)
			);
		}
		return array_values( array_filter( (array) Restart_Registry_Json_List::decode( $stored ), 'is_string' ) );
	}

	/**
	 * Tells whether they are on the list all the same.
	 */
	public static function is_on_list( WP_Error $error ): bool {
		return in_array( $error->get_error_code(), array( self::NOT_MAILED, self::MAILED_BEFORE ), true );
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @return string[]|WP_Error
	 */
	public function send( array $registry, string $name ): array|WP_Error {
		$name = trim( $name );
		if (
			! Restart_Registry_Meta_Values::is_invitee( $name )
			|| ( str_contains( $name, '@' ) && ! is_email( $name ) )
		) {
			return Restart_Registry_Answers::invalid(
				array(
					'invitee' => __( 'Please type a user name, or a complete e-mail address.', 'restart-registry' ),
				)
			);
		}
		$list = $this->list_of(
			$registry['id'],
			$this->client->post( "/registries/{$registry['id']}/invitees", array( 'invitees' => array( $name ) ) )
		);
		return is_wp_error( $list ) ? $list : $this->tell( $registry, $name ) ?? $list;
	}

	/**
	 * @return string[]|WP_Error
	 */
	public function remove( int $registry_id, string $name ): array|WP_Error {
		$answer  = $this->client->delete( "/registries/$registry_id/invitees/" . rawurlencode( $name ) );
		$missing = new WP_Error(
			'restart_not_found',
			__( 'This person is not invited.', 'restart-registry' ),
			array( 'status' => 404 )
		);
		return $this->list_of( $registry_id, $answer, $missing );
	}

	/**
	 * Forgets what this request remembers of the meta, which the API has written in another one.
	 *
	 * @param mixed[]|WP_Error|null $answer Of the client.
	 * @return string[]|WP_Error
	 */
	private function list_of(
		int $registry_id,
		array|WP_Error|null $answer,
		?WP_Error $missing = null
	): array|WP_Error {
		clean_post_cache( $registry_id );
		$answer = Restart_Registry_Answers::of_api( $answer, $missing );
		return is_wp_error( $answer ) ? $answer : array_values( (array) ( $answer['invitees'] ?? array() ) );
	}

	/**
	 * Returns null, or the reason why no mail went out. The reason never depends on the user name, because it would
	 * tell who has an account. It doesn't tell either that somebody else has invited them today.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function tell( array $registry, string $name ): ?WP_Error {
		$is_address = str_contains( $name, '@' );
		$invitee    = array( 'registry and invitee' => $registry['id'] . ' ' . mb_strtolower( $name ) );
		if ( $this->limit->refusal( 'repeat_invite', $invitee ) ) {
			return $is_address ? self::sent_before() : null;
		}
		if ( $this->limit->refusal( 'send_invite' ) ) {
			$this->limit->give_back( 'repeat_invite', $invitee );
			return self::too_many();
		}
		$mailbox   = $this->mailer->mailbox( $name );
		$recipient = array( 'recipient' => Restart_Registry_Rate_Limit::mailbox( $mailbox ) );
		if ( '' === $mailbox || $this->limit->refusal( 'invitation_mail', $recipient ) ) {
			return null;
		}
		if ( $this->mailer->invited( $registry, $name, $mailbox ) ) {
			return null;
		}
		$this->limit->give_back( 'invitation_mail', $recipient );
		$this->limit->give_back( 'repeat_invite', $invitee );
		return $is_address ? self::not_sent() : null;
	}

	private static function too_many(): WP_Error {
		$sentence = __(
			'They are invited. We can’t send more invitations for you today: please send them the link yourself.',
			'restart-registry'
		);
		return new WP_Error( self::NOT_MAILED, $sentence, array( 'status' => 429 ) );
	}

	private static function sent_before(): WP_Error {
		$sentence = __(
			'They are invited. We write to each person at most once a day, so no other e-mail goes out now. You can send them the link yourself.',
			'restart-registry'
		);
		return new WP_Error( self::MAILED_BEFORE, $sentence, array( 'status' => 429 ) );
	}

	private static function not_sent(): WP_Error {
		$sentence = __(
			'They are invited now, but our e-mail to them could not be sent. Please send them the link yourself.',
			'restart-registry'
		);
		return new WP_Error( self::NOT_MAILED, $sentence, array( 'status' => 502 ) );
	}
}
