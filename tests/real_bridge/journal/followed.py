"""A real site as the backend follows it: questions to the bridge, and SQL that knows better."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from tests.real.shell import Shell
from tests.real_bridge.site import SECONDS, BridgeSite
from wordpress.local.accounts import Account

BRIDGE = "/restart-bridge/v1"
TYPES_PLUGIN = Path(__file__).with_name("types.php")
NOT_THERE = ("trash", "auto-draft", "inherit")
WITH_WORDS = ("publish", "future", "draft", "pending", "sold")
Key = tuple[str, str]  # kind and slug of a type
POST_TYPES = ("post", "page", "product", "restart-registry")
TAXONOMIES = ("category", "post_tag", "product_cat")
TYPES = (*(("post_type", each) for each in POST_TYPES), *(("taxonomy", each) for each in TAXONOMIES))  # fmt: skip

ACCOUNT = """
    $id = wp_insert_user(
        array( 'user_login' => $name, 'user_pass' => wp_generate_password(), 'role' => $role, 'user_email' => "$name@example.test" )
    );
    list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Tests' ) );
    return array( $id, $password );"""
FORGET = """
    foreach ( $names as $name ) {
        wp_delete_user( get_user_by( 'login', $name )->ID );
    }
    array_map( 'remove_role', array( 'tests_reader', 'tests_writer' ) );
    array_map( 'delete_option', array( 'restart_bridge_plugin_connection_enabled', 'restart_bridge_two_way_sync_enabled' ) );"""
# A journal that is new, without deactivating anything. Posts and terms are those of a new site.
AS_NEW = """
    global $wpdb;
    $wpdb->query( "DELETE FROM $wpdb->posts WHERE ID > $last_post" );
    $wpdb->query( "DELETE FROM $wpdb->postmeta WHERE post_id > $last_post" );
    $wpdb->query( "DELETE FROM $wpdb->term_relationships WHERE object_id > $last_post" );
    $wpdb->query( "DELETE FROM $wpdb->term_taxonomy WHERE term_id > $last_term" );
    $wpdb->query( "DELETE FROM $wpdb->terms WHERE term_id > $last_term" );
    Restart_Bridge_Journal::drop_table();
    Restart_Bridge_Journal::create_table();
    Restart_Bridge_Seeder::start_anew();
    array_map( 'delete_option', array( 'restart_bridge_journal_gap' ) );
    update_option( 'restart_bridge_plugin_connection_enabled', '1' );
    update_option( 'restart_bridge_two_way_sync_enabled', '1' );"""
ROWS = """
    global $wpdb;
    return $wpdb->get_results( $query, ARRAY_A );"""
POSTS = """
    SELECT ID AS id, post_status AS status, post_title AS title, post_name AS slug, post_password AS password,
        post_date_gmt AS published_at, post_modified_gmt AS modified_at
    FROM wp_posts WHERE post_type = '{}'"""
TERMS = """
    SELECT terms.term_id AS id, name AS title, slug
    FROM wp_terms AS terms JOIN wp_term_taxonomy USING ( term_id ) WHERE taxonomy = '{}'"""


class Followed:
    """The site with the bridge, the backend's account "service" and a shop's types."""

    def __init__(self, site: BridgeSite) -> None:
        self.site = site
        self._types = site.local.site / "wp-content" / "mu-plugins" / "tests-types.php"
        shutil.copy(TYPES_PLUGIN, self._types)
        self.shell = Shell(site.local)
        self.accounts = {**site.accounts}
        self.add_account("service", "restart_bridge_service")
        last = self.sql("SELECT MAX(ID) AS post, (SELECT MAX(term_id) FROM wp_terms) AS term FROM wp_posts")  # fmt: skip
        self._last = {"last_post": last[0]["post"], "last_term": last[0]["term"]}

    def add_account(self, name: str, role: str) -> Account:
        id_, password = self.shell.run(ACCOUNT, name=name, role=role)
        account = Account(id_, name, f"{name}@example.test", "", password)
        self.accounts[name] = account
        return account

    def as_new(self) -> None:
        self.shell.run(AS_NEW, **self._last)

    def close(self) -> None:
        """Leave the site as it was."""
        self.as_new()
        self.shell.run(FORGET, names=[*self.accounts.keys() - self.site.accounts])
        self.shell.close()
        self._types.unlink()

    @contextlib.contextmanager
    def new_shell(self) -> Iterator[Shell]:
        """Another PHP, with a connection to the database of its own."""
        shell = Shell(self.site.local)
        try:
            yield shell
        finally:
            shell.close()

    @contextlib.contextmanager
    def plugin(self, code: str) -> Iterator[None]:
        """Meanwhile the site has one more plugin."""
        file = self._types.with_name("tests-meanwhile.php")
        file.write_text(code)
        try:
            yield
        finally:
            file.unlink()

    @contextlib.contextmanager
    def without_bridge(self) -> Iterator[Shell]:
        """Meanwhile the plugin is deactivated."""
        self.site.deactivate()
        try:
            with self.new_shell() as shell:
                yield shell
        finally:
            self.site.activate()

    @contextlib.contextmanager
    def without_types(self) -> Iterator[Shell]:
        """Meanwhile nobody registers the shop's types."""
        self._types.unlink()
        try:
            with self.new_shell() as shell:
                yield shell
        finally:
            shutil.copy(TYPES_PLUGIN, self._types)

    # Questions

    def ask(
        self,
        method: str,
        path: str,
        values: dict[str, Any] | None = None,
        name: str = "service",
    ) -> requests.Response:
        """`path` is one of the bridge, `name` "" a guest."""
        account = self.accounts[name] if name else None
        given: dict[str, Any] = {"params" if method == "GET" else "json": values}
        return self.site.wordpress.request(method, BRIDGE + path, account, **given)

    def get(self, path: str, **query: Any) -> Any:
        named = {name.rstrip("_"): value for name, value in query.items()}
        answer = self.ask("GET", path, named)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def changes(self, kind: str, type_: str, **query: Any) -> Any:
        return self.get("/changes", kind=kind, type=type_, **query)

    def heads(self) -> dict[str, dict[str, int]]:
        heads: dict[str, dict[str, int]] = self.get("/status")["heads"]
        return heads

    def send(self, path: str, body: bytes) -> requests.Response:
        """Post what may be no JSON."""
        headers = {
            "Authorization": self.accounts["service"].authorization,
            "Content-Type": "application/json",
        }
        url = f"{self.site.url}/wp-json{BRIDGE}{path}"
        return requests.post(url, body, headers=headers, timeout=SECONDS)

    # What is so

    def sql(self, query: str) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = self.shell.run(ROWS, query=query)
        return rows

    def truth(self, kind: str, type_: str) -> dict[int, dict[str, Any]]:
        """Return what the backend should hold of a type, by SQL and by the rules of the contract."""
        if kind == "taxonomy":
            terms = self.sql(TERMS.format(type_))
            return {int(term["id"]): described(term, "publish") for term in terms}
        posts = self.sql(POSTS.format(type_))
        return {
            int(post["id"]): described(
                post, post["status"], has_words=has_words(post, type_)
            )
            for post in posts
            if post["status"] not in NOT_THERE
        }


def has_words(post: dict[str, str], type_: str) -> bool:
    return (
        post["status"] in WITH_WORDS
        and not post["password"]
        and type_ != "restart-registry"
    )


def described(
    columns: dict[str, str], status: str, *, has_words: bool = True
) -> dict[str, Any]:
    return {
        "id": int(columns["id"]),
        "status": status,
        "title": columns["title"][:500] if has_words else None,
        "slug": columns["slug"] if has_words else None,
        "published_at": moment(columns.get("published_at")),
        "modified_at": moment(columns.get("modified_at")),
    }


def moment(stored: str | None) -> str | None:
    if stored is None or stored.startswith("0000"):
        return None
    return stored.replace(" ", "T") + "Z"
