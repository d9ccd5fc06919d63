"""What a gift shows, and how its owner moves it."""

from __future__ import annotations

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site

ODD_NAME = "Mugs $& saucers, $$ 5 %2$d"


def test_a_price_claims_no_currency(
    somebody: Somebody, public_registry: Registry
) -> None:
    """Shops use many currencies; nobody has told us which one it is."""
    friend = somebody()
    friend.opens(public_registry.address)
    friend.sees("Price: 24.90", inside=friend.gift("Kettle"))
    assert "$" not in friend.main.inner_text()


def test_a_name_is_announced_as_it_is(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    path, ada = f"/registries/{public_registry.id}/items", somebody()
    item = {"name": ODD_NAME, "url": "https://www.example.com/mugs"}
    site.ask_api("POST", path, site.accounts["ada"], item)
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    ada.gift(ODD_NAME).get_by_role("button", name="Up").click()
    ada.sees(f"{ODD_NAME} is number 3 of 4 now.")
