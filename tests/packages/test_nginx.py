"""Tests of deploy/nginx/packages.conf: nginx serves the files, and limits what costs something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.packages.machine import Machine
from tests.packages.nginx import PackagesNginx
from tests.packages.pages.repository import (
    BUILD,
    LAST_MODIFIED,
    ROWS,
    Repository,
    write,
)
from tests.packages.rows import plugin

DOCUMENT = "/packages/p2/wp-plugin/tea.json"
ZIP = "/packages/dist/restart/therestart-1.0-0123abcd.zip"
NEXT = "20260102-030406"
MANY = 150  # more than any burst
TOLD = {"downloads": [{"name": "wp-plugin/tea", "version": "1.1.0.0"}]}


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    machine = Machine(tmp_path_factory.mktemp("nginx"))
    machine.migrate(migrated)
    repository = Repository(machine.storage)
    repository.build(BUILD, *ROWS)
    repository.promote(BUILD)
    write(repository.folder / ZIP.removeprefix("/packages/"), b"a zip of ours")
    return machine.storage


@pytest.fixture(scope="module")
def gunicorn(storage: Path) -> Iterator[Gunicorn]:
    gunicorn = Gunicorn(Machine(storage.parent).settings)
    yield gunicorn
    gunicorn.stop()


@pytest.fixture(scope="module")
def nginx(storage: Path, gunicorn: Gunicorn) -> Iterator[PackagesNginx]:
    nginx = PackagesNginx(storage=storage, app=gunicorn.url.removeprefix("http://"))
    yield nginx
    nginx.stop()


@pytest.fixture(scope="module")
def alone(storage: Path) -> Iterator[PackagesNginx]:
    """nginx before a program that is down."""
    nginx = PackagesNginx(storage=storage, app="127.0.0.1:9")
    yield nginx
    nginx.stop()


def get(nginx: PackagesNginx, path: str, **headers: str) -> requests.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(nginx.url + path, headers=names, timeout=60)


def statuses(nginx: PackagesNginx, path: str) -> Counter[int]:
    with ThreadPoolExecutor(16) as threads:
        answers = threads.map(lambda _: get(nginx, path).status_code, range(MANY))
        return Counter(answers)


def test_nginx_finds_nothing_wrong(alone: PackagesNginx) -> None:
    checked = alone.check()

    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_files_are_served_while_the_program_is_down(
    alone: PackagesNginx, storage: Path
) -> None:
    current = storage / "repository/current"
    for path in ("packages.json", "list.json", "p2/wp-plugin/tea.json"):
        answer = get(alone, f"/packages/{path}")

        assert answer.content == (current / path).read_bytes()
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert answer.headers["Last-Modified"] == LAST_MODIFIED
    answer = get(alone, ZIP)
    assert answer.content == b"a zip of ours"
    assert answer.headers["Content-Type"] == "application/zip"
    assert "immutable" in answer.headers["Cache-Control"]


def test_documents_are_compressed(alone: PackagesNginx) -> None:
    assert get(alone, DOCUMENT).headers["Content-Encoding"] == "gzip"


def test_who_has_a_file_is_sent_nothing_and_any_other_date_is_another_file(
    alone: PackagesNginx,
) -> None:
    later = LAST_MODIFIED.replace("2026", "2027")

    assert get(alone, DOCUMENT, If_Modified_Since=LAST_MODIFIED).status_code == 304
    assert get(alone, DOCUMENT, If_Modified_Since=later).status_code == 200


def test_another_build_is_served_at_once(alone: PackagesNginx, storage: Path) -> None:
    repository = Repository(storage)
    repository.build(NEXT, *ROWS, plugin(slug="coffee"))
    path = "/packages/p2/wp-plugin/coffee.json"
    assert get(alone, path).status_code == 404

    repository.promote(NEXT)
    try:
        assert get(alone, path).status_code == 200
    finally:
        repository.promote(BUILD)


@pytest.mark.parametrize(
    "path",
    [
        "/packages/p2/wp-plugin/none.json",
        "/packages/p2/",
        "/packages/p2/wp-plugin/",
        "/packages/p2/%2e%2e/manifest.json",
        "/packages/p2../manifest.json",
        "/packages/dist/restart/none.zip",
        "/packages/manifest.json",
        "/packages/index.jsonl",
    ],
)
def test_nothing_else_is_served(nginx: PackagesNginx, path: str) -> None:
    request = requests.Request("GET", nginx.url).prepare()
    request.url = nginx.url + path  # requests would tidy it up
    with requests.Session() as session:
        answer = session.send(request, timeout=60)

    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


def test_pages_are_the_programs(nginx: PackagesNginx) -> None:
    assert get(nginx, "/packages/health").json()["status"] == "healthy"
    filtered = get(nginx, "/packages/list.json?filter=wp-theme/*").json()
    assert filtered == {"packageNames": ["wp-theme/tea-garden"]}
    assert get(nginx, "/").status_code == 404
    assert get(nginx, "/items").status_code == 404


@pytest.mark.parametrize("path", ["search.json?q=tea", "list.json?vendor=x"])
def test_what_costs_something_has_a_limit(nginx: PackagesNginx, path: str) -> None:
    answered = statuses(nginx, f"/packages/{path}")

    assert answered.keys() == {200, 429}


def test_what_costs_little_has_none(nginx: PackagesNginx) -> None:
    assert statuses(nginx, DOCUMENT) == {200: MANY}


def test_composer_is_thanked_whatever_happens(
    nginx: PackagesNginx, alone: PackagesNginx
) -> None:
    def tell(server: PackagesNginx, body: bytes | None = None) -> requests.Response:
        url, json = f"{server.url}/packages/downloads", None if body else TOLD
        return requests.post(url, data=body, json=json, timeout=60)

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: tell(nginx), range(MANY)))
    answers += [tell(alone), tell(alone, b"x" * 2_000_000)]

    assert {
        (answer.status_code, answer.text.replace(" ", "")) for answer in answers
    } == {(200, '{"status":"ok"}')}
    passed_on = [answer for answer in answers if "X-Request-ID" in answer.headers]
    assert 0 < len(passed_on) < MANY


def test_the_log_names_no_address_and_no_query(nginx: PackagesNginx) -> None:
    get(nginx, "/packages/search.json?q=a-secret-wish")

    logged = nginx.logged()
    assert "/packages/search.json" in logged
    assert "127.0.0.1" not in logged
    assert "secret" not in logged
