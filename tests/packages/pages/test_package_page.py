"""Tests of a package's own page."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from packages.models import InstallMonth
from packages.models.package import State, Vendor
from packages.router import ALIAS
from packages.versions.version_list import KeptVersion, as_json
from tests.packages.pages.reading import read
from tests.packages.pages.stored import closed, package
from tests.packages.rows import EARLIER, RELEASED, VERSIONS

pytestmark = pytest.mark.django_db(databases=[ALIAS])
TEA = "/wp-plugin/tea"
REQUIRE = "composer require wp-plugin/tea"
PROVIDE = '"provide": {"wp-plugin/tea.closed-on-wordpress.org": "1"}'


def test_it_says_what_it_is_and_how_to_install_it(client: Client) -> None:
    package("tea", display_name="Tea for two", author="Ada", description="A pot.")

    page = read(client, TEA)

    assert "Tea for two wp-plugin/tea by Ada A pot. Install it" in page.text
    assert page.fields["require"] == REQUIRE
    line = "composer config repositories.restart composer https://example.org/packages"
    assert page.fields["config"] == line


def test_each_version_has_its_date_php_and_stability(client: Client) -> None:
    beta = KeptVersion("2.0-beta1", RELEASED)
    package("tea", versions=as_json([beta, *VERSIONS]), trunk_revision=7)

    text = read(client, TEA).text

    assert "Version Date PHP Stability 2.0-beta1 2 Jan 2026 any beta" in text
    assert "1.1 2 Jan 2026 8.1 or later stable v1.0 2 Jan 2025 any stable" in text
    assert "dev-trunk is Subversion’s trunk, at revision 7." in text


def test_fifty_versions_are_listed_and_the_rest_is_folded(client: Client) -> None:
    kept = [KeptVersion(f"1.{number}", EARLIER) for number in range(60, 0, -1)]
    package("tea", versions=as_json(kept))

    text = read(client, TEA).text

    listed, _, folded = text.partition("10 older versions")
    assert "1.11 " in listed and "1.10 " not in listed
    assert "1.10 " in folded and "1.1 " in folded


def test_what_is_left_out_is_told_with_the_reason(client: Client) -> None:
    reasons = {"1.0 beta": "Composer can't read it", "trunk": "it is trunk, which is"}
    reasons["trunk"] += " dev-trunk here"
    package("tea", dropped=json.dumps(reasons), pending="3.0")

    text = read(client, TEA).text

    assert "1 version left out" in text
    assert "1.0 beta Composer can't read it" in text
    assert "3.0 is tagged, but WordPress.org doesn’t offer it yet." in text


def test_installs_are_told_month_by_month(client: Client) -> None:
    tea = package("tea", installs_total=1234, installs_30d=5)
    this_month = timezone.now().date().replace(day=1)
    earlier = (this_month - timedelta(days=40)).replace(day=1)
    InstallMonth.objects.create(package=tea, month=earlier, installs=4)

    html = client.get(f"/packages{TEA}").content.decode()
    text = read(client, TEA).text

    assert "1,234, 5 in the last 30 days" in text
    assert f"Month Installs {this_month:%B %Y} 0" in text
    assert f"{earlier:%B %Y} 4" in text
    months = 12 * (this_month.year - earlier.year) + this_month.month - earlier.month
    assert html.count("<rect ") == months + 1
    assert f"<title>{earlier:%B %Y}: 4</title>" in html


def test_at_most_36_months_are_told(client: Client) -> None:
    tea = package("tea")
    for year in (2019, 2020):
        InstallMonth.objects.create(package=tea, month=date(year, 1, 1), installs=1)

    html = client.get(f"/packages{TEA}").content.decode()

    assert html.count("<rect ") == 36
    assert "January 2019" not in html


def test_nobody_has_installed_it_yet(client: Client) -> None:
    package("tea")

    assert "Nobody has installed it from here yet." in read(client, TEA).text


def test_it_says_when_wordpress_org_was_asked(client: Client) -> None:
    package("tea", asked_at=timezone.now() - timedelta(hours=3, minutes=5))

    assert "asked 3 hours ago" in read(client, TEA).text


def test_its_links_lead_to_where_it_comes_from(client: Client) -> None:
    package("tea", homepage="https://ada.example/tea?a=1&b=2")
    links = read(client, TEA).links

    for url in (
        "https://ada.example/tea?a=1&b=2",
        "https://wordpress.org/plugins/tea/",
        "https://wordpress.org/support/plugin/tea/",
        "http://127.0.0.1:9/tea/",
        "https://cdn.example.org/packages/p2/wp-plugin/tea.json",
    ):
        assert links[url]["rel"] == "nofollow noopener"


@pytest.mark.parametrize(
    "homepage", ["javascript:alert(1)", "data:text/html,x", "//evil", "https://a b", ""]
)
def test_no_other_address_is_a_link(client: Client, homepage: str) -> None:
    package("tea", homepage=homepage)

    assert not {link for link in read(client, TEA).links if "evil" in link}
    assert "Home page" not in read(client, TEA).text


def test_a_theme_and_our_own_have_pages_too(client: Client) -> None:
    package("quiet", Vendor.THEME)
    package("restart-registry", Vendor.OURS)

    assert (
        "https://wordpress.org/themes/quiet/" in read(client, "/wp-theme/quiet").links
    )
    ours = read(client, "/restart/restart-registry")
    assert ours.fields["require"] == "composer require restart/restart-registry"
    assert not [link for link in ours.links if "wordpress.org" in link]
    assert "dev-trunk" not in ours.text


def test_a_closed_one_says_since_when_why_and_how_all_the_same(client: Client) -> None:
    closed("tea", closed_on=date(2026, 3, 1), closed_reason="Security Issue")

    page = read(client, TEA)

    assert "WordPress.org has closed it , on 1 March 2026. The reason:" in page.text
    assert "Security Issue" in page.text
    assert PROVIDE in page.text
    assert page.fields["require"] == REQUIRE


def test_one_closed_for_good_says_so(client: Client) -> None:
    closed("tea", state=State.CLOSED_FOR_GOOD)

    text = read(client, TEA).text
    assert "has closed it for good , which we saw on" in text


def test_one_that_was_never_open_here_cant_be_installed(client: Client) -> None:
    closed("tea", first_open_at=None)

    page = read(client, TEA)

    assert "closed before it could ever be installed from here" in page.text
    assert PROVIDE not in page.text
    assert "require" not in page.fields


def test_one_that_is_gone_is_gone(client: Client) -> None:
    package("tea", state=State.GONE)
    package("milk", state=State.GONE, first_open_at=None)

    text = read(client, TEA, status=410).text
    assert "doesn’t know wp-plugin/tea any more" in text
    assert "The name stays taken" in text
    assert "stays taken" not in read(client, "/wp-plugin/milk", status=410).text


def test_one_that_wasnt_fetched_yet_comes_later(client: Client) -> None:
    package("tea", state=State.NEW, first_open_at=None)

    assert "it hasn’t been fetched yet" in read(client, TEA, status=404).text


def test_an_unknown_one_isnt_found_and_can_be_searched_for(client: Client) -> None:
    package("tea")

    for path in ("/wp-plugin/coffee", "/wp-theme/coffee", "/restart/coffee"):
        page = read(client, path, status=404)
        assert page.fields["q"] == "coffee"
        assert "/packages" in page.links


@pytest.mark.parametrize("kind", ["plugin", "theme"])
def test_a_short_address_leads_to_it(client: Client, kind: str) -> None:
    response = client.get(f"/packages/{kind}/tea")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/packages/wp-{kind}/tea"


@pytest.mark.parametrize(
    "path",
    [
        "/wp-plugin/Tea",
        "/wp-plugin/tea/more",
        "/wp-plugin/..%2ftea",
        "/wp-plugin/%2e%2e/tea",
        "/wp-plugin/tea%00",
        "/wp-plugin//tea",
        "//wp-plugin/tea",
        "/wp-plugin/%ff",
        "/wp-plugin/tea%0a",
        "/npm/tea",
        "/plugin/Tea",
        f"/wp-plugin/{'a' * 201}",
        f"/wp-plugin/{'a' * 10_000}",
        "/wp-plugin",
        "/status/",
    ],
)
def test_outside_the_grammar_nothing_is_found(client: Client, path: str) -> None:
    package("tea")

    response = client.get(f"/packages{path}")

    assert response.status_code == (301 if path == "/status/" else 404)
    assert len(response.content) < 5_000


def test_texts_of_others_are_shown_and_never_rendered(client: Client) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 }}"
    texts = ("display_name", "author", "description", "requires_plugins")
    closed(
        "tea",
        closed_reason=hostile,
        pending="<b>",
        dropped=json.dumps({"<i>": hostile}),
        **dict.fromkeys(texts, hostile),
    )

    html = client.get(f"/packages{TEA}").content.decode()

    assert not {"img", "b", "i"} & set(read(client, TEA).tags)
    assert read(client, TEA).text.count("<script>alert(1)") == len(texts) + 2
    assert html.count("<script") == 1  # of ours, from a file


def test_it_takes_three_queries_whatever_it_has(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = [KeptVersion(f"1.{number}", EARLIER) for number in range(60, 0, -1)]
    tea = package(
        "tea", versions=as_json(kept), asked_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    for month in range(1, 13):
        InstallMonth.objects.create(package=tea, month=date(2026, month, 1), installs=1)

    with django_assert_num_queries(3, using=ALIAS):  # of 4
        assert client.get(f"/packages{TEA}").status_code == 200
