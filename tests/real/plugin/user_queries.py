"""How often a request asks the database for users.

More or fewer of these queries would tell by the time they take who has an account.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from tests.real.world import RealWorld

SECONDS = 30
COUNT = """<?php
/** Plugin Name: Writes down how often a posted form has asked for users, until its connection closes. */
if ( 'POST' === $_SERVER['REQUEST_METHOD'] && ! str_contains( $_SERVER['REQUEST_URI'], 'wp-cron' ) ) {
	$tests_user_queries = 0;
	add_filter(
		'query',
		function ( $query ) {
			$GLOBALS['tests_user_queries'] += (int) str_contains( $query, $GLOBALS['wpdb']->users );
			return $query;
		}
	);
	register_shutdown_function( fn() => register_shutdown_function( fn() => register_shutdown_function(
		fn() => file_put_contents( __DIR__ . '/user-queries.txt', "$GLOBALS[tests_user_queries]\\n", FILE_APPEND )
	) ) );
}
"""


@contextlib.contextmanager
def counted(world: RealWorld) -> Iterator[Callable[[int], list[int]]]:
    """Return a function that waits for so many forms, and returns the count of each."""
    plugins = world.wordpress.local.site / "wp-content" / "mu-plugins"
    plugin, counts = plugins / "user-queries.php", plugins / "user-queries.txt"
    plugin.write_text(COUNT)

    def written(number: int) -> list[int]:
        deadline = time.monotonic() + SECONDS
        while len(lines := counts.read_text().split()) < number:
            assert time.monotonic() < deadline, lines
            time.sleep(0.1)
        return [int(line) for line in lines]

    try:
        yield written
    finally:
        plugin.unlink()
        counts.unlink(missing_ok=True)
