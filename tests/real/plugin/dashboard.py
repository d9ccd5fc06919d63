"""What of the dashboard is ours, as WordPress itself lists it."""

from __future__ import annotations

import json
from typing import Any

from tests.real.world import RealWorld
from wordpress.local.wordpress.php_runtime import run_php

# As an administrator's request for a page of the dashboard begins.
LISTED = r"""
    define( 'WP_ADMIN', true );
    require getenv( 'WP_SITE' ) . '/wp-load.php';
    require ABSPATH . 'wp-admin/includes/admin.php';
    wp_set_current_user( get_users( array( 'role' => 'administrator' ) )[0]->ID );
    do_action( 'admin_menu', '' );
    ( new Restart_Registry_Settings() )->register();
    function is_ours( $function ): bool {
        $known = is_callable( $function ) ? new ReflectionFunction( Closure::fromCallable( $function ) ) : null;
        return (bool) preg_match( '#/(plugins/restart-registry|themes/therestart)/#', (string) $known?->getFileName() );
    }
    $hooks = array();
    foreach ( preg_grep( '/^(admin_post_|admin_action_|load-|post_action_|handle_bulk_actions-|wp_ajax_)/', array_keys( $GLOBALS['wp_filter'] ) ) as $hook ) {
        foreach ( array_merge( ...$GLOBALS['wp_filter'][ $hook ]->callbacks ) as $callback ) {
            if ( is_ours( $callback['function'] ) ) {
                $hooks[] = $hook;
            }
        }
    }
    $groups = array();
    foreach ( apply_filters( 'allowed_options', array() ) as $group => $options ) {
        if ( preg_grep( '/^restart/', $options ) ) {
            $groups[ $group ] = $options;
        }
    }
    $pages = array_column( $GLOBALS['submenu']['restart-registry'], 1, 2 ); // Without the list of registries, which is WordPress's own.
    echo json_encode( array( 'pages' => $pages, 'hooks' => $hooks, 'options' => $groups ) );"""
# With the cookie of a browser: whoever has that browser gets this nonce from a form of theirs.
NONCE = """
    $_COOKIE = $cookies;
    wp_set_current_user( $id );
    return wp_create_nonce( $action );"""


def listed(world: RealWorld) -> dict[str, Any]:
    """Our pages with the right that each takes, the groups of our settings, and what listens beside them."""
    local = world.wordpress.local
    found: dict[str, Any] = json.loads(
        run_php(LISTED, local.state, local.environment).splitlines()[-1]
    )
    return found
