"""Addresses that people copy from their browser, as WordPress itself cleans them."""

from __future__ import annotations

import pytest

from tests.real.world import RealWorld

READ = "return ( new Restart_Registry_Request( compact( 'url' ) ) )->address( 'url' );"
EDIT = """
    $read = Restart_Registry_Item_Input::read( new Restart_Registry_Request( $typed ), $item );
    return is_wp_error( $read ) ? $read->get_error_data()['errors'] : $read;"""
SHOP = "https://shop.example"

GOOD = {
    f"{SHOP}/kettle": f"{SHOP}/kettle",
    "shop.example/kettle": f"{SHOP}/kettle",
    "Https://shop.example/kettle": f"{SHOP}/kettle",
    "HTTPS://shop.example/kettle": f"{SHOP}/kettle",
    "HTTP://shop.example/": "http://shop.example/",
    f"{SHOP}/?attr[color]=red": f"{SHOP}/?attr%5Bcolor%5D=red",
    f"{SHOP}/?attr%5Bcolor%5D=red": f"{SHOP}/?attr%5Bcolor%5D=red",
    f"{SHOP}/?a=1%0A": f"{SHOP}/?a=1",
    f"{SHOP}/a b|c^d": f"{SHOP}/a%20b|c%5Ed",
    f"{SHOP}/?q=O'Neil&b=%25#top": f"{SHOP}/?q=O'Neil&b=%25#top",
    f"{SHOP}/käse": f"{SHOP}/käse",
}
BAD = [
    "",
    "kettle",
    "no address",
    "https://",
    "https:shop.example",
    "https://https://shop.example/",
    "javascript:alert(1)",
    "JavaScript://shop.example/%0Aalert(1)",
    "ftp://shop.example/kettle",
    "mailto:ada@shop.example",
]


@pytest.mark.parametrize(("typed", "read"), GOOD.items())
def test_an_address(world: RealWorld, typed: str, read: str) -> None:
    assert world.shell.run(READ, url=typed) == read


@pytest.mark.parametrize("typed", BAD)
def test_no_address(world: RealWorld, typed: str) -> None:
    assert world.shell.run(READ, url=typed) == ""


def test_an_address_that_nobody_touched_is_left_alone(world: RealWorld) -> None:
    """The API takes more than the plugin does: such a gift can be edited all the same."""
    item = {"url": "http://intranet/kettle[1]", "image_url": "http://intranet/k.png"}
    typed = {**item, "name": "Red kettle"}
    assert world.shell.run(EDIT, typed=typed, item=item) == {"name": "Red kettle"}
    typed["url"] = "http://intranet/lid"
    assert list(world.shell.run(EDIT, typed=typed, item=item)) == ["url"]
