"""The steps of a run, as its row keeps them: name, seconds, status, and what was counted."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from packages.models import Run
from packages.models.run import RunStatus
from packages.operations.progress import shown
from packages.progress import Progress

logger = logging.getLogger(__name__)


@contextmanager
def step(run: Run, name: str) -> Iterator[Progress]:
    """Record one step. The row tells of it from its beginning on."""
    counted, run.counters = run.counters, {}
    entry: dict[str, Any] = {"name": name, "status": RunStatus.RUNNING, "seconds": 0}
    run.steps.append(entry)
    run.save(update_fields=["steps"])
    logger.info("%s: begins", name)
    began = time.monotonic()
    try:
        with shown(f"{run.command}, {name}") as progress:
            yield progress
        entry["status"] = RunStatus.COMPLETED
    except KeyboardInterrupt:
        entry["status"] = RunStatus.CANCELLED
        raise
    except BaseException:
        entry["status"] = RunStatus.FAILED
        raise
    finally:
        entry["seconds"] = round(time.monotonic() - began, 3)
        entry["counters"] = run.counters
        run.counters = counted | run.counters
    run.save(update_fields=["steps", "counters"])
    logger.info("%s: %s in %.1f s", name, entry["status"], entry["seconds"])
