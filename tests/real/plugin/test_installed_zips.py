"""The zips that `make plugin-zip` and `make theme-pack` make, as somebody uploads them to their WordPress."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.plugin.visitors import Visit, slug
from tests.real.wordpress import RealWordPress
from tests.real.world import RealWorld
from tests.releases.repository import Repository
from wordpress.local.folders import PLUGIN, THEME
from wordpress.local.wordpress.site_files import make_site_files

ADMIN = """
    foreach ( array( 'file', 'misc', 'plugin', 'theme', 'class-wp-upgrader' ) as $file ) {
        require_once ABSPATH . "wp-admin/includes/$file.php";
    }
    $plugin = 'restart-registry/restart-registry.php';"""
OFF = "deactivate_plugins( $plugin ); switch_theme( WP_DEFAULT_THEME );"
ON = "activate_plugin( $plugin ); switch_theme( 'therestart' );"
INSTALL = """
    $results = array();
    foreach ( array( 'Plugin_Upgrader' => '%s', 'Theme_Upgrader' => '%s' ) as $upgrader => $zip ) {
        $upgrader  = new $upgrader( new Automatic_Upgrader_Skin() );
        $done      = $upgrader->install( $zip, array( 'overwrite_package' => true ) );
        $results[] = true === $done ? 'installed' : implode( ' ', $upgrader->skin->get_upgrade_messages() );
    }
    echo json_encode( $results );"""
STATE = """
    echo json_encode( array(
        'active'   => is_plugin_active( $plugin ),
        'plugin'   => get_plugin_data( WP_PLUGIN_DIR . "/$plugin" )['Version'],
        'constant' => RESTART_REGISTRY_VERSION,
        'file'     => RESTART_REGISTRY_FILE,
        'theme'    => wp_get_theme()->get( 'Version' ),
        'errors'   => wp_get_theme()->errors(),
    ) );"""


@pytest.fixture
def bare(world: RealWorld) -> Iterator[RealWordPress]:
    """A WordPress whose links to our plugin and theme are gone: an upgrader would empty what they lead to."""
    wordpress, content = world.wordpress, world.wordpress.local.site / "wp-content"
    places = [content / "plugins" / PLUGIN.name, content / "themes" / THEME.name]
    wordpress.php(ADMIN + OFF)
    with wordpress.stopped():  # it would remember for minutes where the links led
        for place in places:
            place.unlink()
    yield wordpress
    with wordpress.stopped():
        for place in places:
            shutil.rmtree(place, ignore_errors=True)
        make_site_files(wordpress.local.site, wordpress.local.suite)
    wordpress.php(ADMIN + ON)


def install(wordpress: RealWordPress, repository: Repository) -> list[str]:
    zips = []
    for target in ("plugin-zip", "theme-pack"):
        made = repository.run("make", target)
        assert made.returncode == 0, made.stderr
        zips.append(repository.folder / made.stdout.strip())
    results: list[str] = json.loads(wordpress.php(ADMIN + INSTALL % tuple(zips)))
    return results


def works(visit: Visit, path: str) -> bool:
    """Say whether a guest sees a registry of the plugin, in a page of the theme."""
    page = visit("").page(path)
    assert page.status_code == 200
    styles = re.findall(r"/wp-content/(plugins|themes)/[\w/-]+\.css", page.text)
    return "A fresh start" in page.text and set(styles) == {"plugins", "themes"}


def test_installed_and_activated_they_serve_a_registry(
    bare: RealWordPress, world: RealWorld, visit: Visit, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "repository")

    assert install(bare, repository) == ["installed", "installed"]
    bare.php(ADMIN + ON)

    state = json.loads(bare.php(ADMIN + STATE))
    assert state["active"] and not state["errors"]
    assert Path(state["file"]).is_relative_to(bare.local.site)
    path = f"/registry/{slug(world, world.make_registry(status='publish'))}/"
    assert works(visit, path)


def test_a_newer_zip_updates_a_site_that_goes_on(
    bare: RealWordPress, world: RealWorld, visit: Visit, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "repository")
    install(bare, repository)
    bare.php(ADMIN + ON)
    path = f"/registry/{slug(world, world.make_registry(status='publish'))}/"
    for component in ("plugin", "theme"):
        done = repository.run("scripts/bump.sh", component, "major")
        assert done.returncode == 0, done.stderr

    assert install(bare, repository) == ["installed", "installed"]

    state = json.loads(bare.php(ADMIN + STATE))
    assert state["active"]
    newer = (state["plugin"], state["constant"], state["theme"])
    assert newer == ("1.0.0", "1.0.0", "1.0.0")
    assert works(visit, path)
