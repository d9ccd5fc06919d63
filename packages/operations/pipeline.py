"""From WordPress.org to what is served, in one run: discover, update, build, deploy, cleanup."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from packages.builds.build import build
from packages.builds.summary import counters
from packages.configuration import sources
from packages.deployment.cleanup import cleanup
from packages.deployment.current import is_held
from packages.deployment.promote import promote
from packages.deployment.rollback import renew
from packages.discovery.discover import Source, discover
from packages.following.update import update
from packages.models import Build, Run
from packages.operations.steps import step
from packages.progress import Progress
from packages.wordpress_org.http import Session

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    built: Build
    served: str  # the id of a build that wasn't served before; "": the old one still is


def pipeline(
    run: Run,
    *,
    discover_source: Source = "config",
    skip_discover: bool = False,
    skip_deploy: bool = False,
) -> Outcome:
    """Stop at the first step that fails, by its exception. Each step is kept in the Run."""
    with Session(sources()) as session:
        if not skip_discover:
            with step(run, "discover") as progress:
                discover(
                    run, source=discover_source, session=session, progress=progress
                )
        with step(run, "update") as progress:
            update(run, session=session, progress=progress)
    with step(run, "build") as progress:
        built = build(run, progress=progress)
        run.counters = counters(built)
    served = ""
    if not skip_deploy:
        with step(run, "deploy") as progress:
            served = _deploy(run, built, progress)
    with step(run, "cleanup"):
        run.counters = {"deleted": len(cleanup())}
    return Outcome(built, served)


def _deploy(run: Run, built: Build, progress: Progress) -> str:
    """Serve the build; a rollback is only made anew, if it isn't as it should be."""
    if not is_held():
        run.counters = {"changed_files": promote(built.id).changed_files}
        return built.id
    renewed = renew(run, progress=progress)
    logger.info("A rollback is served, and held; `manage.py deploy` ends it.")
    return renewed.id if renewed else ""
