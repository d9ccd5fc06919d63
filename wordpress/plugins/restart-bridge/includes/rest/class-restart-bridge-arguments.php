<?php
/**
 * What the routes take.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Describes the parameters of each route as WordPress wants them: it refuses others with 400.
 */
final class Restart_Bridge_Arguments {

	public const MAX_ROWS = 500;

	private const PARTS     = 16;
	private const MAX_PARTS = 100;

	/**
	 * @return array<string, array<string, mixed>>
	 */
	public static function of_changes(): array {
		return self::of_type() + array(
			'after' => self::integer( 0 ) + array( 'default' => 0 ),
			'limit' => self::integer( 1, self::MAX_ROWS ) + array( 'default' => self::MAX_ROWS ),
		);
	}

	/**
	 * @return array<string, array<string, mixed>>
	 */
	public static function of_checksums(): array {
		return self::of_type() + array(
			'from'  => self::integer( 0 ) + array( 'required' => true ),
			'to'    => self::integer( 0 ) + array( 'required' => true ),
			'parts' => self::integer( 1, self::MAX_PARTS ) + array( 'default' => self::PARTS ),
			'list'  => array(
				'type'    => 'boolean',
				'default' => false,
			),
		);
	}

	/**
	 * @return array<string, array<string, mixed>>
	 */
	public static function of_touch(): array {
		return self::of_type() + array(
			'ids' => array(
				'type'     => 'array',
				'items'    => self::integer( 1 ),
				'minItems' => 1,
				'maxItems' => self::MAX_ROWS,
				'required' => true,
			),
		);
	}

	/**
	 * @return array<string, array<string, mixed>>
	 */
	public static function of_write_post(): array {
		return array(
			'expected' => array(
				'type'     => 'string',
				'pattern'  => '^[0-9a-f]{8}$',
				'required' => true,
			),
			'change'   => array(
				'type'     => 'string',
				'format'   => 'uuid',
				'required' => true,
			),
			'title'    => array(
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => Restart_Bridge_Row::TITLE_CHARACTERS,
				'pattern'   => '^[^\p{Cc}]*$', // One line.
			),
			'status'   => array(
				'type' => 'string',
				'enum' => Restart_Bridge_Post_Change::STATUSES,
			),
		);
	}

	/**
	 * @return array<string, array<string, mixed>>
	 */
	private static function of_type(): array {
		return array(
			'kind' => array(
				'type'     => 'string',
				'enum'     => array( Restart_Bridge_Posts::KIND, Restart_Bridge_Terms::KIND ),
				'required' => true,
			),
			'type' => array(
				'type'     => 'string',
				'pattern'  => '^[a-z0-9_-]{1,32}$',
				'required' => true,
			),
		);
	}

	/**
	 * Beyond the largest integer, numbers are floats.
	 *
	 * @return array<string, mixed>
	 */
	private static function integer( int $least, ?int $most = null ): array {
		$limit = null === $most
			? array(
				'maximum'          => PHP_INT_MAX,
				'exclusiveMaximum' => true,
			)
			: array( 'maximum' => $most );
		return array(
			'type'    => 'integer',
			'minimum' => $least,
		) + $limit;
	}
}
