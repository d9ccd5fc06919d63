from __future__ import annotations

from collections.abc import Iterable

from django.core.management.base import OutputWrapper


def done_and_left(
    outcomes: Iterable[tuple[int, str]], stderr: OutputWrapper
) -> tuple[list[int], int]:
    """Return which registries are done and how many are left; each of these says why."""
    done, left = [], 0
    for registry_id, problem in outcomes:
        if problem:
            left += 1
            stderr.write(f"registry {registry_id} is left: {problem}")
        else:
            done.append(registry_id)
    return done, left
