<?php
/**
 * The bridge's account, without users.
 */

declare( strict_types=1 );

/**
 * Has one password at a time, and remembers what became of it.
 */
final class Fake_Account extends Restart_Bridge_Account {

	/** @var string[] The passwords that work, by uuid. */
	public array $passwords = array();

	public ?WP_Error $wrong = null;

	private int $made = 0;

	public function credentials( string $email, string $password ): array|WP_Error {
		if ( $this->wrong ) {
			return $this->wrong;
		}
		if ( '' !== $password ) {
			return $this->told( 5, $email, $password, '' );
		}
		++$this->made;
		$this->passwords[ "uuid-$this->made" ] = "password $this->made";
		return $this->told( 9, self::LOGIN, "password $this->made", "uuid-$this->made" );
	}

	public function what_is_wrong( int $id ): ?WP_Error {
		return $this->wrong;
	}

	public function end_passwords( string $but_uuid = '' ): void {
		$this->passwords = array_intersect_key( $this->passwords, array( $but_uuid => true ) );
	}

	public function end_password( array $credentials ): void {
		unset( $this->passwords[ $credentials['uuid'] ] );
	}

	/** @return array{id: int, username: string, password: string, uuid: string} */
	private function told( int $id, string $username, string $password, string $uuid ): array {
		return compact( 'id', 'username', 'password', 'uuid' );
	}
}
