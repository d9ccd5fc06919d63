"""The main button of a page for members fits newcomers, who have no account yet, and people who come back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.wordpress import RealWordPress

PAGE = "wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'By shortcode', 'post_name' => 'by-shortcode', 'post_content' => '[restart_registry_create]' ) )"
CREATE, LOG_IN = "Create an account", "Log in"


def buttons(visit: Visit, path: str) -> list[str]:
    """Return the words of the links, the main one first."""
    main = visit("").page(path).text.split("<main")[1].split("</main>")[0]
    (actions,) = re.findall(r'<p class="restart-actions">(.*?)</p>', main, re.DOTALL)
    links: list[tuple[str, str]] = re.findall(
        r'<a(\s+class="[^"]*")?\s+href[^>]*>\s*([^<]+?)\s*<', actions
    )
    assert links[0][0].endswith('wp-element-button"')
    return [words for _, words in links]


@pytest.fixture
def page_of_the_plugin(wordpress: RealWordPress) -> Iterator[str]:
    number = wordpress.php(f"echo {PAGE};")
    yield "/by-shortcode/"
    wordpress.php(f"wp_delete_post( {number}, true );")


def test_who_starts_a_registry_is_a_newcomer(
    visit: Visit, page_of_the_plugin: str
) -> None:
    for path in ("/start-a-registry/", page_of_the_plugin):
        assert buttons(visit, path) == [CREATE, LOG_IN]


@pytest.mark.parametrize("path", ["/my-registries/", "/my-account/"])
def test_who_has_something_here_logs_in(visit: Visit, path: str) -> None:
    assert buttons(visit, path) == [LOG_IN, CREATE]


def test_while_registration_is_closed_one_can_only_log_in(
    wordpress: RealWordPress, visit: Visit, page_of_the_plugin: str
) -> None:
    wordpress.php("update_option( 'users_can_register', '0' );")
    try:
        found = [
            buttons(visit, path)
            for path in ("/start-a-registry/", "/my-account/", page_of_the_plugin)
        ]
    finally:
        wordpress.php("update_option( 'users_can_register', '1' );")
    assert found == [[LOG_IN]] * 3
