"""What somebody wants to be served: done, or only told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import ngettext

from packages.builds.folders import build_folder
from packages.builds.manifest import read_manifest
from packages.deployment.cleanup import superfluous
from packages.deployment.current import current_build
from packages.deployment.metadata_changes import changes
from packages.deployment.promote import (
    Promotion,
    newest_build,
    promotable,
    promote,
)
from packages.deployment.rollback import rollback, rollback_source
from packages.models import Run
from packages.progress import Progress


@dataclass(frozen=True, kw_only=True)
class Deployment:
    build_id: str | None = (
        None  # None: the newest; of a rollback: what was served before
    )
    is_rollback: bool = False
    accept_closures: bool = False

    def source(self) -> Path:
        """Return the build that files come from; raise PackagesError if it may not be served."""
        accept = self.accept_closures
        if self.is_rollback:
            return rollback_source(self.build_id, accept_closures=accept)
        build = promotable(self.build_id or newest_build(), accept_closures=accept)
        return build_folder(build.pk)

    def carry_out(self, run: Run, progress: Progress) -> Promotion:
        accept = self.accept_closures
        if self.is_rollback:
            return rollback(
                run, self.build_id, accept_closures=accept, progress=progress
            )
        return promote(self.build_id or newest_build(), accept_closures=accept)

    def preview(self) -> str:
        """Say what `carry_out` would do; nothing is written."""
        source, served = self.source(), current_build()
        if self.is_rollback:
            return (
                f"Would make a new build of {source.name}, with what isn't open any more and "
                "our own packages as they are now, and serve it."
            )
        if source == served:
            return f"{source.name} is served already: nothing would change."
        return (
            f"Would serve {source.name}: {told(source, len(changes(served, source)))}."
        )


def told(folder: Path, changed_files: int) -> str:
    packages = read_manifest(folder).packages
    return (
        ngettext("%d package", "%d packages", packages) % packages
        + ", "
        + ngettext("%d file changed", "%d files changed", changed_files) % changed_files
    )


def summary(promotion: Promotion, held_before: str) -> Iterator[str]:
    """`held_before` is what the rollback was of that was served before; "": it was none."""
    build = promotion.build
    yield f"{build} is served: {told(build_folder(build.pk), promotion.changed_files)}."
    if build.rollback_of:
        yield (
            f"It is a rollback to {build.rollback_of}, and it holds: pipelines build, but "
            "serve nothing new. `deploy` ends it."
        )
    elif held_before:
        yield f"The rollback to {held_before} has ended."


def cleanup_preview(served: Path, retain: int) -> str:
    names = [folder.name for folder in superfluous(served, retain)]
    return f"Would delete builds: {', '.join(names) or 'none'}."
