"""Gifts of the first generation may have no address; the page shows the rest of them."""

from __future__ import annotations

from tests.real.world import RealWorld

FACTS = """
echo Restart_Registry_View::html( 'gifts/item-facts', array( 'item' => array(
    'name' => 'Kettle', 'url' => '%s', 'affiliate_url' => null, 'retailer' => null,
    'price' => null, 'image_url' => null, 'notes' => null, 'description' => null,
    'quantity_needed' => 1, 'quantity_purchased' => 0,
) ) );
"""


def test_there_is_no_link_to_nowhere(world: RealWorld) -> None:
    html = world.wordpress.php(FACTS % "")

    assert "Kettle" in html
    assert "<a " not in html
    assert html.count("<div") == html.count("</div>")


def test_a_gift_with_an_address_has_its_link(world: RealWorld) -> None:
    html = world.wordpress.php(FACTS % "https://shop.example/kettle")

    assert 'href="https://shop.example/kettle"' in html
    assert "See it at shop.example" in html
