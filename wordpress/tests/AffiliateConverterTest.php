<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class AffiliateConverterTest extends TestCase {

	private const IDS = array(
		'amazon_tag' => 'ada-20',
		'target_id'  => 't1',
		'walmart_id' => 'w1',
		'bestbuy_id' => 'b1',
		'etsy_id'    => 'e1',
		'ebay_id'    => '711-1',
	);

	/** @dataProvider links */
	public function test_a_known_shop( string $url, string $expected, string $retailer ): void {
		$link = ( new Restart_Registry_Affiliate_Converter( self::IDS ) )->convert_url( $url );
		self::assertSame(
			array( 'affiliate_url' => $expected, 'retailer' => $retailer, 'is_affiliate' => true ),
			$link
		);
	}

	public static function links(): iterable {
		foreach ( array( 'amazon.com', 'amazon.co.uk', 'amazon.ca', 'amazon.de', 'amazon.fr', 'amzn.com' ) as $host ) {
			yield "a product at $host" => array(
				"https://www.$host/Kettle/dp/B000000001/ref=x?th=1&tag=other-21#top",
				"https://www.$host/dp/B000000001?tag=ada-20",
				'Amazon',
			);
		}
		yield 'host alone' => array(
			'https://amazon.com/dp/B000000001',
			'https://amazon.com/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'upper case' => array(
			'HTTPS://WWW.AMAZON.COM/dp/b000000001',
			'HTTPS://WWW.AMAZON.COM/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'a port' => array(
			'https://amazon.de:443/dp/B000000001',
			'https://amazon.de:443/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'a dot at the end of the host' => array(
			'https://amazon.com./x',
			'https://amazon.com./x?tag=ada-20',
			'Amazon',
		);
		yield 'deep subdomain' => array(
			'https://a.b.smile.amazon.co.uk/dp/B000000001',
			'https://a.b.smile.amazon.co.uk/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'gp/product' => array(
			'https://amazon.com/gp/product/B000000001?psc=1',
			'https://amazon.com/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'gp/aw/d' => array(
			'https://amazon.com/gp/aw/d/B000000001',
			'https://amazon.com/dp/B000000001?tag=ada-20',
			'Amazon',
		);
		yield 'an ISBN' => array(
			'http://amazon.com/dp/0123456789?x',
			'http://amazon.com/dp/0123456789?tag=ada-20',
			'Amazon',
		);
		yield 'eleven characters are no ASIN' => array(
			'https://amazon.com/dp/B0000000012',
			'https://amazon.com/dp/B0000000012?tag=ada-20',
			'Amazon',
		);
		yield 'an ASIN in the query is none' => array(
			'https://amazon.com/s?k=/dp/B000000001',
			'https://amazon.com/s?k=/dp/B000000001&tag=ada-20',
			'Amazon',
		);
		yield 'a tag already there' => array(
			'https://amazon.com/s?k=a%26b&tag=other-21&x.y=1&x.y=2',
			'https://amazon.com/s?k=a%26b&x.y=1&x.y=2&tag=ada-20',
			'Amazon',
		);
		yield 'two tags, one written in code' => array(
			'https://amazon.com/s?tag=one&t%61g=two&k=v',
			'https://amazon.com/s?k=v&tag=ada-20',
			'Amazon',
		);
		yield 'ref dropped, fragment kept' => array(
			'https://amazon.com/s?ref=nb_sb&k=v#reviews',
			'https://amazon.com/s?k=v&tag=ada-20#reviews',
			'Amazon',
		);
		yield 'a question mark in the fragment' => array(
			'https://amazon.com/s#a?tag=b',
			'https://amazon.com/s?tag=ada-20#a?tag=b',
			'Amazon',
		);
		yield 'tags is not tag' => array(
			'https://amazon.com/s?tags=x',
			'https://amazon.com/s?tags=x&tag=ada-20',
			'Amazon',
		);
		yield 'a short link' => array( 'https://amzn.to/3AbCdEf', 'https://amzn.to/3AbCdEf?tag=ada-20', 'Amazon' );
		yield 'no path' => array( 'https://amazon.com', 'https://amazon.com?tag=ada-20', 'Amazon' );
		yield 'Target' => array(
			'https://www.target.com/p/kettle/-/A-1?afid=other&preselect=2',
			'https://www.target.com/p/kettle/-/A-1?preselect=2&afid=t1',
			'Target',
		);
		yield 'Walmart' => array(
			'https://walmart.com/ip/1#x',
			'https://walmart.com/ip/1?affiliates_ad_id=w1#x',
			'Walmart',
		);
		yield 'Best Buy' => array(
			'https://www.bestbuy.com/site/1.p?skuId=1&irclickid=z',
			'https://www.bestbuy.com/site/1.p?skuId=1&irclickid=b1',
			'Best Buy',
		);
		yield 'Etsy' => array(
			'https://www.etsy.com/de/listing/1/kettle?ref=search',
			'https://www.etsy.com/de/listing/1/kettle?ref=aff_e1',
			'Etsy',
		);
		yield 'eBay' => array(
			'https://www.ebay.com/itm/1?a=b&c=d#e',
			'https://rover.ebay.com/rover/1/711-1/1?mpre=https%3A%2F%2Fwww.ebay.com%2Fitm%2F1%3Fa%3Db%26c%3Dd%23e',
			'eBay',
		);
		yield 'eBay, United Kingdom' => array(
			'https://ebay.co.uk/itm/1',
			'https://rover.ebay.com/rover/1/711-1/1?mpre=https%3A%2F%2Febay.co.uk%2Fitm%2F1',
			'eBay',
		);
	}

	/** @dataProvider others */
	public function test_anything_else_stays_as_it_is( string $url, string $retailer ): void {
		$link = ( new Restart_Registry_Affiliate_Converter( self::IDS ) )->convert_url( $url );
		self::assertSame( array( 'affiliate_url' => $url, 'retailer' => $retailer, 'is_affiliate' => false ), $link );
	}

	public static function others(): iterable {
		yield 'only looks alike' => array( 'https://notamazon.com/dp/B000000001', 'Notamazon' );
		yield 'with a hyphen' => array( 'https://my-amazon.com/dp/B000000001', 'My-amazon' );
		yield 'as a subdomain of another' => array( 'https://amazon.com.evil.example/dp/B000000001', 'Evil' );
		yield 'in the path' => array( 'https://evil.example/amazon.com/dp/B000000001', 'Evil' );
		yield 'in the query' => array( 'https://evil.example/?u=https://amazon.com/dp/B000000001', 'Evil' );
		yield 'as a user name' => array( 'https://amazon.com@evil.example/dp/B000000001', '' );
		yield 'behind a backslash' => array( 'https://evil.example\\@amazon.com/dp/B000000001', '' );
		yield 'a password' => array( 'https://u:p@amazon.com/dp/B000000001', '' );
		yield 'another country' => array( 'https://www.amazon.com.au/dp/B000000001', 'Amazon' );
		yield 'another ending' => array( 'https://www.target.example/p', 'Target' );
		yield 'ebay elsewhere' => array( 'https://www.ebay.de/itm/1', 'Ebay' );
		yield 'wrapped already' => array(
			'https://rover.ebay.com/rover/1/999-9/1?mpre=https%3A%2F%2Febay.com%2Fitm%2F1',
			'eBay',
		);
		yield 'recognised: Home Depot' => array( 'https://www.homedepot.com/p/1', 'Home Depot' );
		yield 'recognised: Wayfair' => array( 'https://www.wayfair.com/p/1', 'Wayfair' );
		yield 'unknown' => array( 'https://www.example.com/kettle', 'Example' );
		yield 'unknown, upper case' => array( 'https://SHOP.EXAMPLE.ORG/kettle', 'Example' );
		yield 'unknown, co.uk' => array( 'https://shop.example.co.uk/kettle', 'Example' );
		yield 'unknown, co.uk, short' => array( 'https://example.co.uk/kettle', 'Example' );
		yield 'co itself' => array( 'https://www.t.co/x', 'T' );
		yield 'one label' => array( 'http://localhost:8000/x', 'Localhost' );
		yield 'a number' => array( 'http://192.0.2.1/x', '192.0.2.1' );
		yield 'a number, IPv6' => array( 'http://[2001:db8::1]/x', '2001:db8::1' );
		yield 'no scheme' => array( 'www.amazon.com/dp/B000000001', '' );
		yield 'another scheme' => array( 'ftp://amazon.com/dp/B000000001', '' );
		yield 'javascript' => array( 'javascript://amazon.com/%0aalert(1)', '' );
		yield 'broken: no host' => array( 'https:///dp/B000000001', '' );
		yield 'broken: port' => array( 'https://amazon.com:999999/dp/B000000001', '' );
		yield 'broken: space' => array( 'https://amazon.com/dp/ B000000001', '' );
		yield 'broken: line' => array( "https://amazon.com/\ndp/B000000001", '' );
		yield 'words' => array( 'a kettle', '' );
		yield 'nothing' => array( '', '' );
	}

	/** @dataProvider links */
	public function test_without_an_id_nothing_changes( string $url, string $expected, string $retailer ): void {
		foreach ( array( array(), array_fill_keys( array_keys( self::IDS ), '' ) ) as $ids ) {
			$link = ( new Restart_Registry_Affiliate_Converter( $ids ) )->convert_url( $url );
			self::assertSame(
				array( 'affiliate_url' => $url, 'retailer' => $retailer, 'is_affiliate' => false ),
				$link
			);
		}
	}

	public function test_each_id_is_its_own_shops(): void {
		$converter = new Restart_Registry_Affiliate_Converter( array( 'etsy_id' => 'e1' ) );
		self::assertFalse( $converter->convert_url( 'https://amazon.com/dp/B000000001' )['is_affiliate'] );
		self::assertTrue( $converter->convert_url( 'https://etsy.com/listing/1' )['is_affiliate'] );
	}

	public function test_a_converted_link_converts_to_itself(): void {
		$converter = new Restart_Registry_Affiliate_Converter( self::IDS );
		foreach ( self::links() as $name => list( , $expected ) ) {
			self::assertSame( $expected, $converter->convert_url( $expected )['affiliate_url'], $name );
		}
	}

	public function test_an_id_can_not_add_parameters(): void {
		$converter = new Restart_Registry_Affiliate_Converter(
			array( 'amazon_tag' => 'a&b=c/?#', 'ebay_id' => '../x?' )
		);
		self::assertSame(
			'https://amazon.com/x?tag=a%26b%3Dc%2F%3F%23',
			$converter->convert_url( 'https://amazon.com/x' )['affiliate_url']
		);
		self::assertStringStartsWith(
			'https://rover.ebay.com/rover/1/..%2Fx%3F/1?mpre=',
			$converter->convert_url( 'https://ebay.com/x' )['affiliate_url']
		);
	}

	public function test_a_shop_that_a_filter_added(): void {
		$shop      = array(
			'name'         => 'Corner Shop',
			'domains'      => array( 'corner.example' ),
			'rule'         => 'parameter',
			'parameter'    => 'partner',
			'affiliate_id' => 'me',
		);
		$converter = new Restart_Registry_Affiliate_Converter(
			array(),
			array( 'corner' => $shop ) + Restart_Registry_Affiliate_Converter::CONFIGS
		);
		self::assertSame(
			'https://corner.example/x?partner=me',
			$converter->convert_url( 'https://corner.example/x' )['affiliate_url']
		);
	}

	public function test_every_shop_of_the_specification_is_there(): void {
		$keys = array(
			'amazon',
			'target',
			'walmart',
			'bestbuy',
			'etsy',
			'ebay',
			'homedepot',
			'wayfair',
			'shareasale',
			'cj',
		);
		self::assertSame( $keys, array_keys( Restart_Registry_Affiliate_Converter::CONFIGS ) );
	}
}
