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

	/**
	 * Names the job that writes to somebody who was invited by their user name.
	 */
	public const JOB = 'restart_registry_invited_by_name';

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
	 * Writes to somebody who was invited by their user name, if there is such a person and they are still invited.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	public function mail_by_name( array $registry, string $name ): void {
		$list    = $this->all( $registry['id'] );
		$is_name = static fn( string $entry ) => Restart_Registry_Access::is_name_of( $entry, $name );
		$invitee = self::repeated( $registry, $name );
		if ( is_wp_error( $list ) || ! array_filter( $list, $is_name ) ) {
			return;
		}
		if ( ! $this->limit->refusal( 'repeat_invite', $invitee ) && ! $this->mail( $registry, $name ) ) {
			$this->limit->give_back( 'repeat_invite', $invitee );
		}
	}

	/**
	 * Returns null, or the reason why no mail went out.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function tell( array $registry, string $name ): ?WP_Error {
		return str_contains( $name, '@' )
			? $this->tell_address( $registry, $name )
			: $this->tell_later( $registry, $name );
	}

	/**
	 * Does the same work for every user name: what it answers, how long that takes and what it counts would otherwise
	 * tell who has an account.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function tell_later( array $registry, string $name ): ?WP_Error {
		if ( $this->limit->refusal( 'send_invite' ) ) {
			return self::too_many();
		}
		Restart_Registry_Jobs::add( self::JOB, (string) $registry['id'], $name );
		return null;
	}

	/**
	 * A mail that could not be sent doesn't count.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function tell_address( array $registry, string $address ): ?WP_Error {
		$invitee = self::repeated( $registry, $address );
		if ( $this->limit->refusal( 'repeat_invite', $invitee ) ) {
			return self::sent_before();
		}
		if ( $this->limit->refusal( 'send_invite' ) ) {
			$this->limit->give_back( 'repeat_invite', $invitee );
			return self::too_many();
		}
		if ( $this->mail( $registry, $address ) ) {
			return null;
		}
		$this->limit->give_back( 'send_invite' );
		$this->limit->give_back( 'repeat_invite', $invitee );
		return self::not_sent();
	}

	/**
	 * Returns false if a mail could not be sent. It doesn't tell that there is no such person, or that somebody else
	 * has invited them today.
	 *
	 * @param array<string, mixed> $registry Of the controller.
	 */
	private function mail( array $registry, string $name ): bool {
		$mailbox   = $this->mailer->mailbox( $name );
		$recipient = array( 'recipient' => Restart_Registry_Rate_Limit::mailbox( $mailbox ) );
		if ( '' === $mailbox || $this->limit->refusal( 'invitation_mail', $recipient ) ) {
			return true;
		}
		if ( $this->mailer->invited( $registry, $name, $mailbox ) ) {
			return true;
		}
		$this->limit->give_back( 'invitation_mail', $recipient );
		return false;
	}

	/**
	 * @param array<string, mixed> $registry Of the controller.
	 * @return array<string, string>
	 */
	private static function repeated( array $registry, string $name ): array {
		return array( 'registry and invitee' => $registry['id'] . ' ' . mb_strtolower( $name ) );
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
