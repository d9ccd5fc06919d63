"""One of several processes asks WordPress for all; tests/live/test_shared_cache.py has real ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from wpauth.shared_flight import ASKING, shared_flight
from wpclient.deadline import all_within
from wpclient.exceptions import Unavailable

KEY = "flight:ada"


@pytest.fixture(autouse=True)
def another_process_asks() -> Iterator[None]:
    cache.set(KEY, ASKING, 60)
    yield
    cache.clear()


def test_one_that_can_wait_no_longer_tells_nobody_that_it_was_in_vain() -> None:
    with pytest.raises(Unavailable), all_within(0.05), shared_flight("ada"):
        raise Unavailable("not asked, this took too long already")

    assert cache.get(KEY) == ASKING
