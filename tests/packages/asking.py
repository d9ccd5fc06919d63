"""Sessions with a WordPress.org that tests own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from packages.wordpress_org.http import Patience, Session
from tests.packages.wordpress_org import WITHOUT_LIMIT, WordPressOrg

SOON = Patience(connect=1, read=0.3, first_pause=0.01)
NewSession = Callable[..., Session]


@pytest.fixture
def org() -> Iterator[WordPressOrg]:
    with WordPressOrg() as org:
        yield org


@pytest.fixture
def new_session(org: WordPressOrg, tmp_path: Path) -> Iterator[NewSession]:
    """Make sessions that lose patience soon."""
    with ExitStack() as stack:

        def new(patience: Patience = SOON, rate: int = WITHOUT_LIMIT) -> Session:
            sources = org.sources(tmp_path / "rate.sqlite3", rate)
            return stack.enter_context(Session(sources, patience))

        yield new


@pytest.fixture
def session(new_session: NewSession) -> Session:
    return new_session()
