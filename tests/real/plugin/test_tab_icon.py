"""The icon of the browser's tab is the site's own, never WordPress's."""

from __future__ import annotations

import re

import pytest

from tests.real.plugin.visitors import Visit, Visitor
from tests.real.wordpress import RealWordPress

OURS = "/wp-content/themes/therestart/assets/images/icon.svg"
# WordPress wants no more of a site's icon than an attachment, with or without a file.
SET = (
    "$id = wp_insert_attachment( array( 'post_title' => 'icon', 'post_mime_type' => 'image/png' ),"
    " '2027/01/own.png' ); update_option( 'site_icon', $id ); echo $id;"
)
UNSET = "delete_option( 'site_icon' ); wp_delete_attachment( {}, true );"


def icons(visitor: Visitor, path: str) -> list[str]:
    return re.findall(r'<link rel="icon" href="([^"]+)"', visitor.page(path).text)


@pytest.mark.parametrize("path", ["/", "/faq/", "/never-was-there/", "/wp-login.php"])
def test_pages_show_ours(wordpress: RealWordPress, visit: Visit, path: str) -> None:
    assert icons(visit(""), path) == [wordpress.url + OURS]
    answer = visit("").page(OURS)
    assert (answer.status_code, answer.text[:4]) == (200, "<svg")


def test_the_dashboard_shows_ours(wordpress: RealWordPress, visit: Visit) -> None:
    assert icons(visit("eve"), "/wp-admin/profile.php") == [wordpress.url + OURS]


def test_favicon_ico_leads_to_ours(wordpress: RealWordPress, visit: Visit) -> None:
    assert visit("").page("/favicon.ico").headers["Location"] == wordpress.url + OURS


def test_an_icon_that_the_site_sets_wins(
    wordpress: RealWordPress, visit: Visit
) -> None:
    attachment = wordpress.php(SET)
    try:
        found = icons(visit(""), "/")
        location = visit("").page("/favicon.ico").headers["Location"]
    finally:
        wordpress.php(UNSET.format(attachment))
    assert found and all("own.png" in address for address in [*found, location])
