"""How somebody is logged in to a real WordPress without typing a password."""

from __future__ import annotations

COOKIES = """
    $until = time() + HOUR_IN_SECONDS;
    $token = WP_Session_Tokens::get_instance( $id )->create( $until );
    return array(
        LOGGED_IN_COOKIE => wp_generate_auth_cookie( $id, $until, 'logged_in', $token ),
        AUTH_COOKIE      => wp_generate_auth_cookie( $id, $until, 'auth', $token ),
    );"""
