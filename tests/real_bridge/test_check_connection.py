"""Check connection looks at both ends."""

from __future__ import annotations

from tests.real_bridge.recorded_backend import STATUS, RecordedBackend, failure, success
from tests.real_bridge.site import BridgeSite, Dashboard


def test_all_is_well(connected: Dashboard, backend: RecordedBackend) -> None:
    page = connected.presses("Check connection")

    assert page.steps() == [
        "✓ The account can be used",
        "✓ The backend answers and takes the key",
    ]
    assert page.text.count("All is well.") == 3  # above, in the step, and as the state
    assert backend.asked == [STATUS] * 3


def test_what_the_backend_found_is_shown_with_its_hint(
    connected: Dashboard, backend: RecordedBackend
) -> None:
    check = {"name": "password_accepted", "ok": False, "hint": "Was it revoked?"}
    answer = success(state="revoked", sentence="Connect again.", checks=[check])
    backend.says(STATUS, answer)

    page = connected.presses("Check connection")

    assert "✗ The password is accepted Was it revoked?" in page


def test_an_account_without_its_right_is_named(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    demote = "get_user_by( 'login', 'restart-bridge' )->set_role( 'subscriber' );"
    site.shell.run(demote)

    page = connected.presses("Check connection")

    assert "✗ The account can be used" in page.steps()
    assert "Give it the role “Restart Bridge service”." in page
    site.shell.run(demote.replace("subscriber", "restart_bridge_service"))


def test_an_account_that_was_deleted_is_missed(
    site: BridgeSite, connected: Dashboard
) -> None:
    site.shell.run("Restart_Bridge_Account::delete();")

    assert "The account is not there any more." in connected.presses("Check connection")


def test_a_dead_key_is_said(connected: Dashboard, backend: RecordedBackend) -> None:
    backend.says(STATUS, failure(401, "Failed to connect", "The key was revoked."))

    page = connected.presses("Check connection")

    assert page.steps()[-1] == "✗ The backend answers and takes the key"
    assert page.text.startswith(
        "Restart Bridge Failed to connect: The key was revoked."
    )
