"""Debian's Chromium, driven by Playwright, which downloads none of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import packages

PATH = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",  # which needs rights that root in a container lacks; we visit ourselves only
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MILLISECONDS = 20_000  # a busy machine isn't a mistake


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    packages.require()
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=ARGUMENTS)
        yield browser
        browser.close()
