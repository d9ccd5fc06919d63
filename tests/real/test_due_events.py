"""WordPress's due events run as deploy/jobs runs them: no visitor has to come by."""

from __future__ import annotations

import time

from tests.real.wordpress import SECONDS, RealWordPress
from wordpress.local.folders import PROJECT
from wordpress.local.machine.processes import Program
from wordpress.local.wordpress.php_runtime import php_command

PREPARE = """
add_option( '_transient_timeout_old', time() - 60 );
add_option( '_transient_old', 'old' );
wp_schedule_single_event( time() - 1, 'delete_expired_transients' );
"""
IS_THERE = "echo get_option( '_transient_old' );"


def test_due_events_are_run_from_outside(wordpress: RealWordPress) -> None:
    wordpress.php(PREPARE)
    local = wordpress.local
    script = PROJECT / "deploy/jobs/every.sh"
    program = Program(
        "every.sh",
        [
            *("/bin/sh", str(script), "60"),
            *(*php_command(local.state / "php.log"), str(local.site / "wp-cron.php")),
        ],
        mark=local.state,
        log=local.state / "cron.log",
        environment={**local.environment},
    )
    deadline = time.monotonic() + SECONDS
    while wordpress.php(IS_THERE):
        assert time.monotonic() < deadline
    program.stop()

    assert (local.state / "cron.log").read_text() == ""
