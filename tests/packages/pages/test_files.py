"""Tests of packages.json, p2/ and dist/: files of the build that is served."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client

from packages.repository.documents import documents
from packages.repository.packages_json import packages_json
from tests.packages.pages.repository import (
    BUILD,
    LAST_MODIFIED,
    MODIFIED,
    ROWS,
    Repository,
    write,
)
from tests.packages.rows import ADDRESSES, plugin

TEA = "/packages/p2/wp-plugin/tea.json"
DEV = "/packages/p2/wp-plugin/tea~dev.json"
ZIP = "restart-registry-1.2.3-0123abcd.zip"
NEXT = "20260103-030405"
LATER = "Sat, 03 Jan 2026 03:04:05 GMT"


def test_composer_begins_with_packages_json(
    client: Client, repository: Repository
) -> None:
    response = client.get("/packages/packages.json")

    assert (response.status_code, response.content) == (200, packages_json(ADDRESSES))
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Last-Modified"] == LAST_MODIFIED
    assert response.headers["Content-Length"] == str(len(response.content))


def test_a_package_has_a_file_of_its_releases_and_one_of_trunk(
    client: Client, repository: Repository
) -> None:
    made = documents(ROWS[0], ADDRESSES)

    assert client.get(TEA).content == made.tagged
    assert client.get(DEV).content == made.dev


def test_a_closed_one_has_the_file_that_refuses_it(
    client: Client, repository: Repository
) -> None:
    closed = plugin(state="closed")
    repository.build(NEXT, closed)
    repository.promote(NEXT)

    response = client.get("/packages/p2/wp-plugin/tea.closed-on-wordpress.org.json")

    assert response.content == documents(closed, ADDRESSES).marker


def test_our_own_zips_lie_beside_the_builds_and_never_change(
    client: Client, repository: Repository
) -> None:
    write(repository.folder / "dist" / "restart" / ZIP, b"PK")

    response = client.get(f"/packages/dist/restart/{ZIP}")

    assert (response.status_code, response.content) == (200, b"PK")
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_head_has_the_headers_alone(client: Client, repository: Repository) -> None:
    got, head = client.get(TEA), client.head(TEA)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Last-Modified"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(repository: Repository, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, TEA)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.json() == {"detail": "Use GET, HEAD here."}


def test_who_has_the_file_isnt_sent_it_again(
    client: Client, repository: Repository
) -> None:
    etag = client.get(TEA).headers["ETag"]
    for header in (
        {"If-Modified-Since": LAST_MODIFIED},
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", W/{etag}'},
        {"If-None-Match": etag, "If-Modified-Since": LATER},
    ):
        response = client.get(TEA, headers=header)

        assert (response.status_code, response.content) == (304, b""), header
        assert response.headers["ETag"] == etag


@pytest.mark.parametrize(
    "header",
    [
        {"If-Modified-Since": "Thu, 01 Jan 2026 03:04:05 GMT"},
        {"If-Modified-Since": LATER},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": LAST_MODIFIED},
    ],
)
def test_who_has_another_one_is(
    client: Client, repository: Repository, header: dict[str, str]
) -> None:
    assert client.get(TEA, headers=header).status_code == 200


def test_after_a_rollback_the_older_file_comes_back(
    client: Client, repository: Repository
) -> None:
    folder = repository.build(NEXT, plugin(author="Mallory"))
    os.utime(folder / "p2/wp-plugin/tea.json", (MODIFIED + 9, MODIFIED + 9))
    repository.promote(NEXT)
    bad = client.get(TEA)
    repository.promote(BUILD)

    response = client.get(
        TEA, headers={"If-Modified-Since": bad.headers["Last-Modified"]}
    )

    assert response.status_code == 200
    assert response.content == documents(ROWS[0], ADDRESSES).tagged
    assert response.headers["ETag"] != bad.headers["ETag"]


def test_a_file_that_the_next_build_links_keeps_its_etag(
    client: Client, repository: Repository
) -> None:
    before = client.get(TEA).headers["ETag"]
    old, new = (
        repository.folder / "builds" / build_id / "p2/wp-plugin/tea.json"
        for build_id in (BUILD, NEXT)
    )
    repository.build(NEXT, *ROWS)
    new.unlink()
    os.link(old, new)
    repository.promote(NEXT)

    assert client.get(TEA, headers={"If-None-Match": before}).status_code == 304


def test_another_file_of_the_same_second_and_length_is_another(
    client: Client, repository: Repository
) -> None:
    before = client.get(TEA)
    repository.build(NEXT, plugin(author="Eve"))
    repository.promote(NEXT)
    after = client.get(TEA)

    assert len(before.content) == len(after.content)
    assert before.headers["Last-Modified"] == after.headers["Last-Modified"]
    assert before.headers["ETag"] != after.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "p2/wp-plugin/coffee.json",  # no such package
        "p2/wp-theme/tea-garden~dev.json",  # a theme has no trunk
        "p2/npm/tea.json",
        "p2/wp-plugin/Tea.json",
        "p2/wp-plugin/tea.json/",
        "p2/wp-plugin/tea",
        "p2/wp-plugin/tea.json%0a",
        "p2/wp-plugin/tea%00.json",
        "p2/wp-plugin/%ff.json",
        "p2/wp-plugin//tea.json",
        "/p2/wp-plugin/tea.json",
        "p2/wp-plugin/..%2fwp-plugin%2ftea.json",
        "p2/wp-plugin/../wp-plugin/tea.json",
        "p2/wp-plugin/tea---pot.json",
        "p2/wp-plugin/.tea.json",
        "p2/wp-plugin/tea.closed-on-wordpressXorg.json",
        f"p2/wp-plugin/{'a' * 200}.json",
        f"p2/wp-plugin/{'a' * 10_000}.json",
        "p2/wp-plugin/",
        "p2",
        "manifest.json",
        "index.jsonl",
        "current/packages.json",
        "dist/restart/tea.zip",
        "dist/restart/..%2f..%2f..%2fsecret.zip",
        "dist/restart/.zip",
        "dist/tea.zip",
        "",
    ],
)
def test_everything_else_isnt_found(
    client: Client, repository: Repository, path: str
) -> None:
    write(repository.folder.parent / "secret.zip", b"secret")

    response = client.get(f"/packages/{path}")

    assert (response.status_code, response.json()) == (404, {"detail": "Not found."})
    assert "Location" not in response.headers


def test_an_address_outside_the_grammar_isnt_found_by_any_method(
    repository: Repository,
) -> None:
    client = Client(enforce_csrf_checks=True)

    for method in ("HEAD", "POST", "OPTIONS"):
        assert client.generic(method, "/packages/nowhere").status_code == 404


def test_links_lead_nowhere_out_of_the_folder(
    client: Client, repository: Repository, tmp_path: Path
) -> None:
    secret = write(tmp_path / "secret.json", b"secret")
    folder = repository.current / "p2" / "wp-plugin"
    (folder / "file.json").symlink_to(secret)
    (folder / "circle.json").symlink_to("circle.json")
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    (repository.current / "p2" / "restart").symlink_to(tmp_path)

    for path in (
        "wp-plugin/file",
        "wp-plugin/circle",
        "wp-plugin/folder",
        "wp-plugin/pipe",
        "restart/secret",
    ):
        assert client.get(f"/packages/p2/{path}.json").status_code == 404, path


def test_before_the_first_build_nothing_is_found(
    client: Client, repository: Repository
) -> None:
    repository.current.unlink()

    for path in ("packages.json", "list.json", "list.json?filter=a*"):
        assert client.get(f"/packages/{path}").status_code == 404
