<?php
/**
 * What a shop's page says.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Reads a product out of the og: tags and the JSON-LD of a page. The page may be anything: nothing here takes longer
 * than its length, and everything it says is text.
 */
final class Restart_Registry_Product_Page {

	private const MAX_TAG_BYTES   = 8192;
	private const MAX_TAGS        = 300;
	private const MAX_JSON_BYTES  = 500 * KB_IN_BYTES;
	private const MAX_JSON_DEPTH  = 40;
	private const MAX_NAME        = 300;
	private const MAX_DESCRIPTION = 500;
	private const MAX_URL         = 2000;

	private string $html;

	private string $lower; // To look for tags in.

	public function __construct( string $html, private string $url, string $charset = '' ) {
		$this->html  = self::utf8( $html, $charset );
		$this->lower = strtolower( $this->html );
	}

	/**
	 * @return array<string, string>|null name, description, price, image_url; null if it isn't about a product.
	 */
	public function product(): ?array {
		$linked = $this->linked_product();
		$meta   = $this->meta();
		$name   = self::line(
			$linked['name'] ?? $meta['og:title'] ?? $meta['twitter:title'] ?? $this->title(),
			self::MAX_NAME
		);
		$shows  = $linked || isset( $meta['product:price:amount'] ) || isset( $meta['og:price:amount'] );
		if (
			! Restart_Registry_Bot_Page::may_be_product( $name, (string) wp_parse_url( $this->url, PHP_URL_HOST ) )
			|| ( ! $shows && Restart_Registry_Bot_Page::asks_who_you_are( $this->html ) )
		) {
			return null;
		}
		return array(
			'name'        => $name,
			'description' => self::line(
				$linked['description'] ?? $meta['og:description'] ?? $meta['description'] ?? '',
				self::MAX_DESCRIPTION
			),
			'price'       => self::price(
				$linked['price'] ?? $meta['product:price:amount'] ?? $meta['og:price:amount'] ?? ''
			),
			'image_url'   => $this->image(
				$linked['image'] ?? $meta['og:image:secure_url'] ?? $meta['og:image'] ?? $meta['twitter:image'] ?? ''
			),
		);
	}

	/**
	 * Returns the first value for each name.
	 *
	 * @return array<string, string>
	 */
	private function meta(): array {
		$meta = array();
		foreach ( $this->tags( '<meta', self::MAX_TAGS ) as $position ) {
			$tag  = $this->attributes( $position + 5 );
			$name = strtolower( $tag['property'] ?? $tag['name'] ?? $tag['itemprop'] ?? '' );
			if ( '' !== $name && isset( $tag['content'] ) && '' !== trim( $tag['content'] ) ) {
				$meta += array( $name => $tag['content'] );
			}
		}
		return $meta;
	}

	/**
	 * Reads the attributes of the tag that begins before this place.
	 *
	 * @return array<string, string>
	 */
	private function attributes( int $position ): array {
		$found = array();
		$most  = substr( $this->html, $position, self::MAX_TAG_BYTES );
		preg_match( '/^(?:[^"\'>]++|"[^"]*+"|\'[^\']*+\')*+/', $most, $found );
		preg_match_all(
			'/([a-z:_-]+)\s*+=\s*+(?:"([^"]*+)"|\'([^\']*+)\'|([^\s"\'>]++))/i',
			$found[0] ?? '',
			$found,
			PREG_SET_ORDER
		);
		$attributes = array();
		foreach ( $found as $one ) {
			$attributes += array( strtolower( $one[1] ) => self::decode( $one[4] ?? $one[3] ?? $one[2] ) );
		}
		return $attributes;
	}

	private function title(): string {
		$start = strpos( $this->lower, '<title' );
		$start = false === $start ? false : strpos( $this->html, '>', $start );
		return false === $start
			? ''
			: self::decode( (string) strstr( substr( $this->html, $start + 1, self::MAX_TAG_BYTES ), '<', true ) );
	}

	/**
	 * Returns the first product of all JSON-LD.
	 *
	 * @return array<string, string> As in Restart_Registry_Linked_Data; empty without one.
	 */
	private function linked_product(): array {
		foreach ( $this->tags( '<script', self::MAX_TAGS ) as $position ) {
			$type  = strtolower( $this->attributes( $position + 7 )['type'] ?? '' );
			$start = 'application/ld+json' === trim( $type ) ? strpos( $this->html, '>', $position ) : false;
			$end   = false === $start ? false : strpos( $this->lower, '</script', $start );
			$json  = false === $end || $end - $start > self::MAX_JSON_BYTES
				? null
				: json_decode(
					trim( substr( $this->html, $start + 1, $end - $start - 1 ) ),
					true,
					self::MAX_JSON_DEPTH
				);
			$found = is_array( $json ) ? Restart_Registry_Linked_Data::product( $json ) : null;
			if ( $found ) {
				return $found;
			}
		}
		return array();
	}

	/**
	 * Yields where tags of this name begin.
	 *
	 * @return iterable<int>
	 */
	private function tags( string $start, int $most ): iterable {
		$position = -1;
		// phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition, Squiz.PHP.DisallowMultipleAssignments
		while ( $most-- > 0 && false !== ( $position = strpos( $this->lower, $start, $position + 1 ) ) ) {
			yield $position;
		}
	}

	private function image( string $url ): string {
		$url = '' === trim( $url ) ? '' : WP_Http::make_absolute_url( trim( $url ), $this->url );
		$url = sanitize_url( str_replace( ' ', '%20', $url ), array( 'http', 'https' ) );
		return strlen( $url ) <= self::MAX_URL ? $url : '';
	}

	private static function price( string $said ): string {
		$price = Restart_Registry_Price::of_machine( $said );
		return (float) $price > 0 ? number_format( (float) $price, 2, '.', '' ) : '';
	}

	/**
	 * Shops escape twice at times; tags in descriptions are theirs, too.
	 */
	private static function decode( string $text ): string {
		return html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	}

	/**
	 * Reads only the beginning of a long text: WordPress looks for the end of each tag in all of it.
	 */
	private static function line( string $text, int $most ): string {
		$text = mb_strcut( self::decode( $text ), 0, self::MAX_TAG_BYTES, 'UTF-8' );
		$text = trim( (string) preg_replace( '/[\p{Z}\p{Cc}]+/u', ' ', wp_strip_all_tags( $text ) ) );
		return mb_strlen( $text ) <= $most ? $text : rtrim( mb_substr( $text, 0, $most - 1 ) ) . '…';
	}

	/**
	 * What the page itself says about its letters stands in its first bytes.
	 */
	private static function utf8( string $html, string $charset ): string {
		$match = array();
		if (
			'' === $charset
			&& preg_match(
				'/<meta[^>]{1,200}charset\s*=\s*["\']?\s*([a-z0-9_:.-]{1,40})/i',
				substr( $html, 0, 4096 ),
				$match
			)
		) {
			$charset = $match[1];
		}
		$known = function_exists( 'mb_list_encodings' ) ? array_map( 'strtolower', mb_list_encodings() ) : array();
		if (
			! in_array( strtolower( $charset ), array( '', 'utf-8', 'utf8' ), true )
			&& in_array( strtolower( $charset ), $known, true )
		) {
			$html = mb_convert_encoding( $html, 'UTF-8', $charset );
		}
		return function_exists( 'mb_scrub' ) ? mb_scrub( $html, 'UTF-8' ) : wp_check_invalid_utf8( $html, true );
	}
}
