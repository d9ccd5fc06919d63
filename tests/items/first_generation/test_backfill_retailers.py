"""`manage.py backfill_retailers` names shops as the WordPress plugin does."""

from __future__ import annotations

import io
import json
import random
import signal
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from items.first_generation.retailers import BATCH, KNOWN, retailer_of
from items.models import Item
from tests.programs import SECONDS, CommandProgram
from tests.stress import rounds
from tests.worlds import make_item
from wordpress.local.folders import PLUGIN

NAMES = {
    "https://www.amazon.co.uk/dp/B000000001": "Amazon",
    "https://smile.amazon.com/x": "Amazon",
    "https://amzn.to/3abc": "Amazon",
    "https://www.ebay.co.uk/itm/1": "eBay",
    "https://www.bestbuy.com/site": "Best Buy",
    "https://notamazon.com/": "Notamazon",
    "https://amazon.com.evil.example/": "Evil",
    "https://www.example.com/": "Example",
    "https://www.example.co.uk/": "Example",
    "https://shop.example.com.au/x": "Example",
    "https://co.uk/": "Co",
    "https://example.co/": "Example",
    "https://tienda.example.gob.mx/": "Gob",
    "https://localhost/": "Localhost",
    "https://WWW.IKEA.COM./x": "Ikea",
    "http://example.com:8080/x?y#z": "Example",
    "https://example.com:/x": "Example",
    "https://bücher.example/": "Bücher",
    "https://www.übel.example/": "übel",
    "https://ÜBEL.example/": "Übel",
    "http://192.168.0.1/x": "192.168.0.1",
    "http://192.168.0.1.5/x": "1",
    "http://[2001:db8::1]:80/x": "2001:db8::1",
    "https://a..example/": "",
    "https://under_score.example/": "Under_score",
    f"https://{'x' * 150}.example/": "X" + 99 * "x",
    "https://shop@evil.example/": "",
    "https://@evil.example/": "",
    "https://evil.example\\@shop.example/": "",
    "https://shop.example /": "",
    "https://shop.example/\x07": "",
    "https://example.com:99999/": "",
    "https://example.com:port/": "",
    "ftp://example.com/": "",
    "//example.com/": "",
    "https:///x": "",
    "https://...": "",
    "example.com": "",
    "": "",
}
PHP = """
define( 'ABSPATH', '/' );
require $argv[1];
$converter = new Restart_Registry_Affiliate_Converter( array() );
foreach ( json_decode( stream_get_contents( STDIN ) ) as $url ) {
    $names[] = mb_substr( $converter->convert_url( $url )['retailer'], 0, 100 );
}
echo json_encode( $names );
"""
CONFIGS = """
define( 'ABSPATH', '/' );
require $argv[1];
echo json_encode( Restart_Registry_Affiliate_Converter::CONFIGS );
"""


def php(code: str, text: str = "") -> str:
    """Run PHP that finds the plugin's file in $argv[1]."""
    file = PLUGIN / "includes/gifts/class-restart-registry-affiliate-converter.php"
    command = ["php", "-d", "display_errors=stderr", "-r", code, "--", str(file)]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def named_by_the_plugin(urls: list[str]) -> list[str]:
    return list(json.loads(php(PHP, json.dumps(urls))))


def test_names_of_shops() -> None:
    assert {url: retailer_of(url) for url in NAMES} == NAMES


def test_the_plugin_gives_the_same_names() -> None:
    assert named_by_the_plugin(list(NAMES)) == list(NAMES.values())


def test_the_plugin_knows_the_same_shops() -> None:
    configs = json.loads(php(CONFIGS)).values()
    known = {c["name"]: tuple(c["domains"]) for c in configs if c["domains"]}

    assert known == KNOWN


@pytest.mark.stress
def test_the_plugin_names_any_shop_as_we_do() -> None:
    parts = ["www.", "shop.", "a-b.", "amazon", "ebay", "example", "xn--bcher-kva", "é"]
    ends = ["", ".", ".com", ".co.uk", ".com.au", ".co", ".org.de", ".museum"]
    chance = random.Random(5)  # noqa: S311 -- no secret
    urls = [
        "https://"
        + "".join(
            chance.choices([*parts, "1", "-", "_", ".", "Z"], k=chance.randint(1, 4))
        )
        + "".join(chance.choices(ends, k=2))
        + chance.choice(["", ":443", ":"])
        + chance.choice(["", "/", "/x", "?y", "#z", "/@"])
        for _ in range(rounds(short=2000, full=50_000))
    ]

    assert [retailer_of(url) for url in urls] == named_by_the_plugin(urls)


FILL = """
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
INSERT INTO items (name, url, quantity_needed, quantity_purchased, is_active, created_at, updated_at)
SELECT 'x', 'https://a.example/', 1, 0, true, '2026-11-21 00:00:00', '2026-11-21 00:00:00' FROM counter
"""


class BackfillRetailersTests(TestCase):
    def backfill(self, **options: object) -> str:
        out = io.StringIO()
        call_command("backfill_retailers", stdout=out, stderr=out, **options)
        return out.getvalue()

    def test_names_the_shops_of_items_that_have_none(self) -> None:
        kettle = make_item(712, url="https://www.etsy.com/listing/1")
        named = make_item(712, url="https://www.etsy.com/2", retailer="Ada's friend")
        nameless = make_item(None, url="")

        said = self.backfill()

        assert said == (
            "2 items without a retailer: 1 is named, the rest have no address that "
            "says a name.\n"
        )
        assert dict(Item.objects.values_list("pk", "retailer")) == {
            kettle.pk: "Etsy",
            named.pk: "Ada's friend",
            nameless.pk: None,
        }

    def test_nothing_else_changes_nor_does_its_time(self) -> None:
        make_item(712, price=Decimal("5.00"), is_active=False)
        before = Item.objects.values().get()

        self.backfill()

        assert Item.objects.values().get() == {**before, "retailer": "Shop"}

    def test_every_item_is_looked_at(self) -> None:
        Item.objects.bulk_create(
            [
                Item(name="x", url="" if n % 3 else "https://www.ikea.com/x")
                for n in range(3 * BATCH)
            ]
        )

        assert f"{3 * BATCH} items without a retailer: {BATCH} a" in self.backfill()

        assert Item.objects.filter(retailer="Ikea").count() == BATCH

    def test_no_read_is_long(self) -> None:
        """Among ten million items with a retailer, one without takes long to find."""
        make_item(712)

        with CaptureQueriesContext(connection) as queries:
            self.backfill()

        searches = [
            query["sql"]
            for query in queries
            if query["sql"].startswith("SELECT") and "IS NULL" in query["sql"]
        ]
        assert searches and all(" BETWEEN " in sql for sql in searches)

    def test_a_dry_run_writes_nothing(self) -> None:
        item = make_item(712)

        assert "1 would be named" in self.backfill(dry_run=True)

        item.refresh_from_db()
        assert item.retailer is None

    def test_run_again_it_takes_the_rest(self) -> None:
        make_item(712)
        self.backfill()
        lamp = make_item(712, url="https://www.light.example/")

        assert "1 item without a retailer: 1 is named" in self.backfill()

        lamp.refresh_from_db()
        assert lamp.retailer == "Light"


def test_after_ctrl_c_it_takes_the_rest(tmp_path: Path) -> None:
    backfill = CommandProgram(tmp_path, "backfill_retailers")
    backfill.database.query(FILL, 2500)

    with backfill.started() as process:
        backfill.wait_for("retailer = 'A'")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 130
    assert "Interrupted. What is written stays; run it again for the rest." in err
    assert "Traceback" not in err
    left = backfill.count("retailer IS NULL")
    assert 0 < left < 2500
    assert left % BATCH == 0
    assert f"{left} items without a retailer: {left} are named" in backfill.run()
