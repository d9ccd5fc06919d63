<?php
/**
 * JSON-LD.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Finds the product in what a page says about itself in the words of schema.org. No WordPress.
 */
final class Restart_Registry_Linked_Data {

	private const MAX_NODES = 2000;
	private const TYPES     = array( 'product', 'productgroup', 'individualproduct', 'book' );

	/**
	 * @param mixed[] $json Decoded.
	 * @return array<string, string>|null What is said of name, description, price, image.
	 */
	public static function product( array $json ): ?array {
		$found = self::first_product( $json );
		return $found ? self::fields( $found ) : null;
	}

	/**
	 * Looks level by level, so that the page's own product comes before those it only mentions.
	 *
	 * @param mixed[] $json Decoded.
	 * @return mixed[]|null
	 */
	private static function first_product( array $json ): ?array {
		$queue = array( $json );
		// phpcs:ignore Generic.CodeAnalysis, Squiz.PHP.DisallowSizeFunctionsInLoops -- it grows.
		for ( $at = 0; $at < count( $queue ) && $at < self::MAX_NODES; $at++ ) {
			$types = array_map(
				static fn( $type ) => is_string( $type ) ? strtolower( basename( $type ) ) : '',
				(array) ( $queue[ $at ]['@type'] ?? array() )
			);
			if ( array_intersect( $types, self::TYPES ) && ! empty( $queue[ $at ]['name'] ) ) {
				return $queue[ $at ];
			}
			array_push( $queue, ...array_values( array_filter( $queue[ $at ], 'is_array' ) ) );
		}
		return null;
	}

	/**
	 * @param mixed[] $product Of JSON-LD.
	 * @return array<string, string>
	 */
	private static function fields( array $product ): array {
		$offer = self::first( $product['offers'] ?? array() );
		$price = self::first( $offer['priceSpecification'] ?? array() );
		$image = $product['image'] ?? '';
		$image = is_array( $image ) ? ( $image['url'] ?? $image[0] ?? '' ) : $image;
		$image = is_array( $image ) ? ( $image['url'] ?? $image['contentUrl'] ?? '' ) : $image;
		$found = array(
			'name'        => $product['name'],
			'description' => $product['description'] ?? '',
			'price'       => $offer['price'] ?? $offer['lowPrice'] ?? $price['price'] ?? '',
			'image'       => $image,
		);
		$found = array_map(
			static fn( $value ) => is_scalar( $value )
				? html_entity_decode( (string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' )
				: '',
			$found
		);
		return array_filter( $found, static fn( string $value ) => '' !== trim( $value ) );
	}

	/**
	 * @param mixed $offers One, or a list of them.
	 * @return mixed[]
	 */
	private static function first( mixed $offers ): array {
		$first = is_array( $offers ) && isset( $offers[0] ) ? $offers[0] : $offers;
		return is_array( $first ) ? $first : array();
	}
}
