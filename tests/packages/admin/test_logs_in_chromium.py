"""Tests of /admin/logs in a real browser, while a pipeline runs."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import barriers
from tests.browser.chromium import chromium
from tests.gunicorn import Gunicorn
from tests.live.wordpress_server import WordPressServer
from tests.packages.loopback import Received
from tests.packages.machine import SECONDS, Machine
from tests.packages.wordpress_org import WordPressOrg

BEGUN = re.compile("update: begins")


@dataclass
class World:
    url: str
    machine: Machine
    org: WordPressOrg
    wordpress: WordPressServer

    @property
    def log(self) -> Path:
        [log] = (self.machine.storage / "logs").glob("pipeline-*.log")
        return log

    @contextlib.contextmanager
    def slow_pipeline(self) -> Iterator[Event]:
        """Run a pipeline, which WordPress.org answers once the event is set."""
        answering = Event()

        def wait(received: Received) -> None:
            answering.wait(SECONDS)

        self.org.trouble = wait
        with self.machine.started("pipeline") as process:
            try:
                yield answering
                process.communicate(timeout=SECONDS)
            finally:
                answering.set()
        assert process.returncode == 0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[World]:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.migrate(migrated)
    wordpress, gunicorn = WordPressServer(), None
    try:
        gunicorn = Gunicorn({**machine.settings, "WP_BASE_URL": wordpress.url})
        with WordPressOrg() as org:
            org.add("plugin", "akismet", "5.3")
            machine.environment.update(org.environment())
            yield World(gunicorn.url, machine, org, wordpress)
    finally:
        if gunicorn:
            gunicorn.stop()
        wordpress.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def eve(browser: Browser, world: World) -> Iterator[Page]:
    account = world.wordpress.new_person("administrator")
    page = browser.new_context().new_page()
    page.goto(f"{world.url}/admin/logs")
    page.get_by_label("WordPress user name").fill(account.username)
    page.get_by_label("Application password").fill(account.application_password)
    page.get_by_role("button", name="Log in").click()
    yield page
    page.context.close()


def test_a_running_pipeline_is_watched_and_the_end_of_the_session_ends_it(
    eve: Page, world: World
) -> None:
    with world.slow_pipeline() as answering:
        while not list(world.machine.storage.glob("logs/pipeline-*")):
            eve.wait_for_timeout(100)
        eve.reload()
        eve.get_by_role("link", name=re.compile("pipeline-")).click()
        lines = eve.locator(".log pre")
        expect(lines).to_contain_text(BEGUN)
        expect(lines).not_to_contain_text("build: begins")
        eve.evaluate("window.isSamePage = true")
        answering.set()
        expect(lines).to_contain_text(re.compile("Completed in .* s"))

    assert eve.evaluate("window.isSamePage")
    expect(lines).to_have_text(world.log.read_text(), use_inner_text=True)
    assert barriers(eve, within="#content-main") == []

    os.truncate(world.log, 0)
    world.log.write_text("Another one.\n")
    expect(lines).to_contain_text("--- The file was begun anew. --- Another one.")

    eve.context.clear_cookies()
    expect(eve.get_by_label("Application password")).to_be_visible()
    expect(eve.locator(".log")).to_have_count(0)


def test_the_front_page_and_the_list_of_logs_have_no_barriers(
    eve: Page, world: World
) -> None:
    assert barriers(eve, within="#content-main") == []

    eve.goto(f"{world.url}/admin/")
    expect(eve.locator(".front-page")).to_contain_text("of packages is served")
    assert barriers(eve, within=".front-page") == []


def test_without_scripts_it_can_be_loaded_again(
    browser: Browser, eve: Page, world: World
) -> None:
    log = world.machine.storage / "logs" / "web.log"
    log.write_text("one\n")
    known = eve.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=known)
    page = context.new_page()
    page.goto(f"{world.url}/admin/logs/web.log")
    expect(page.locator(".log pre")).to_have_text("one")

    log.write_text("two\n")
    page.get_by_role("link", name="load the page again").click()

    expect(page.locator(".log pre")).to_have_text("two")
    context.close()
