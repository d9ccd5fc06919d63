<?php
/**
 * Links to shops.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Knows shops by their hosts, and adds the site's affiliate id to links that lead there. It is pure: ids are passed in.
 */
final class Restart_Registry_Affiliate_Converter {

	/**
	 * Each shop has `domains` (they and their subdomains) and a `rule` for its links: "amazon", "parameter" (sets
	 * `parameter` to `value`) or "wrap" (`value` leads to the link); without a rule a link stays as it is. `%s` in
	 * `value` is the id: that of the option `id`, or `affiliate_id` itself.
	 */
	public const CONFIGS = array(
		'amazon'     => array(
			'name'    => 'Amazon',
			'domains' => array(
				'amazon.com',
				'amazon.co.uk',
				'amazon.ca',
				'amazon.de',
				'amazon.fr',
				'amzn.to',
				'amzn.com',
			),
			'rule'    => 'amazon',
			'id'      => 'amazon_tag',
		),
		'target'     => array(
			'name'      => 'Target',
			'domains'   => array( 'target.com' ),
			'rule'      => 'parameter',
			'parameter' => 'afid',
			'id'        => 'target_id',
		),
		'walmart'    => array(
			'name'      => 'Walmart',
			'domains'   => array( 'walmart.com' ),
			'rule'      => 'parameter',
			'parameter' => 'affiliates_ad_id',
			'id'        => 'walmart_id',
		),
		'bestbuy'    => array(
			'name'      => 'Best Buy',
			'domains'   => array( 'bestbuy.com' ),
			'rule'      => 'parameter',
			'parameter' => 'irclickid',
			'id'        => 'bestbuy_id',
		),
		'etsy'       => array(
			'name'      => 'Etsy',
			'domains'   => array( 'etsy.com' ),
			'rule'      => 'parameter',
			'parameter' => 'ref',
			'value'     => 'aff_%s',
			'id'        => 'etsy_id',
		),
		'ebay'       => array(
			'name'    => 'eBay',
			'domains' => array( 'ebay.com', 'ebay.co.uk' ),
			'rule'    => 'wrap',
			'value'   => 'https://rover.ebay.com/rover/1/%s/1?mpre=',
			'id'      => 'ebay_id',
		),
		'homedepot'  => array(
			'name'    => 'Home Depot',
			'domains' => array( 'homedepot.com' ),
		),
		'wayfair'    => array(
			'name'    => 'Wayfair',
			'domains' => array( 'wayfair.com' ),
		),
		'shareasale' => array(
			'name'    => 'ShareASale',
			'domains' => array(),
		),
		'cj'         => array(
			'name'    => 'CJ',
			'domains' => array(),
		),
	);

	private const ASIN = '#/(?:dp|gp/product|gp/aw/d|exec/obidos/asin|o/asin)/([a-z0-9]{10})(?=[/?\#]|$)#i';

	/**
	 * @param array<string, string>               $ids     Like `amazon_tag => ada-20`; "" is no id.
	 * @param array<string, array<string, mixed>> $configs Shops, as in CONFIGS.
	 */
	public function __construct( private array $ids, private array $configs = self::CONFIGS ) {
	}

	/**
	 * Adds the id to a link. A link that can't be read, or that hides where it leads, stays as it is.
	 *
	 * @return array{affiliate_url: string, retailer: string, is_affiliate: bool}
	 */
	public function convert_url( string $url ): array {
		$host   = self::host( $url );
		$config = $this->config_of( $host );
		$id     = (string) ( $config['affiliate_id'] ?? $this->ids[ $config['id'] ?? '' ] ?? '' );
		$link   = '' === $id ? null : self::link( $config, $id, $url );
		return array(
			'affiliate_url' => $link ?? $url,
			'retailer'      => (string) ( $config['name'] ?? self::name_of( $host ) ),
			'is_affiliate'  => null !== $link,
		);
	}

	/**
	 * Returns the host in lower case, "" if there is none to trust. Browsers read a backslash as a slash, and `shop@`
	 * as a name: such a link may lead elsewhere than it seems.
	 */
	private static function host( string $url ): string {
		// phpcs:ignore Generic.PHP.ForbiddenFunctions, WordPress.WP.AlternativeFunctions.parse_url_parse_url -- pure.
		$parts = preg_match( '/[\\\\\s[:cntrl:]]/', $url ) ? false : parse_url( $url );
		$known = $parts && in_array( strtolower( $parts['scheme'] ?? '' ), array( 'http', 'https' ), true );
		return $known && ! isset( $parts['user'] ) ? rtrim( strtolower( $parts['host'] ?? '' ), '.' ) : '';
	}

	/**
	 * @return array<string, mixed> Empty for a shop that we don't know.
	 */
	private function config_of( string $host ): array {
		foreach ( $this->configs as $config ) {
			foreach ( (array) ( $config['domains'] ?? array() ) as $domain ) {
				if ( $host === $domain || str_ends_with( $host, ".$domain" ) ) {
					return $config;
				}
			}
		}
		return array();
	}

	/**
	 * Returns the link with the id, null if there is nothing to be done.
	 *
	 * @param array<string, mixed> $config One of CONFIGS.
	 */
	private static function link( array $config, string $id, string $url ): ?string {
		$value = str_replace( '%s', rawurlencode( $id ), (string) ( $config['value'] ?? '%s' ) );
		return match ( $config['rule'] ?? '' ) {
			'amazon'    => self::amazon( $url, $value ),
			'parameter' => self::with_parameter( $url, (string) $config['parameter'], $value ),
			'wrap'      => self::wrap( $url, $value ),
			default     => null,
		};
	}

	/**
	 * Gives a product the short address that it has. Any other address keeps its query, but for tags of others.
	 */
	private static function amazon( string $url, string $tag ): string {
		$match = array();
		$path  = (string) strtok( $url, '?#' );
		if ( preg_match( self::ASIN, $path, $match ) ) {
			return preg_replace( '#^([^/]+//[^/]+).*$#s', '$1', $path )
				. '/dp/'
				. strtoupper( $match[1] )
				. "?tag=$tag";
		}
		return self::with_parameter( $url, 'tag', $tag, array( 'ref' ) );
	}

	/**
	 * Wraps a link. One that is wrapped already stays: it leads through somebody else's account.
	 */
	private static function wrap( string $url, string $wrapping ): ?string {
		return self::host( $url ) === self::host( $wrapping ) ? null : $wrapping . rawurlencode( $url );
	}

	/**
	 * Takes the query apart by hand: parse_str() would rename `a.b` and drop what comes twice.
	 *
	 * @param string[] $dropped Other parameters that go.
	 */
	private static function with_parameter(
		string $url,
		string $name,
		string $encoded,
		array $dropped = array()
	): string {
		list( $rest, $fragment ) = explode( '#', $url, 2 ) + array( 1 => null );
		list( $base, $query )    = explode( '?', $rest, 2 ) + array( 1 => '' );
		$gone                    = array( $name, ...$dropped );
		$kept                    = array_filter(
			explode( '&', $query ),
			static fn( string $pair ) => '' !== $pair
				&& ! in_array( urldecode( explode( '=', $pair, 2 )[0] ), $gone, true )
		);
		return $base
			. '?'
			. implode( '&', array( ...$kept, "$name=$encoded" ) )
			. ( null === $fragment ? '' : "#$fragment" );
	}

	/**
	 * Returns "Example" for www.example.com and for www.example.co.uk; a number is no name.
	 */
	private static function name_of( string $host ): string {
		if ( '' === $host || str_contains( $host, ':' ) || filter_var( $host, FILTER_VALIDATE_IP ) ) {
			return trim( $host, '[]' );
		}
		$labels = explode( '.', $host );
		$public = count( $labels ) > 2 && preg_match( '/\.(?:com?|org|net|gov|ac|edu)\.[a-z]{2}$/', $host ) ? 2 : 1;
		return ucfirst( count( $labels ) > $public ? $labels[ count( $labels ) - $public - 1 ] : $host );
	}
}
