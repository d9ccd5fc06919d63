"""Activating, deactivating and uninstalling, each of them once more than needed."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.real_bridge.recorded_backend import STATUS, RecordedBackend
from tests.real_bridge.site import (
    ACTIVATE,
    DEACTIVATE,
    PLUGINS,
    POST,
    BridgeSite,
    Dashboard,
)

REGISTRY = "restart-registry/restart-registry.php"
RIGHTS = {"read": True, "restart_bridge_read": True, "restart_bridge_write": True}
RIGHTS_OF = "return get_role( $name )->capabilities;"
WHAT = ("tables", "roles", "users", "metadata", "passwords")
SALT = re.compile(r"(secure_)?auth_(key|salt)|(logged_in|nonce)_(key|salt)")
BOTH = {"restart_bridge_read", "restart_bridge_write"}


def test_the_rights(site: BridgeSite) -> None:
    rights = {
        name: site.anew(RIGHTS_OF, name=name)
        for name in ("restart_bridge_service", "administrator", "editor")
    }

    assert rights["restart_bridge_service"] == RIGHTS
    assert rights["administrator"].keys() >= BOTH
    assert rights["editor"].keys() & BOTH == set()


def test_activated_twice_nothing_is_double(site: BridgeSite) -> None:
    before = site.traces()

    site.anew("do_action( $hook );", hook="activate_restart-bridge/restart-bridge.php")

    assert site.traces() == before


def test_a_role_that_was_given_more_is_put_right(site: BridgeSite) -> None:
    more = "get_role( 'restart_bridge_service' )->add_cap( 'manage_options' );"
    site.anew(more)

    site.anew("do_action( $hook );", hook="activate_restart-bridge/restart-bridge.php")

    assert site.anew(RIGHTS_OF, name="restart_bridge_service") == RIGHTS


def test_restart_registry_gives_it_no_registries(site: BridgeSite) -> None:
    """It gives five rights to every role there is, when it is activated."""
    site.anew(PLUGINS + DEACTIVATE, plugin=REGISTRY)
    assert site.anew(PLUGINS + ACTIVATE, plugin=REGISTRY) == ""

    assert site.anew(RIGHTS_OF, name="restart_bridge_service") == RIGHTS
    assert "edit_restart_registries" in site.anew(RIGHTS_OF, name="editor")


def test_it_works_without_restart_registry(
    site: BridgeSite, connected: Dashboard
) -> None:
    site.anew(PLUGINS + DEACTIVATE, plugin=REGISTRY)
    try:
        page = connected.presses("Sync structure now")
        assert "Structure sent: 2 post types, 2 taxonomies." in page
    finally:
        assert site.anew(PLUGINS + ACTIVATE, plugin=REGISTRY) == ""


def test_a_whole_network_is_refused(site: BridgeSite) -> None:
    hook = "activate_restart-bridge/restart-bridge.php"

    printed = site.local.php(f"do_action( '{hook}', true ); echo 'activated';")

    assert "can’t be activated for a whole network" in printed
    assert "activated" not in printed.split("</html>")[-1]


def test_deactivated_and_activated_again_it_is_still_connected(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    before = {**site.options(), "generation": "", "seeded": ""}

    site.deactivate()
    site.deactivate()
    assert site.next_event() == 0
    site.activate()
    site.activate()

    assert {**site.options(), "generation": "", "seeded": ""} == before
    assert site.next_event() > time.time()
    assert connected.settings().state == "ready"
    assert backend.asked == [STATUS]


def test_uninstalled_it_leaves_nothing(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    """But for a post that somebody gave to the account, which gets another author."""
    make = "return wp_insert_post( array( 'post_title' => 'Kept', 'post_author' => $id ) );"
    post = site.shell.run(make, id=int(site.options()["account_id"]))
    nonce = connected.settings().form("Connect").fields["_wpnonce"]
    fields = {"action": "restart_bridge_check", "_wpnonce": nonce}
    connected.send("POST", POST, fields)  # and the page is never looked at
    there = site.traces()
    assert there["metadata"]
    assert there["passwords"]["restart-bridge"]

    site.deactivate()
    site.uninstall()
    left = site.traces()
    author = site.anew(
        "$author = get_post( $id )->post_author; wp_delete_post( $id, true ); return $author;",
        id=post,
    )
    site.activate()

    assert {name for name in WHAT if left[name] != site.before[name]} == set()
    options = {
        name for name in added(site, left, "options") if not SALT.fullmatch(name)
    }
    assert options <= {"recently_activated"}
    events = added(site, left, "events") - {"delete_expired_transients"}
    assert {name for name in events if not name.startswith("wp_")} == set()
    assert author == str(site.account_id("eve"))


def added(site: BridgeSite, left: dict[str, Any], what: str) -> set[str]:
    """Return what was not there before; WordPress adds things of its own in the first minutes of a site."""
    return set(left[what]) - set(site.before[what])
