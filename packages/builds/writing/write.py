"""Writes the folder of a build, and makes sure that everything is in it."""

from __future__ import annotations

import time

from django.utils import timezone

from packages.builds import integrity
from packages.builds.manifest import Manifest
from packages.builds.rows import mend_hashes
from packages.builds.writing.order import Order
from packages.builds.writing.tree import write_tree
from packages.progress import Progress
from packages.versions.times import as_text


def write_build(order: Order, progress: Progress) -> Manifest:
    """Raise BrokenBuild if a file isn't there at the end."""
    started, began = timezone.now(), time.monotonic()
    outcome = write_tree(order, progress)
    size = integrity.measure(
        order.folder, packages=outcome.packages, files=outcome.files
    )
    mend_hashes(outcome.wrong_hashes)
    manifest = Manifest(
        id=order.id,
        started_at=as_text(started),
        finished_at=as_text(timezone.now()),
        seconds=round(time.monotonic() - began, 3),
        bytes=size,
        partial=order.partial,
        previous=order.previous.name if order.previous else "",
        rollback_of=order.rollback_of,
        inputs=order.inputs,
        **outcome.told(),
    )
    manifest.write(order.folder)
    return manifest
