from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
import pytest_django

from tests.packages.bucket.moto import KEY_ID, SECRET, Moto, StoredBucket
from tests.packages.bucket.proxy import RecordingProxy


@pytest.fixture(scope="session")
def moto() -> Iterator[Moto]:
    moto = Moto()
    yield moto
    moto.stop()


@pytest.fixture
def proxy(moto: Moto) -> Iterator[RecordingProxy]:
    proxy = RecordingProxy(moto)
    yield proxy
    proxy.stop()


@pytest.fixture
def bucket(
    moto: Moto, proxy: RecordingProxy, settings: pytest_django.Settings
) -> StoredBucket:
    """Return an empty bucket, which commands of this process reach through the proxy."""
    bucket = StoredBucket(moto, f"packages-{secrets.token_hex(4)}")
    settings.PACKAGES_S3_BUCKET = bucket.name
    settings.PACKAGES_S3_ENDPOINT_URL = proxy.url
    settings.PACKAGES_S3_ACCESS_KEY_ID = KEY_ID
    settings.PACKAGES_S3_SECRET_ACCESS_KEY = SECRET
    return bucket
