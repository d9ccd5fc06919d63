"""Follows one site again and again, whatever happens: `python -m … SITE`."""

from __future__ import annotations

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "restart_registry.settings"

import django  # noqa: E402  # it reads its settings

django.setup()

from api.exceptions import DomainError  # noqa: E402
from integrations.exceptions import SiteError  # noqa: E402
from integrations.following.sync_content import run  # noqa: E402
from integrations.models import SiteIntegration  # noqa: E402

PAUSE = 0.02  # seconds


def follow(site: int) -> None:
    while True:
        integration = SiteIntegration.objects.select_related("site").get(site=site)
        try:
            run(integration)
        except (SiteError, DomainError) as exc:
            print(f"{type(exc).__name__}: {exc}", flush=True)  # noqa: T201  # the log
        time.sleep(PAUSE)


if __name__ == "__main__":
    follow(int(sys.argv[1]))
