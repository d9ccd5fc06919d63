<?php

declare( strict_types=1 );

use PHPUnit\Framework\TestCase;

final class LinkedDataTest extends TestCase {

	/** @dataProvider pages */
	public function test_product( string $json, ?array $expected ): void {
		self::assertSame( $expected, Restart_Registry_Linked_Data::product( json_decode( $json, true ) ) );
	}

	public static function pages(): iterable {
		$kettle = array(
			'name'  => 'Kettle',
			'price' => '24.9',
		);
		yield 'a product' => array( '{"@type":"Product","name":"Kettle","offers":{"price":24.9}}', $kettle );
		yield 'in a graph, with several types' => array(
			'{"@graph":[{"@type":"WebSite","name":"Shop"},{"@type":["Thing","Product"],"name":"Kettle","offers":[{"lowPrice":"24.9"}]}]}',
			$kettle,
		);
		yield 'its type as an address' => array(
			'{"@type":"http://schema.org/Product","name":"Kettle","offers":{"priceSpecification":{"price":"24.9"}}}',
			$kettle,
		);
		yield 'its own before those it mentions' => array(
			'[{"@type":"WebPage","mentions":{"@type":"Product","name":"Lid"}},{"@type":"Product","name":"Kettle","offers":{"price":"24.9"}}]',
			$kettle,
		);
		yield 'a picture as an object' => array(
			'{"@type":"Product","name":"Kettle","image":[{"url":"https://example.com/k.png"}]}',
			array(
				'name'  => 'Kettle',
				'image' => 'https://example.com/k.png',
			),
		);
		yield 'entities' => array( '{"@type":"Product","name":"Kettle &amp; lid"}', array( 'name' => 'Kettle & lid' ) );
		yield 'no name' => array( '{"@type":"Product","name":""}', null );
		yield 'no product' => array( '{"@type":"BreadcrumbList","name":"Home"}', null );
		yield 'rubbish in its fields' => array(
			'{"@type":"Product","name":"Kettle","offers":"x","image":[[["y"]]],"description":{"a":1}}',
			array( 'name' => 'Kettle' ),
		);
		yield 'rubbish' => array( '[1,"Product",null,{"@type":{"a":"Product"}}]', null );
	}
}
