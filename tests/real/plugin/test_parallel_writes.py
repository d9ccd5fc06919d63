"""Many writes of one registry at once, through WordPress's own route and ours."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real.plugin.visitors import ROUTE, Visit
from tests.real.world import RealWorld
from tests.stress import rounds

ROUNDS = rounds(short=4, full=40)
META = "/restart-registry/v1/registries/{}/meta"
ROWS = """
    global $wpdb;
    return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM $wpdb->postmeta WHERE post_id = %d AND meta_key = %s", $id, 'restart_item_ids' ) );"""

pytestmark = pytest.mark.stress


def all_at_once(visit: Visit, *writes: tuple[str, str, dict[str, str]]) -> None:
    """Each write has a writer, a path and a body."""

    def write(name: str, path: str, body: dict[str, str]) -> int:
        return visit(name).post(path, body).status_code

    with ThreadPoolExecutor(len(writes)) as pool:
        answers = [pool.submit(write, *one) for one in writes]
    assert {answer.result() for answer in answers} == {200}


def test_titles_and_statuses_do_not_undo_each_other(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = world.make_registry(status="publish")
    path = f"{ROUTE}/{registry_id}"

    for number in range(ROUNDS):
        status = ("private", "publish")[number % 2]
        title, story = f"Title {number}", f"Story {number}"
        all_at_once(
            visit,
            ("ada", path, {"status": status}),
            ("ada", path, {"title": title}),
            ("eve", path, {"content": story}),
        )
        now = world.post(registry_id)
        assert (now["status"], now["title"], now["content"]) == (status, title, story)


def test_the_meta_route_undoes_no_status(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry(status="publish")
    path, meta = f"{ROUTE}/{registry_id}", META.format(registry_id)

    for number in range(ROUNDS):
        status = ("private", "publish")[number % 2]
        lists = [{"restart_item_ids": f"[{number + 1},{n}]"} for n in (100, 200)]
        all_at_once(
            visit,
            ("ada", path, {"status": status}),
            *(("ada", meta, one) for one in lists),
        )
        assert world.post(registry_id)["status"] == status


def test_first_writes_at_once_leave_one_row(world: RealWorld, visit: Visit) -> None:
    """With two rows of one key WordPress would read the older one for ever."""
    for _ in range(ROUNDS):
        registry_id = world.make_registry()
        meta = META.format(registry_id)

        lists = [{"restart_item_ids": f"[{number}]"} for number in (1, 2, 3)]
        all_at_once(visit, *(("service", meta, one) for one in lists))

        assert world.shell.run(ROWS, id=registry_id) == 1
