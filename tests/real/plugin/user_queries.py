"""How often a request asks the database for users: by more or fewer of them its time would tell who has an account."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from tests.real.world import RealWorld

HEADER = "X-Test-User-Queries"
COUNT = f"""<?php
/** Plugin Name: Says how often a request has asked for users. */
$tests_user_queries = 0;
add_filter(
	'query',
	function ( $query ) {{
		$GLOBALS['tests_user_queries'] += (int) str_contains( $query, $GLOBALS['wpdb']->users );
		return $query;
	}}
);
add_filter(
	'wp_redirect',
	function ( $location ) {{
		header( '{HEADER}: ' . $GLOBALS['tests_user_queries'] );
		return $location;
	}}
);
"""


@contextlib.contextmanager
def counted(world: RealWorld) -> Iterator[None]:
    """Each redirection says it in `HEADER`."""
    plugin = world.wordpress.local.site / "wp-content/mu-plugins/user-queries.php"
    plugin.write_text(COUNT)
    try:
        yield
    finally:
        plugin.unlink()
