"""The next page says what was done, and says it only to the person who did it."""

from __future__ import annotations

import pytest

from tests.real.plugin.visitors import Visit, Visitor, slug
from tests.real.world import RealWorld

AJAX = "/wp-admin/admin-ajax.php"
ARCHIVED = "Archived. Only you can see it now."
THANKS = "Your message is on its way"
NEWS = {
    "archive": ARCHIVED,
    "delete": "Deleted, with everything in it.",
    "restore": "Restored. It is private until you say otherwise.",
    "mark_purchased": "Thank you. It is marked as bought.",
}


@pytest.fixture
def registry_id(world: RealWorld) -> int:
    return world.make_registry(status="publish")


def archives(ada: Visitor, registry_id: int, page: str = "") -> str:
    """Return the address that she is sent to; `page` sends the form without scripts."""
    fresh = ada.send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    form = {"nonce": fresh["data"]["nonce"], "registry_id": str(registry_id)}
    if page:
        answer = ada.send_form(page, form | {"restart_registry_action": "archive"})
        assert answer.status_code == 303
        return answer.headers["Location"]
    answer = ada.send_form(AJAX, form | {"action": "restart_registry_archive"})
    return str(answer.json()["data"]["redirect"])


@pytest.mark.parametrize("by_script", [True, False])
def test_whoever_did_it_is_told(
    world: RealWorld, visit: Visit, registry_id: int, by_script: bool
) -> None:
    page = "" if by_script else f"/registry/{slug(world, registry_id)}/"

    address = archives(visit("ada"), registry_id, page)

    address = address.removeprefix(world.wordpress.url)
    assert ARCHIVED in visit("ada").page(address).text
    for name in ("eve", "ada"):  # somebody else, and another deed
        other = address if name == "eve" else address.replace("=archive", "=delete")
        answer = visit(name).page(other)
        assert answer.status_code == 200
        assert not any(news in answer.text for news in NEWS.values())


@pytest.mark.parametrize("name", ["ada", ""])
def test_a_link_tells_nothing(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    """Not even Ada sees it: somebody may have sent her that link."""
    page = f"/registry/{slug(world, registry_id)}/"

    for action, news in NEWS.items():
        for more in ("", "&restart_done_nonce=0123456789", "&restart_done_nonce[]=x"):
            answer = visit(name).page(f"{page}?restart_done={action}{more}")
            assert (answer.status_code, news in answer.text) == (200, False)


@pytest.mark.parametrize("name", ["ada", ""])
def test_a_link_thanks_nobody_for_a_form_of_the_theme(visit: Visit, name: str) -> None:
    for more in ("", "&restart_done_nonce=0123456789"):
        page = visit(name).page(f"/?restart_done=contact_submit{more}").text
        assert THANKS not in page


def test_whoever_wrote_to_us_is_thanked(visit: Visit) -> None:
    fresh = visit("").send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    form = {"restart_form": "contact_submit", "nonce": fresh["data"]["nonce"]}
    form |= {"contact_email": "gus@example.test", "message": "Hello"}
    answer = visit("").send_form("/faq/", form)
    assert answer.status_code == 303
    assert THANKS in visit("").page(answer.headers["Location"]).text
