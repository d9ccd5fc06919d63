"""Registries from before addresses were random: the private ones get another, and the old one tells nobody."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.real.plugin.visitors import Visit, at_once, slug
from tests.real.world import RealWorld

OLD = "hiding-at-elm-street-5-graz"
RANDOM = re.compile(r"r[0-9a-f]{20}")
AS_BEFORE = """
    global $wpdb;
    $wpdb->update( $wpdb->posts, array( 'post_name' => $slug, 'guid' => "http://example.test/registry/$slug/" ), array( 'ID' => $id ) );
    add_post_meta( $id, '_wp_old_slug', "$slug-once" );
    clean_post_cache( $id );
    delete_option( 'restart_registry_addresses' );"""
STORED = """
    global $wpdb;
    $post = $wpdb->get_row( $wpdb->prepare( "SELECT post_name, guid FROM $wpdb->posts WHERE ID = %d", $id ), ARRAY_N );
    return array( ...$post, get_post_meta( $id, '_wp_old_slug' ), get_option( 'restart_registry_addresses' ) );"""
MANY = """
    global $wpdb;
    foreach ( range( 1, $count ) as $number ) {
        $post = array( 'post_type' => 'restart-registry', 'post_status' => 'private', 'post_author' => $author,
            'post_title' => "Old $number", 'post_name' => "old-$number", 'guid' => "http://example.test/old-$number/" );
        $wpdb->insert( $wpdb->posts, $post );
    }
    delete_option( 'restart_registry_addresses' );"""
LEFT = """
    global $wpdb;
    return array(
        get_option( 'restart_registry_addresses' ),
        (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'restart-registry' AND ( post_name LIKE 'old-%' OR guid LIKE '%old-%' )" ),
        (int) $wpdb->get_var( "SELECT COUNT(DISTINCT post_name) FROM $wpdb->posts WHERE post_type = 'restart-registry'" ),
        (int) $wpdb->get_var( "SELECT COUNT(DISTINCT meta_value) FROM $wpdb->postmeta WHERE meta_key = '_restart_former_address'" ),
    );"""


def from_before(world: RealWorld, status: str, name: str = OLD) -> int:
    """A registry as an older version of the plugin made it; Bob is invited."""
    registry_id = world.invited(status)
    world.shell.run(AS_BEFORE, id=registry_id, slug=name)
    return registry_id


def upgrade(visit: Visit) -> None:
    assert visit("").page("/").status_code == 200


def told(answer: requests.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.headers.get("Location")


@pytest.mark.parametrize("status", ["private", "draft", "restart-archived", "trash"])
def test_hidden_ones_get_an_address_at_random(
    world: RealWorld, visit: Visit, status: str
) -> None:
    name = f"{OLD}__trashed" if status == "trash" else OLD
    registry_id = from_before(world, status, name)

    upgrade(visit)

    new, guid, old_slugs, state = world.shell.run(STORED, id=registry_id)
    assert RANDOM.fullmatch(new)
    assert OLD not in guid and guid.endswith(f"p={registry_id}")
    assert (old_slugs, state) == ([], "done")


def test_public_ones_keep_theirs_and_lose_the_traces(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = from_before(world, "publish")

    upgrade(visit)

    new, guid, old_slugs, _ = world.shell.run(STORED, id=registry_id)
    assert (new, old_slugs) == (OLD, [])
    assert OLD not in guid
    assert visit("").page(f"/registry/{OLD}/").status_code == 200


def test_the_old_address_leads_on_those_who_may_see_it(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = from_before(world, "private")
    upgrade(visit)
    now = f"{world.wordpress.url}/registry/{slug(world, registry_id)}/"

    for name in ("ada", "bob", "eve"):
        assert told(visit(name).page(f"/registry/{OLD}/")) == (302, now), name
        shared = visit(name).page(f"/find-a-registry/?registry={OLD}")
        assert shared.status_code == 200, name


def test_to_others_it_was_never_there(world: RealWorld, visit: Visit) -> None:
    from_before(world, "private")
    upgrade(visit)

    for name in ("", "carol"):
        for path in ("/registry/{}/", "/find-a-registry/?registry={}"):
            hidden = visit(name).page(path.format(OLD))
            made_up = visit(name).page(path.format("nachtigall"))
            assert told(hidden) == told(made_up) == (404, None)
            assert hidden.text.replace(OLD, "nachtigall") == made_up.text


def test_twice_is_once(world: RealWorld, visit: Visit) -> None:
    registry_id = from_before(world, "private")
    upgrade(visit)
    before = slug(world, registry_id)

    world.shell.run("delete_option( 'restart_registry_addresses' );")
    upgrade(visit)

    assert slug(world, registry_id) == before
    assert told(visit("ada").page(f"/registry/{OLD}/"))[0] == 302


def test_many_are_done_by_many_requests_at_once(world: RealWorld, visit: Visit) -> None:
    world.shell.run(MANY, count=450, author=world.accounts["ada"].id)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: upgrade(visit), range(24)))

    assert world.shell.run(LEFT) == ["done", 0, 450, 450]


def test_it_goes_on_where_it_ended(world: RealWorld, visit: Visit) -> None:
    world.shell.run(MANY, count=150, author=world.accounts["ada"].id)

    upgrade(visit)
    state, left, *_ = world.shell.run(LEFT)
    assert state.isdigit() and left == 50

    at_once(visit("").page, ["/", "/?again"])
    assert world.shell.run(LEFT)[:2] == ["done", 0]
