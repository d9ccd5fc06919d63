"""The seed's shop: a real WordPress with three types, 500 posts and their terms."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.real.shell import Shell
from tests.real.wordpress import RealWordPress
from tests.real_bridge.site import BridgeSite
from tests.sites import SITES, new_site
from wordpress.local.machine.ports import free_port
from wordpress.local.wordpress.site import LocalWordPress

TYPES = Path(__file__).with_name("shop.php")
POSTS = {"post": 388, "page": 45, "product": 67}
TERMS = {"category": 12, "post_tag": 89, "product_cat": 15}
LABELS = {
    "post": "Posts",
    "page": "Pages",
    "product": "Products",
    "category": "Categories",
    "post_tag": "Tags",
    "product_cat": "Product categories",
}
FILL = """
    wp_defer_term_counting( true );
    foreach ( $terms as $taxonomy => $number ) {
        for ( $i = count( get_terms( array( 'taxonomy' => $taxonomy, 'hide_empty' => false ) ) ); $i < $number; $i++ ) {
            wp_insert_term( "$taxonomy $i", $taxonomy );
        }
    }
    foreach ( $posts as $type => $number ) {
        for ( $i = count( get_posts( array( 'post_type' => $type, 'post_status' => 'any', 'numberposts' => -1 ) ) ); $i < $number; $i++ ) {
            $post = array( 'post_type' => $type, 'post_title' => "$type $i", 'post_status' => 'publish' );
            wp_insert_post( $post );
        }
    }"""
COUNT_POSTS = """
    global $wpdb;
    $rows = $wpdb->get_results(
        "SELECT post_type, COUNT(*) AS number FROM {$wpdb->posts}
        WHERE post_status NOT IN ('trash', 'auto-draft', 'inherit') GROUP BY post_type"
    );
    return (object) array_map( 'intval', array_column( $rows, 'number', 'post_type' ) );"""
COUNT_TERMS = """
    global $wpdb;
    $rows = $wpdb->get_results( "SELECT taxonomy, COUNT(*) AS number FROM {$wpdb->term_taxonomy} GROUP BY taxonomy" );
    return (object) array_map( 'intval', array_column( $rows, 'number', 'taxonomy' ) );"""


class Shop(BridgeSite):
    def __init__(self, local: LocalWordPress) -> None:
        shutil.copy(TYPES, local.site / "wp-content/mu-plugins")
        super().__init__(RealWordPress(local))
        self.cookies: dict[str, Any] = {}

    def fill(self) -> None:
        self.shell.run(FILL, posts=POSTS, terms=TERMS)

    def counts(self) -> dict[str, int]:
        """Count what there is of each type, by SQL."""
        found = {**self.shell.run(COUNT_POSTS), **self.shell.run(COUNT_TERMS)}
        return {slug: found[slug] for slug in LABELS}

    @contextlib.contextmanager
    def copied(self) -> Iterator[Shop]:
        """Copy files and database to another address, as hosts make staging copies."""
        self.shell.close()
        self.local.stop()
        state = Path(tempfile.mkdtemp(prefix="copy-", dir=SITES)) / "site"
        shutil.copytree(self.local.state, state, symlinks=True)
        copy = LocalWordPress(state, free_port(), self.local.suite, block_external=True)
        try:
            self.local.start()
            self.shell = Shell(self.local)
            copy.start()
            shop = Shop(copy)
            yield shop
            shop.shell.close()
        finally:
            copy.stop()
            shutil.rmtree(state.parent, ignore_errors=True)


@contextlib.contextmanager
def filled_shop() -> Iterator[Shop]:
    """Start a new one; it is gone afterwards."""
    local = new_site(os.environ.get("WP_SUITE") or "trixie")
    try:
        shop = Shop(local)
        shop.fill()
        yield shop
        shop.shell.close()
    finally:
        local.stop()
        shutil.rmtree(local.state, ignore_errors=True)
