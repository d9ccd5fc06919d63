"""Connected sites, held against what `users/me` of a WordPress takes."""

from __future__ import annotations

import os
from pathlib import Path

import django

from benchmarks.environment import environment
from benchmarks.setting import Step


def steps() -> dict[str, Step]:
    # The tests' real WordPress stands on Django, which wants its settings here, too.
    for name, value in environment(
        Path("/nonexistent"), "http://wordpress.test"
    ).items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restart_registry.settings")
    django.setup()
    from benchmarks.integrations import fake_site, real_site

    return {"a large site": fake_site.measure, "a real WordPress": real_site.measure}
