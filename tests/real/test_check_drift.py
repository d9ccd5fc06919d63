"""`manage.py check_drift` against the real WordPress."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from items.models import Item, OutOfStepRegistry
from registries.gateway import every_registry
from registries.registry import STATUSES, Status
from tests.real.world import POST_TYPE, RealWorld
from tests.worlds import make_item
from wpclient.credentials import service_account

IDS = "restart_item_ids"
MAKE_MANY = """
    $made = array();
    for ( $i = 0; $i < $many; $i++ ) {
        $status = $statuses[ $i % count( $statuses ) ];
        $post   = array( 'post_type' => $type, 'post_author' => $author, 'post_status' => $status, 'post_title' => 'New' );
        if ( 'future' === $status ) {
            $post['post_date'] = '2099-01-01 00:00:00';
        }
        $made[] = wp_insert_post( $post, true );
    }
    return $made;"""
# Past our own code: what each registry names that isn't in the trash.
NAMED = """
    global $wpdb;
    return $wpdb->get_results( $wpdb->prepare(
        "SELECT p.ID AS id, m.meta_value AS ids FROM $wpdb->posts p
        LEFT JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = 'restart_item_ids'
        WHERE p.post_type = %s AND p.post_status NOT IN ( 'trash', 'auto-draft' )",
        $type
    ) );"""

pytestmark = pytest.mark.django_db


def check(**options: object) -> str:
    out = io.StringIO()
    call_command("check_drift", stdout=out, stderr=out, **options)
    return out.getvalue()


def fails(**options: object) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("check_drift", stdout=out, stderr=out, **options)
    return f"{out.getvalue()}{caught.value}"


def rows(said: str) -> set[tuple[str, str, str]]:
    """Return for each difference the registry, what differs, and what --fix does."""
    cells = [[cell for cell in line.split("  ") if cell] for line in said.splitlines()]
    return {
        (row[0].strip(), row[1].strip(), row[2].strip())
        for row in cells
        if row and row[0].strip().isdigit()
    }


def name(world: RealWorld, registry_id: int, item_ids: Iterable[int]) -> None:
    world.set_meta(registry_id, IDS, json.dumps(list(item_ids)))


def out_of_step(world: RealWorld) -> dict[int, list[int]]:
    """Return the registries that don't name exactly their active items, counted here independently."""
    found = {}
    for row in world.shell.run(NAMED, type=POST_TYPE):
        items = Item.objects.filter(registry_id=row["id"], is_active=True)
        named = json.loads(row["ids"] or "[]")
        if sorted(named) != sorted(items.values_list("id", flat=True)):
            found[int(row["id"])] = named
    return found


def test_every_status_is_read_page_by_page(world: RealWorld) -> None:
    statuses = [*STATUSES, "draft"]
    author = world.accounts["ada"].id
    made = world.shell.run(
        MAKE_MANY, many=120, statuses=statuses, type=POST_TYPE, author=author
    )
    world.set_status(made[-1], Status.TRASH)

    registries = list(every_registry(service_account()))

    assert [registry.id for registry in registries] == sorted(made)
    assert {registry.status for registry in registries} == {*STATUSES, Status.TRASH}
    assert "120 registries compared, 0 differ" in check()
    kettle = make_item(made[-2])
    assert rows(fails()) == {(str(made[-2]), "not named", "mends")}
    assert "1 differs: 1 mended, 0 left" in check(fix=True)
    assert world.meta(made[-2], IDS) == [kettle.pk]


def test_each_kind_is_found_and_mended_or_left(world: RealWorld) -> None:
    statuses = ("private", "publish", "draft", "restart-archived", "pending", "future")
    unnamed, unknown, inactive, repeated, foreign, impossible = (
        world.make_registry(status=status) for status in statuses
    )
    in_step, damaged, legacy, gone = (world.make_registry() for _ in range(4))
    ids = {registry_id: make_item(registry_id).pk for registry_id in (in_step, gone)}
    one, two, three = (make_item(unnamed).pk for _ in range(3))
    old = make_item(inactive, is_active=False).pk
    first, second = (make_item(repeated).pk for _ in range(2))
    ownerless = make_item(None).pk
    trashed = world.make_registry()
    make_item(damaged), make_item(trashed)
    name(world, in_step, [ids[in_step]])
    name(world, unnamed, [two, one])
    name(world, unknown, [999_999])
    name(world, inactive, [old])
    name(world, repeated, [second, first, second])
    name(world, foreign, [ids[in_step]])
    name(world, impossible, [0, -5, 2**63 - 1, 2**64 - 1])
    world.set_meta(damaged, IDS, f"[{10**30}, 1.5]")
    name(world, legacy, [ownerless])
    world.set_status(trashed, Status.TRASH)
    OutOfStepRegistry.objects.mark(gone)
    world.remove(gone)
    statuses_before = {id_: world.post(id_)["status"] for id_ in (unnamed, inactive)}

    found, said = rows(fails()), fails(fix=True)

    mends = {
        (unnamed, "not named"),
        (unknown, "no such item"),
        (inactive, "taken off"),
        (repeated, "named twice"),
        (foreign, "another registry's"),
        (impossible, "no such item"),
        (gone, "registry is gone"),
    }
    leaves = {
        (damaged, "damaged list"),
        (legacy, "no registry's"),
        (trashed, "in the trash"),
    }
    assert found == {(str(registry), what, "mends") for registry, what in mends} | {
        (str(registry), what, "leaves") for registry, what in leaves
    }
    assert "11 registries compared, 9 differ: 7 mended, 2 left." in said
    assert out_of_step(world) == {damaged: [10**30, 1.5], legacy: [ownerless]}
    assert world.meta(unnamed, IDS) == [two, one, three]
    assert world.meta(repeated, IDS) == [second, first]
    assert world.post(damaged)["meta"][IDS] == f"[{10**30}, 1.5]"
    assert not Item.objects.active().in_registry(gone).exists()
    assert Item.objects.active().in_registry(trashed).exists()
    assert not OutOfStepRegistry.objects.exists()
    assert {id_: world.post(id_)["status"] for id_ in statuses_before} == (
        statuses_before
    )
    again = rows(fails(fix=True))
    assert again == {(str(number), what, "leaves") for number, what in leaves}


def test_what_was_left_can_be_mended(world: RealWorld) -> None:
    world.make_registry()
    damaged, trashed = world.make_registry(meta={IDS: "{}"}), world.make_registry()
    kettle, lamp = make_item(damaged), make_item(trashed)
    world.set_status(trashed, Status.TRASH)
    assert "1 left" in fails(fix=True)

    world.set_meta(damaged, IDS, "[]")
    world.shell.run("wp_untrash_post( $id );", id=trashed)

    assert "2 mended, 0 left" in check(fix=True)
    assert (world.meta(damaged, IDS), world.meta(trashed, IDS)) == (
        [kettle.pk],
        [lamp.pk],
    )
    assert out_of_step(world) == {}


def test_wordpress_without_registries_takes_nothing_off(world: RealWorld) -> None:
    make_item(999_999)

    said = fails(fix=True)

    assert "gone, more than WordPress has. Nothing was changed." in said
    assert Item.objects.active().count() == 1


def test_wordpress_without_registries_and_we_without_items_are_in_step(
    world: RealWorld,
) -> None:
    assert "0 registries compared, 0 differ" in check(fix=True)


def test_a_stopped_wordpress_takes_nothing_off(world: RealWorld) -> None:
    registry_id = world.make_registry()
    make_item(registry_id), make_item(999_999)
    world.stop()

    assert "WordPress is not answering" in fails(fix=True)

    assert Item.objects.active().count() == 2
    world.start()
    assert "2 differ: 2 mended, 0 left" in check(fix=True)
    assert out_of_step(world) == {}


@pytest.mark.parametrize("who", ["wrong", "ada"])
def test_a_service_account_that_may_not_see_all(
    world: RealWorld, settings: Settings, who: str
) -> None:
    """Bob's private registry isn't gone because Ada may not read it."""
    world.make_registry()
    make_item(world.make_registry(owner="bob"))
    if who == "ada":
        settings.WP_BASIC_AUTH_USER = who
    settings.WP_BASIC_AUTH_PASSWORD = world.accounts["ada"].application_password

    said = fails(fix=True)

    assert "Nothing was changed." in said and "check_wordpress" in said
    assert Item.objects.active().count() == 1
