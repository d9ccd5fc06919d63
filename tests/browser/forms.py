"""Every form that a browser without scripts posts to a page, with what it sends."""

from __future__ import annotations

from typing import Any

from tests.browser.actions import EVERYBODYS, ON_A_REGISTRY, ON_AN_ITEM, ON_ONES_OWN

# Of the running site: the plugin's actions, and the theme's forms.
KNOWN = """
    require getenv( 'WP_SITE' ) . '/wp-load.php';
    $known = array();
    foreach ( array_merge( ...$GLOBALS['wp_filter']['do_parse_request']->callbacks ) as $callback ) {
        $forms = is_array( $callback['function'] ) ? $callback['function'][0] : null;
        if ( $forms instanceof Restart_Registry_Posted_Forms ) {
            $set = ( new ReflectionProperty( $forms, 'actions' ) )->getValue( $forms )->set;
            $known[ $set->field ] = array_keys( ( new ReflectionProperty( $set, 'actions' ) )->getValue( $set ) );
        }
    }
    echo json_encode( $known );"""

PREFIX = "restart_registry_"
PLUGINS = {
    action.removeprefix(PREFIX): fields
    for action, fields in {**ON_A_REGISTRY, **ON_AN_ITEM, **ON_ONES_OWN}.items()
    if action.startswith(PREFIX) and action != "restart_registry_key"
}
GUESTS_TOO = {"mark_purchased", "undo_purchased"}
OF_A_REGISTRY = {
    action.removeprefix(PREFIX) for action in {**ON_A_REGISTRY, **ON_AN_ITEM}
}

# The theme's: the page where each stands, and what is typed.
Form = tuple[str, dict[str, Any]]
FOR_GUESTS: dict[str, Form] = {
    "log_in": ("/login/", {"log": "bob", "pwd": "bob’s password"}),
    "register": ("/register/", EVERYBODYS["restart_register"]),
}
FOR_MEMBERS: dict[str, Form] = {
    "update_profile": ("/my-account/", ON_ONES_OWN["restart_update_profile"]),
    "sign_out": ("/my-account/", {}),
    "start": ("/start-a-registry/", {"registry_title": "Another"}),
}
FOR_ALL: dict[str, Form] = {
    "contact_submit": ("/faq/", EVERYBODYS["restart_contact_submit"]),
}
THEMES = {**FOR_GUESTS, **FOR_MEMBERS, **FOR_ALL}
