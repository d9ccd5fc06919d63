<?php
/**
 * Registries without a database.
 */

declare( strict_types=1 );

/**
 * Two registries of Ada's: 7, her active one, and 8, archived and newer.
 */
final class Fake_Posts extends Restart_Registry_Posts {

	public bool $may_edit = false;

	/** @var int[] Deleted by another request: this one remembers them until it forgets. */
	public array $deleted_elsewhere = array();

	/** @var int[] */
	private array $forgotten = array();

	public function find( int $id ): ?array {
		if ( in_array( $id, array_intersect( $this->deleted_elsewhere, $this->forgotten ), true ) ) {
			return null;
		}
		return $this->of_user( 1 )[ array( 8 => 0, 7 => 1 )[ $id ] ?? -1 ] ?? null;
	}

	public function find_by_slug( string $slug ): ?array {
		return 'adas-flat' === $slug ? $this->find( 7 ) : null;
	}

	public function of_user( int $user_id ): array {
		$registry = static fn( int $id, bool $is_archived ) => array(
			'id'          => $id,
			'user_id'     => 1,
			'title'       => "Ada's flat",
			'is_archived' => $is_archived,
			'permalink'   => "https://www.restart.test/registry/adas-flat-$id/",
			'owner_name'  => 'Ada Lovelace',
		);
		return 1 === $user_id ? array( $registry( 8, true ), $registry( 7, false ) ) : array();
	}

	public function can_view( int $id ): bool {
		return null !== $this->find( $id );
	}

	public function is_open( int $id ): bool {
		return false === ( $this->find( $id )['is_archived'] ?? true );
	}

	public function can_edit( int $id ): bool {
		return $this->may_edit;
	}

	public function forget( int $id ): void {
		$this->forgotten[] = $id;
	}
}
