"""How often people may do something, even when they do all of it in the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld

AJAX = "/wp-admin/admin-ajax.php"
LIMIT, TRIES, AT_A_TIME = 20, 60, 16
MESSAGE = {
    "contact_email": "dora@example.test",
    "message": "Hello",
    "website": "only programs fill this in, so no mail is sent",
}

FAILS = """
    global $wpdb;
    $quiet = $wpdb->suppress_errors();
    $left  = $failures;
    $fail  = function ( $query ) use ( &$left, $kind ) {
        return str_starts_with( $query, $kind ) && str_contains( $query, 'restart_registry_uses' ) && $left-- > 0
            ? 'SELECT * FROM nothing_like_it' : $query;
    };
    add_filter( 'query', $fail );"""
TRIES_CONTACT = """
    $limit = new Restart_Registry_Rate_Limit();
    $tries = array_map( fn() => $limit->refusal( 'contact' )?->get_error_code(), range( 1, $times ) );"""
WORKS = """
    remove_filter( 'query', $fail );
    $wpdb->suppress_errors( $quiet );"""
LOSE_TABLE = (
    'global $wpdb; $wpdb->query( "DROP TABLE {$wpdb->prefix}restart_registry_uses" );'
)
IS_THERE = """
    global $wpdb;
    return array(
        (bool) $wpdb->get_var( "SHOW TABLES LIKE '{$wpdb->prefix}restart_registry_uses'" ),
        (bool) get_option( Restart_Registry_Options::USES_TABLE ),
    );"""
MAKE = "( new Restart_Registry_Uses() )->make_table();"


def tries(world: RealWorld, times: int, *, failures: int = 0) -> list[str | None]:
    """What the limiter says each time, while so many of its rows can't be written."""
    code = f"{FAILS} {TRIES_CONTACT} {WORKS} return $tries;"
    said: list[str | None] = world.shell.run(
        code, times=times, failures=failures, kind="INSERT"
    )
    return said


@pytest.fixture
def table(world: RealWorld) -> Iterator[None]:
    """It is there again afterwards."""
    yield
    world.shell.run(f"delete_option( Restart_Registry_Options::USES_TABLE ); {MAKE}")
    assert world.shell.run(IS_THERE) == [True, True]


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


def test_a_use_that_met_a_deadlock_counts(world: RealWorld) -> None:
    assert tries(world, 1, failures=1) == [None]

    assert tries(world, LIMIT) == [None] * (LIMIT - 1) + ["restart_too_many"]


def test_what_can_not_be_counted_is_refused(world: RealWorld) -> None:
    assert tries(world, 2, failures=99) == ["restart_too_many"] * 2

    assert tries(world, 1) == [None]


def test_a_lost_table_comes_back_and_limits_hold(world: RealWorld, table: None) -> None:
    """Backups of WordPress's own tables don't have it."""
    world.shell.run(LOSE_TABLE)

    assert tries(world, LIMIT + 1) == [None] * LIMIT + ["restart_too_many"]


def test_a_table_that_could_not_be_made_is_made_by_the_next_request(
    world: RealWorld, table: None
) -> None:
    world.shell.run(LOSE_TABLE)
    forget = "delete_option( Restart_Registry_Options::USES_TABLE );"

    world.shell.run(f"{FAILS} {forget} {MAKE} {WORKS}", kind="CREATE", failures=1)
    assert world.shell.run(IS_THERE) == [False, False]

    world.shell.run(MAKE)
    assert world.shell.run(IS_THERE) == [True, True]
