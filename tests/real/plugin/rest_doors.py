"""Every door of WordPress's REST API to registries and people, and how it refuses those who may not enter."""

from __future__ import annotations

from typing import NamedTuple

# Our own routes, and those of WordPress's own that have to do with registries or people.
ROUTES = r"""
    $found = array();
    foreach ( rest_get_server()->get_routes() as $route => $handlers ) {
        if ( ! preg_match( '#^/(restart-registry\b|wp/v2/(restart-registry|users)\b)#', $route ) ) {
            continue;
        }
        foreach ( $handlers as $handler ) {
            foreach ( array_keys( array_filter( $handler['methods'] ) ) as $method ) {
                $found[] = "$method $route";
            }
        }
    }
    return $found;"""
UNKNOWN = "rest_post_invalid_id"  # to guests it was never there
WRITING = ("POST", "PUT", "PATCH")


class Door(NamedTuple):
    """The code of a 403 for members; of a 401, or of a 404 that is named, for guests."""

    code: str
    guests: str = ""
    is_for_bob: bool = False
    is_for_members: bool = False

    def refusal(self, name: str) -> tuple[int, str] | None:
        if not name:
            unseen = self.guests in (UNKNOWN, "rest_post_invalid_parent")
            unseen = unseen or self.guests == "rest_user_invalid_id"
            return (404 if unseen else 401), self.guests or self.code
        may = self.is_for_members or (self.is_for_bob and name == "bob")
        return None if may else (403, self.code)


OURS, TYPE = "/restart-registry/v1", "/wp/v2/restart-registry"
ONE, USERS = rf"{TYPE}/(?P<id>[\d]+)", "/wp/v2/users"
AUTOSAVE = rf"{TYPE}/(?P<parent>[\d]+)/autosaves/(?P<id>[\d]+)"
KEYS = rf"{USERS}/(?P<user_id>(?:[\d]+|me))/application-passwords"
KEY, PROBE = rf"{KEYS}/(?P<uuid>[\w\-]+)", f"{KEYS}/introspect"
NO_KEYS = "rest_cannot_{}_application_password{}"
# What these list is asked for in the tests of people and of private registries.
LISTS = {f"GET {OURS}", f"GET {TYPE}", f"GET {USERS}"}
DOORS = {
    rf"POST {OURS}/registries/(?P<id>\d+)/meta": Door("rest_cannot_edit", UNKNOWN),
    rf"GET {OURS}/staff/(?P<id>\d+)": Door("rest_forbidden"),
    f"GET {OURS}/creations": Door("rest_forbidden", is_for_members=True),
    f"GET {OURS}/site-health/authorization": Door("rest_forbidden"),
    f"GET {OURS}/site-health/connection": Door("rest_forbidden"),
    f"POST {TYPE}": Door("rest_cannot_create", is_for_members=True),
    f"GET {ONE}": Door("rest_forbidden", UNKNOWN, is_for_bob=True),
    **{f"{method} {ONE}": Door("rest_cannot_edit", UNKNOWN) for method in WRITING},
    f"DELETE {ONE}": Door("rest_cannot_delete", UNKNOWN),
    f"GET {ONE}/autosaves": Door("rest_cannot_read", "rest_post_invalid_parent"),
    f"POST {ONE}/autosaves": Door("rest_cannot_edit", UNKNOWN),
    f"GET {AUTOSAVE}": Door("rest_cannot_read", "rest_post_invalid_parent"),
    f"POST {USERS}": Door("rest_cannot_create_user"),
    rf"GET {USERS}/(?P<id>[\d]+)": Door("rest_user_cannot_view"),
    **{
        rf"{method} {USERS}/(?P<id>[\d]+)": Door("rest_cannot_edit")
        for method in WRITING
    },
    rf"DELETE {USERS}/(?P<id>[\d]+)": Door("rest_user_cannot_delete"),
    f"GET {USERS}/me": Door("rest_not_logged_in", is_for_members=True),
    **{
        f"{method} {USERS}/me": Door("restart_own_account", "rest_user_invalid_id")
        for method in WRITING
    },
    f"DELETE {USERS}/me": Door("restart_own_account", "rest_user_invalid_id"),
    f"GET {KEYS}": Door(NO_KEYS.format("list", "s")),
    f"POST {KEYS}": Door(NO_KEYS.format("create", "s")),
    f"DELETE {KEYS}": Door(NO_KEYS.format("delete", "s")),
    f"GET {PROBE}": Door(
        "rest_cannot_introspect_app_password_for_non_authenticated_user"
    ),
    f"GET {KEY}": Door(NO_KEYS.format("read", "")),
    **{f"{method} {KEY}": Door(NO_KEYS.format("edit", "")) for method in WRITING},
    f"DELETE {KEY}": Door(NO_KEYS.format("delete", "")),
}
