"""The jobs that the site does after its answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.real.world import RealWorld

SECONDS = 30
RUN_AND_COUNT = """
    global $wpdb;
    do_action( 'restart_registry_jobs' );
    $jobs = "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'restart_registry_job_%'";
    return (int) $wpdb->get_var( $jobs ) + (int) (bool) get_transient( 'doing_cron' );"""


def finish(world: RealWorld) -> None:
    """Wait until no job waits, and no request is at one."""
    finish_by(lambda: world.shell.run(RUN_AND_COUNT))


def finish_by(run_and_count: Callable[[], Any]) -> None:
    deadline = time.monotonic() + SECONDS
    while int(run_and_count()):
        assert time.monotonic() < deadline, "a job is left"
        time.sleep(0.1)
