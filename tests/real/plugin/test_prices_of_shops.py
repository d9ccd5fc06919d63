"""The price in a shop's page: numbers meant for machines are read as machines read them."""

from __future__ import annotations

import pytest

from tests.real.world import RealWorld

READ = """
    $page = new Restart_Registry_Product_Page( $html, 'https://shop.example/kettle' );
    return $page->product()['price'];"""
LINKED = """<title>Kettle</title><script type="application/ld+json">
{"@type": "Product", "name": "Kettle", "offers": {"price": %s}}</script>"""
TAGGED = """<title>Kettle</title><meta property="product:price:amount" content="%s">"""

PRICES = {
    LINKED % '"129.000"': "129.00",
    LINKED % "1.299": "1.30",
    LINKED % '"24.90"': "24.90",
    LINKED % '"1.299,00"': "1299.00",
    TAGGED % "129.000": "129.00",
    TAGGED % "$1,299.00": "1299.00",
    TAGGED % "free": "",
}


@pytest.mark.parametrize(("html", "price"), PRICES.items())
def test_price(world: RealWorld, html: str, price: str) -> None:
    assert world.shell.run(READ, html=html) == price
