"""`manage.py check_wordpress_org`: the fake is as we expect it, and whatever differs is told."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import pytest_django
from django.core.management import CommandError, call_command

from packages.models import Run
from packages.wordpress_org.expectations import CLOSED, FAR, PLUGIN, THEME, UNKNOWN
from tests.packages.loopback import Received
from tests.packages.machine import Machine
from tests.packages.troubles import HTML, NOTHING_HERE, Says, Trouble
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=["packages"])

MAINTENANCE = Says(200, HTML)
NEWEST_FIRST = Says(
    200,
    b'<S:log-report xmlns:S="svn:" xmlns:D="DAV:"><S:log-item>'
    b"<D:version-name>5000</D:version-name></S:log-item></S:log-report>",
)
WHOLE_LOG = "<S:path></S:path>"
Break = Callable[[WordPressOrg], None]


@pytest.fixture
def org_as_expected(
    org: WordPressOrg, settings: pytest_django.Settings, tmp_path: Path
) -> WordPressOrg:
    settings.PACKAGES_STORAGE = str(tmp_path)
    for name, value in org.environment().items():
        setattr(settings, name, type(getattr(settings, name))(value))
    org.add("plugin", PLUGIN, "5.2", "5.3")
    org.add("theme", THEME, "1.0", "1.1")
    org.add("plugin", CLOSED, "2.6")
    org.close("plugin", CLOSED)
    return org


def instead(trouble: Trouble, method: str, path: str, *words: str) -> Break:
    """Break what is asked below a path by a question that holds these words."""

    def is_meant(received: Received) -> bool:
        question = f"{received.query} {received.body.decode()}"
        is_here = received.method == method and received.path.startswith(path)
        return is_here and all(word in question for word in words)

    def change(org: WordPressOrg) -> None:
        org.trouble = lambda received: trouble if is_meant(received) else None

    return change


def tell(package_type: str, slug: str, field: str, value: object) -> Break:
    def change(org: WordPressOrg) -> None:
        org.packages[package_type, slug].fields[field] = value

    return change


def of_each_type(package_type: str, slug: str) -> dict[str, Break]:
    api, svn = f"/api/{package_type}s/", f"/svn/{package_type}s/"
    zips, whose = f"/downloads/{package_type}/", f"The {package_type}s' Subversion"
    return {
        f"The zip of the {package_type} {slug} can be fetched": instead(
            NOTHING_HERE, "GET", zips + slug
        ),
        f"The API says that a {package_type} is unknown": instead(
            NOTHING_HERE, "GET", api, UNKNOWN
        ),
        f"{whose} dates the versions of {slug}": instead(
            MAINTENANCE, "REPORT", svn, f"<S:path>{slug}"
        ),
        f"{whose} says that a folder is unknown": instead(
            NOTHING_HERE, "REPORT", svn, f"<S:path>{UNKNOWN}"
        ),
        f"{whose} lists all names": instead(MAINTENANCE, "GET", svn),
        f"{whose} tells its commits, the oldest first": instead(
            NEWEST_FIRST, "REPORT", svn, WHOLE_LOG, ">1</S:start-revision>"
        ),
        f"{whose} says that there is nothing new": instead(
            NOTHING_HERE, "REPORT", svn, WHOLE_LOG, f"<S:start-revision>{FAR // 10}"
        ),
    }


BREAKS: dict[str, Break] = {
    f"The API tells of the plugin {PLUGIN}": tell("plugin", PLUGIN, "version", "9.9"),
    f"The API tells of the theme {THEME}": tell("theme", THEME, "last_updated", None),
    **of_each_type("plugin", PLUGIN),
    **of_each_type("theme", THEME),
    f"The API says when {CLOSED} was closed": lambda org: org.reopen("plugin", CLOSED),
    f"The zip of {CLOSED}, which is closed, can be fetched": instead(
        NOTHING_HERE, "GET", f"/downloads/plugin/{CLOSED}"
    ),
    f"Subversion knows the trunk of {PLUGIN}": instead(
        NOTHING_HERE, "PROPFIND", "/svn/plugins/"
    ),
}


def check() -> list[str]:
    """Return the lines of a check that must find nothing."""
    out = StringIO()
    call_command("check_wordpress_org", stdout=out, no_color=True)
    return out.getvalue().splitlines()


def failures() -> list[str]:
    """Return the failures of a check that must find some."""
    out = StringIO()
    with pytest.raises(CommandError, match=r"^\d+ failed\.") as error:
        call_command("check_wordpress_org", stdout=out, no_color=True)
    assert error.value.returncode == 1
    lines = out.getvalue().splitlines()
    return [line for line in lines if not line.startswith("ok   ")]


def test_everything_may_be_as_expected(org_as_expected: WordPressOrg) -> None:
    *lines, end = check()

    assert end == "WordPress.org answers as expected."
    assert sorted(lines) == sorted(f"ok   {subject}" for subject in BREAKS)
    run = Run.objects.get()
    assert (run.status, run.counters) == ("completed", {"ok": len(BREAKS), "failed": 0})


@pytest.mark.parametrize("subject", BREAKS)
def test_what_differs_is_told(org_as_expected: WordPressOrg, subject: str) -> None:
    BREAKS[subject](org_as_expected)

    [line] = failures()

    assert line.startswith(f"FAIL {subject}: ")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("active_installs", None, "it has no number of installations"),
        ("author", "", "it has no author"),
        ("short_description", 5, "it has no description"),
        ("requires_php", False, "it has no PHP version"),
        ("versions", "none", "the answer has no map of versions"),
        ("slug", "another", "the answer is about another package"),
    ],
)
def test_a_failure_says_what_is_missing(
    org_as_expected: WordPressOrg, field: str, value: object, said: str
) -> None:
    tell("plugin", PLUGIN, field, value)(org_as_expected)

    assert failures() == [f"FAIL The API tells of the plugin {PLUGIN}: {said}"]


def test_a_zip_elsewhere_is_a_failure(org_as_expected: WordPressOrg) -> None:
    url = "https://elsewhere.example/akismet.5.3.zip"
    tell("plugin", PLUGIN, "versions", {"5.3": url})(org_as_expected)

    [line] = failures()

    assert f"{url} isn't in {org_as_expected.downloads}/plugin/" in line


def test_a_page_in_place_of_a_zip_is_a_failure(org_as_expected: WordPressOrg) -> None:
    instead(MAINTENANCE, "GET", "/downloads/plugin/")(org_as_expected)

    assert all(line.endswith(".zip is none") for line in failures())


def test_someone_else_in_its_place_fails_everywhere(
    org_as_expected: WordPressOrg,
) -> None:
    org_as_expected.everywhere(MAINTENANCE)

    # What needs an answer of another check isn't asked: two zips, and two logs twice.
    assert len(failures()) == len(BREAKS) - 6
    run = Run.objects.get()
    assert run.status == "failed" and run.counters["ok"] == 0


def test_a_process_of_it_exits_with_1(machine: Machine, org: WordPressOrg) -> None:
    machine.environment |= org.environment()

    process = machine.manage("check_wordpress_org")

    assert process.returncode == 1
    assert f"FAIL The API tells of the plugin {PLUGIN}" in process.stdout
    assert "failed. If WordPress.org isn't down, it has changed" in process.stderr
    assert machine.query("SELECT status FROM packages_run") == [("failed",)]
