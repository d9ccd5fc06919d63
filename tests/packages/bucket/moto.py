"""moto, which answers as S3 does: a process of its own, and its buckets."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import boto3
import requests
from botocore.config import Config

from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

KEY_ID, SECRET = "AKIAXADAXADAXADAXADA", "adas-secret-of-forty-characters-in-total"
SECONDS = 60


class Moto:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-moto-"))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.program = Program(
            "moto",
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            mark=self.folder,
            log=self.folder / "log",
            environment=os.environ,
        )
        self.client = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id="eve",
            aws_secret_access_key="eve",
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}),
        )
        try:
            self.program.wait_until(self._answers)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self.client.close()
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return requests.get(self.url, timeout=SECONDS).ok
        except requests.ConnectionError:
            return False


class StoredBucket:
    """A bucket as its owner sees it, past our program and past the proxy."""

    def __init__(self, moto: Moto, name: str) -> None:
        self.name = name
        self.url = f"{moto.url}/{name}"
        self.client = moto.client
        self.client.create_bucket(Bucket=name)

    def open_to_all(self) -> None:
        """Let everybody read, as docs/packages.md asks for."""
        statement = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{self.name}/*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self.client.put_bucket_policy(Bucket=self.name, Policy=policy)

    def content(self) -> dict[str, str]:
        """Return the MD5 of every object by its key, as the bucket tells it."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        found = [each for page in pages for each in page.get("Contents", ())]
        return {each["Key"]: each["ETag"].strip('"') for each in found}

    def read(self, key: str) -> bytes:
        content: bytes = self._object(key)["Body"].read()
        return content

    def headers(self, key: str) -> tuple[str, str]:
        """Return with which type an object is answered, and how long it may be kept."""
        found = self._object(key)
        return found["ContentType"], found["CacheControl"]

    def put(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=key, Body=content)

    def delete(self, *keys: str) -> None:
        for key in keys:
            self.client.delete_object(Bucket=self.name, Key=key)

    def _object(self, key: str) -> Any:
        return self.client.get_object(Bucket=self.name, Key=key)
