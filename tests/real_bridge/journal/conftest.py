"""The site with a shop's types and the backend's account; its journal is new for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.desk import Desk
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.site import BridgeSite


@pytest.fixture(scope="package")
def followed_site(site_of_session: BridgeSite) -> Iterator[Followed]:
    followed = Followed(site_of_session)
    yield followed
    followed.close()


@pytest.fixture
def followed(site: BridgeSite, followed_site: Followed) -> Followed:
    followed_site.as_new()
    return followed_site


@pytest.fixture
def copy(followed: Followed) -> Copy:
    """It has read all there was."""
    copy = Copy(followed)
    copy.follow()
    return copy


@pytest.fixture
def desk(followed: Followed) -> Desk:
    return Desk(followed)
