"""What kind of post a registry is to WordPress."""

from __future__ import annotations

from tests.real.world import RealWorld

PLUGINS = """
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    return array_keys( get_plugins() + get_mu_plugins() );"""
TYPE = """
    $type = get_post_type_object( 'restart-registry' );
    return array( $type->public, $type->rest_base, $type->show_in_rest, $type->has_archive, $type->rewrite['slug'],
        $type->map_meta_cap, array_keys( get_all_post_type_supports( $type->name ) ) );"""
CAPABILITIES = (
    "return array_values( (array) get_post_type_object( 'restart-registry' )->cap );"
)
SUPPORTS = {"title", "editor", "excerpt", "author", "thumbnail", "custom-fields"}
ARCHIVED = """
    $status = get_post_status_object( 'restart-archived' );
    return array( $status->public, $status->publicly_queryable, $status->private, $status->exclude_from_search );"""


def test_the_type(world: RealWorld) -> None:
    *facts, supports = world.shell.run(TYPE)

    assert facts == [True, "restart-registry", True, "registry", "registry", True]
    assert set(supports) - {"autosave"} == SUPPORTS  # of WordPress 6.6 by itself


def test_it_has_rights_of_its_own(world: RealWorld) -> None:
    rights = set(world.shell.run(CAPABILITIES))

    of_others = {right for right in rights if "restart_registr" not in right}
    assert of_others == {"read"}
    assert {"read_restart_registry", "edit_others_restart_registries"} < rights


def test_the_archived_status_is_hidden_from_public_queries(world: RealWorld) -> None:
    public, queryable, private, hidden = world.shell.run(ARCHIVED)

    assert (public, queryable, private, hidden) == (False, False, False, True)


def test_it_is_one_plugin_and_nothing_is_copied(world: RealWorld) -> None:
    plugins = world.shell.run(PLUGINS)

    assert [name for name in plugins if "restart" in name] == [
        "restart-registry/restart-registry.php"
    ]
