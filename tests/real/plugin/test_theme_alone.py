"""While the plugin is off, the theme's site stands, and people can log in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.wordpress import RealWordPress

ADMIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
PLUGIN = "restart-registry/restart-registry.php"


@pytest.fixture(autouse=True)
def _without_plugin(wordpress: RealWordPress) -> Iterator[None]:
    wordpress.php(f"{ADMIN} deactivate_plugins( '{PLUGIN}' );")
    yield
    wordpress.php(f"{ADMIN} activate_plugin( '{PLUGIN}' );")


def test_the_page_to_log_in_has_the_form_of_wordpress(visit: Visit) -> None:
    page = visit("").page("/login/")
    assert page.status_code == 200
    assert 'action="' in page.text and "/wp-login.php" in page.text
    assert 'name="pwd"' in page.text


@pytest.mark.parametrize("path", ["/register/", "/my-account/", "/start-a-registry/"])
def test_the_other_pages_say_that_they_wait(visit: Visit, path: str) -> None:
    page = visit("").page(path)
    assert (page.status_code, "being set up here" in page.text) == (200, True)


@pytest.mark.parametrize("path", ["/", "/faq/", "/about-us/"])
def test_no_page_has_a_form_that_leads_nowhere(visit: Visit, path: str) -> None:
    page = visit("").page(path).text
    assert 'id="contact"' not in page
    assert 'href="#contact"' not in page
