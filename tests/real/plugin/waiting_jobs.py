"""The jobs that the site does after its answers."""

from __future__ import annotations

import time

from tests.real.world import RealWorld

SECONDS = 30
RUN_AND_COUNT = """
    global $wpdb;
    do_action( 'restart_registry_jobs' );
    $jobs = "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'restart_registry_job_%'";
    return (int) $wpdb->get_var( $jobs ) + (int) (bool) get_transient( 'doing_cron' );"""


def finish(world: RealWorld) -> None:
    """Wait until no job waits, and no request is at one."""
    deadline = time.monotonic() + SECONDS
    while world.shell.run(RUN_AND_COUNT):
        assert time.monotonic() < deadline, "a job is left"
        time.sleep(0.1)
