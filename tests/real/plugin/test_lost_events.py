"""WordPress may lose an event when two processes write its list at once: nothing is lost with it."""

from __future__ import annotations

from typing import Any

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld

HOURLY = "restart_registry_hourly"
LOSES = f"wp_unschedule_hook( '{HOURLY}' );"
PLANNED = f"return array( wp_next_scheduled( '{HOURLY}' ) - time(), wp_get_schedule( '{HOURLY}' ) );"
JOB = f"""
    $heard = '';
    add_action( 'test_job', function ( $word ) use ( &$heard ) {{ $heard .= $word; }} );
    add_option( 'restart_registry_job_test', array( 'test_job', array( 'done' ) ), '', 'no' );
    do_action( '{HOURLY}' );
    do_action( '{HOURLY}' );
    return array( $heard, get_option( 'restart_registry_job_test' ) );"""
NEWS = f"""
    $digest = Restart_Registry_Owner_News::DIGEST;
    $before = _get_cron_array();
    add_user_meta( $id, 'restart_owner_news', 'bought 1 2 3' );
    wp_schedule_single_event( time() + 60, $digest, array( $id ) );
    _set_cron_array( $before ); // As another process does that read it before.
    $lost = wp_next_scheduled( $digest, array( $id ) );
    do_action( '{HOURLY}' );
    do_action( '{HOURLY}' );
    $times = array_filter( _get_cron_array(), fn( $events ) => isset( $events[ $digest ] ) );
    delete_user_meta( $id, 'restart_owner_news' );
    wp_unschedule_hook( $digest );
    return array( $lost, array_map( fn( $time ) => $time - time(), array_keys( $times ) ) );"""
NOBODY_WAITS = f"""
    do_action( '{HOURLY}' );
    return wp_next_scheduled( Restart_Registry_Owner_News::DIGEST, array( $id ) );"""


def run(world: RealWorld, code: str, name: str = "ada") -> Any:
    return world.shell.run(code, id=world.accounts[name].id)


def test_the_hourly_event_comes_back_with_the_next_request(
    world: RealWorld, visit: Visit
) -> None:
    world.shell.run(LOSES)

    assert visit("").page("/").status_code == 200

    seconds, schedule = world.shell.run(PLANNED)
    assert 0 < seconds <= 3600
    assert schedule == "hourly"


def test_a_job_without_an_event_is_done_once(world: RealWorld) -> None:
    assert world.shell.run(JOB) == ["done", False]


def test_news_without_an_event_are_sent_after_a_day(world: RealWorld) -> None:
    lost, (seconds,) = run(world, NEWS)

    assert lost is False
    assert 86_000 < seconds <= 86_400


def test_no_mail_is_planned_for_whoever_has_no_news(world: RealWorld) -> None:
    assert run(world, NOBODY_WAITS) is False
