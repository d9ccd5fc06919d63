"""A real WordPress with the bridge, and the people who use its settings page."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import requests

from tests.real.cookies import COOKIES
from tests.real.shell import Shell
from tests.real.wordpress import RealWordPress
from tests.real_bridge.page import Page

SETTINGS = "/wp-admin/options-general.php?page=restart-bridge"
POST = "/wp-admin/admin-post.php"
SECONDS = 60
BRIDGE = "restart-bridge/restart-bridge.php"
PLUGINS = "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
ACTIVATE = """
    $error = activate_plugin( $plugin );
    return is_wp_error( $error ) ? $error->get_error_message() : '';"""
DEACTIVATE = "deactivate_plugins( $plugin );"
UNINSTALL = "uninstall_plugin( $plugin );"
DUE = """
    wp_unschedule_hook( 'restart_bridge_sync_structure' );
    wp_schedule_event( time() - 1, 'daily', 'restart_bridge_sync_structure' );
    delete_transient( 'doing_cron' );"""
# All that a plugin can leave, but for what WordPress remembers for a while.
TRACES = r"""
    global $wpdb;
    $passwords = array();
    foreach ( get_users() as $user ) {
        $passwords[ $user->user_login ] = array_column( (array) $user->_application_passwords, 'uuid' );
    }
    return array(
        'tables'    => $wpdb->get_col( 'SHOW TABLES' ),
        'options'   => $wpdb->get_col(
            "SELECT option_name FROM {$wpdb->options} WHERE option_name NOT LIKE '%\_transient\_%' ORDER BY 1"
        ),
        'roles'     => get_option( 'wp_user_roles' ),
        'users'     => $wpdb->get_col( "SELECT user_login FROM {$wpdb->users} ORDER BY 1" ),
        'metadata'  => $wpdb->get_col( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%bridge%'" ),
        'passwords' => $passwords,
        'events'    => array_keys( array_merge( ...array_values( array_filter( _get_cron_array(), 'is_array' ) ) ) ),
    );"""
OPTIONS = r"""
    global $wpdb;
    $rows = $wpdb->get_results( "SELECT * FROM {$wpdb->options} WHERE option_name LIKE 'restart\\_bridge\\_%'" );
    return (object) array_column( $rows, 'option_value', 'option_name' );"""
FORGET = """
    $user = get_user_by( 'login', 'restart-bridge' );
    if ( $user ) {
        wp_delete_user( $user->ID );
    }
    $of_journal = array( 'restart_bridge_generation', 'restart_bridge_seeded' );
    array_map( 'delete_option', array_diff( Restart_Bridge_Options::ALL, $of_journal ) );
    wp_unschedule_hook( 'restart_bridge_sync_structure' );
    delete_metadata( 'user', 0, 'restart_bridge_outcome', '', true );"""


class BridgeSite:
    """`shell.run` runs PHP inside it; `forget` undoes a connection."""

    def __init__(self, wordpress: RealWordPress) -> None:
        self.wordpress, self.local = wordpress, wordpress.local
        self.url = wordpress.url
        self.accounts = wordpress.accounts
        self.before = self.traces()
        self.activate()
        self.shell = Shell(self.local)

    def activate(self) -> None:
        assert self.anew(PLUGINS + ACTIVATE, plugin=BRIDGE) == ""

    def deactivate(self) -> None:
        self.anew(PLUGINS + DEACTIVATE, plugin=BRIDGE)

    def uninstall(self) -> None:
        """Do what WordPress does before it deletes the files."""
        self.anew(PLUGINS + UNINSTALL, plugin=BRIDGE)

    def traces(self) -> dict[str, Any]:
        found: dict[str, Any] = self.anew(TRACES)
        return found

    def anew(self, code: str, **given: Any) -> Any:
        """Run it in a PHP that has loaded the plugins which are active now."""
        shell = Shell(self.local)
        try:
            return shell.run(code, **given)
        finally:
            shell.close()

    def forget(self) -> None:
        self.shell.run(FORGET)

    def options(self) -> dict[str, str]:
        """Return what is stored, without the first part of the names that all have."""
        found: dict[str, str] = self.shell.run(OPTIONS)
        return {
            name.removeprefix("restart_bridge_"): value for name, value in found.items()
        }

    def next_event(self) -> int:
        """Return when WP-Cron would send the structure, 0 for never."""
        code = "return (int) wp_next_scheduled( 'restart_bridge_sync_structure' );"
        return int(self.shell.run(code))

    def lets_a_day_pass(self) -> None:
        """Let WP-Cron find the daily event due."""
        self.shell.run(DUE)
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(f"{self.url}/wp-cron.php", timeout=SECONDS)
        assert answer.status_code == 200, answer.text

    def passwords(self, name: str = "restart-bridge") -> list[str]:
        """Return the ids of somebody's application passwords."""
        code = """
            $user = get_user_by( 'login', $name );
            return $user ? array_column( WP_Application_Passwords::get_user_application_passwords( $user->ID ), 'uuid' )
                : array();"""
        found: list[str] = self.shell.run(code, name=name)
        return found

    @contextlib.contextmanager
    def other_plugin(self, code: str) -> Iterator[None]:
        """Let this code run with every page."""
        path = self.local.site / "wp-content/mu-plugins/other.php"
        path.write_text(f"<?php {code}")
        try:
            yield
        finally:
            path.unlink()

    def account_id(self, name: str) -> int:
        """Return 0 for nobody."""
        return self.accounts[name].id if name else 0

    def set_option(self, name: str, value: str) -> None:
        self.shell.run("update_option( $name, $value );", name=name, value=value)


class Dashboard:
    """What somebody does with a browser that has no scripts."""

    def __init__(self, site: BridgeSite, id_: int) -> None:
        self.site, self.id = site, id_
        self.cookies: dict[str, str] = site.shell.run(COOKIES, id=id_) if id_ else {}
        self.pages: list[Page] = []

    def settings(self) -> Page:
        answer = self.send("GET", SETTINGS)
        assert answer.status_code == 200, answer.text
        self.pages.append(Page(answer.text))
        return self.pages[-1]

    def presses(self, button: str, **typed: str) -> Page:
        """Press it on the page as it is now, with these fields filled in; "" unticks a box."""
        form = self.settings().form(button)
        assert typed.keys() <= form.fields.keys() | form.boxes, typed
        fields = {**form.fields, **dict([form.buttons[button]]), **typed}
        answer = self.send("POST", POST, {k: v for k, v in fields.items() if v})
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"] == self.site.url + SETTINGS
        return self.settings()

    def connects(self, url: str, key: str, **typed: str) -> Page:
        fields = {"url": url, "email": "desk@example.test", "api_key": key}
        return self.presses("Connect", **{**fields, **typed})

    def send(
        self, method: str, path: str, fields: dict[str, Any] | None = None
    ) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self.site.url + path,
                data=fields,
                cookies=self.cookies,
                timeout=SECONDS,
                allow_redirects=False,
            )
