"""The start form gets through, or says what is wrong: it never stays busy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor

STAFF_ONLY = """<?php
/** Plugin Name: Application passwords are for staff. */
add_filter( 'wp_is_application_passwords_available_for_user', fn( $available, $user ) => user_can( $user, 'edit_posts' ), 10, 2 );
"""
ODD = "Something went wrong on our side. Nothing you typed is lost"


@pytest.fixture
def staff_only(site: Site) -> Iterator[None]:
    plugin = site.wordpress.site / "wp-content/mu-plugins/staff-only.php"
    plugin.write_text(STAFF_ONLY)
    yield
    plugin.unlink()


def never(route: Route) -> None:
    """The server accepts the request, and never answers."""


def starts(carol: Visitor) -> None:
    carol.opens("/start-a-registry/")
    carol.types("Name of the registry", "A kitchen of my own")
    carol.types("Your story", "From <scratch> & on")


def is_not_busy(carol: Visitor) -> None:
    form = carol.main.locator("form[data-restart-start]")
    expect(form).not_to_have_attribute("aria-busy", "true")
    expect(carol.main.get_by_label("Your story")).to_have_value("From <scratch> & on")


def test_without_application_passwords_it_posts_itself(
    carol: Visitor, staff_only: None
) -> None:
    starts(carol)

    carol.presses("Start my registry")

    carol.page.wait_for_url("**/registry/**")
    carol.sees("A kitchen of my own")
    carol.sees("From <scratch> & on")


@pytest.mark.parametrize("where", ["**/wp-admin/admin-ajax.php", "**/registries"])
def test_when_nobody_answers_it_gives_up(carol: Visitor, where: str) -> None:
    carol.page.clock.install()
    starts(carol)
    carol.page.route(where, never)

    with carol.page.expect_request(where):
        carol.presses("Start my registry")
    carol.page.clock.fast_forward(41_000)
    carol.page.clock.fast_forward(41_000)  # nonce and key are asked one after the other

    expect(carol.main.locator(".restart-status")).to_contain_text("try again")
    is_not_busy(carol)


def test_an_exception_leaves_it_ready(carol: Visitor) -> None:
    """This is what happens when something in the browser meddles with the form."""
    starts(carol)
    carol.page.evaluate(
        "document.querySelector( '[name=\"recipient_name\"]' ).remove()"
    )

    carol.presses("Start my registry")

    expect(carol.main.locator(".restart-status")).to_contain_text(ODD)
    is_not_busy(carol)
    assert len(carol.complaints) == 1  # for anyone who looks into the console
    carol.complaints.clear()


@pytest.mark.parametrize("body", ["null", "[]", '"text"', '{"success":false}', "<p>"])
def test_an_odd_answer_leaves_it_ready(carol: Visitor, body: str) -> None:
    starts(carol)
    carol.page.route(
        "**/wp-admin/admin-ajax.php",
        lambda route: route.fulfill(status=200, body=body),
    )

    carol.presses("Start my registry")

    expect(carol.main.locator(".restart-status")).to_contain_text(ODD)
    is_not_busy(carol)
