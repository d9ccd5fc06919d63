"""How often people may do something, even when they do all of it in the same moment."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld

AJAX = "/wp-admin/admin-ajax.php"
LIMIT, TRIES, AT_A_TIME = 20, 60, 16
MESSAGE = {
    "contact_email": "dora@example.test",
    "message": "Hello",
    "website": "only programs fill this in, so no mail is sent",
}


def test_many_at_once_do_not_get_past_it(world: RealWorld, visit: Visit) -> None:
    world.add_account("dora")
    dora = visit("dora")
    fresh = dora.send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    form = {"action": "restart_contact_submit", "nonce": fresh["data"]["nonce"]}

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        tries = [
            pool.submit(dora.send_form, AJAX, form | MESSAGE) for _ in range(TRIES)
        ]
    answers = Counter(one.result().status_code for one in tries)

    assert answers == {200: LIMIT, 429: TRIES - LIMIT}
