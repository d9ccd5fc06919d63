"""
The only module that speaks to S3, R2 or the like.

boto3 is imported when a bucket is opened: most processes never open one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from packages.bucket.access import Access
from packages.exceptions import PackagesError

CONNECTIONS = 32
CONNECT_SECONDS = 5
READ_SECONDS = 60


class BucketError(PackagesError):
    """The bucket didn't do what it was asked for, several times."""


class Listed(NamedTuple):
    key: str
    size: int
    etag: str  # with quotes; of a file that was sent whole it is the MD5


@contextmanager
def opened(access: Access) -> Iterator[Bucket]:
    """Give a bucket that several threads may use."""
    with _telling(f"{access.bucket} can't be opened"):
        client = _client(access)
    try:
        yield Bucket(access.bucket, client)
    finally:
        client.close()


class Bucket:
    """Raises BucketError. botocore itself tries again what may succeed the next time."""

    def __init__(self, name: str, client: Any) -> None:
        self.name = name
        self._client = client

    def put(
        self, key: str, content: BinaryIO, *, content_type: str, cached: str
    ) -> None:
        with _telling(f"{key} can't be sent to the bucket {self.name}"):
            self._client.put_object(
                Bucket=self.name,
                Key=key,
                Body=content,
                ContentType=content_type,
                CacheControl=cached,
            )

    def delete(self, key: str) -> None:
        """One at a time: a request for many would need a checksum, which R2 doesn't know."""
        with _telling(f"{key} can't be deleted in the bucket {self.name}"):
            self._client.delete_object(Bucket=self.name, Key=key)

    def listed(self, prefix: str) -> Iterator[Listed]:
        pages = self._client.get_paginator("list_objects_v2")
        with _telling(f"The bucket {self.name} can't be listed"):
            for page in pages.paginate(Bucket=self.name, Prefix=prefix):
                for found in page.get("Contents", ()):
                    yield Listed(found["Key"], found["Size"], found["ETag"])


def _client(access: Access) -> Any:
    import boto3
    from botocore.config import Config

    session = boto3.session.Session(
        aws_access_key_id=access.key_id,
        aws_secret_access_key=access.secret,
        region_name=access.region,
    )
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        # R2 doesn't know the checksums that botocore would add.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"mode": "standard"},
        max_pool_connections=CONNECTIONS,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )
    return session.client("s3", endpoint_url=access.endpoint, config=config)


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Say what went wrong without the server's words: they might name a key."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as exc:
        status = exc.response["ResponseMetadata"]["HTTPStatusCode"]
        raise BucketError(_message(what, f"{_code(exc)}, status {status}")) from None
    except BotoCoreError as exc:
        raise BucketError(_message(what, type(exc).__name__)) from None


def _code(error: Any) -> str:
    return str(error.response["Error"].get("Code", "no reason"))


def _message(what: str, reason: str) -> str:
    return (
        f"{what}: {reason}. The build isn't served. Look at the settings PACKAGES_S3_… "
        "and at the bucket, then run it again: what was sent isn't sent again."
    )
