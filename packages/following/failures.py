from __future__ import annotations

from packages.exceptions import PackagesError
from packages.models import Run
from packages.models.run import RunStatus


def judge_failures(failed: int, asked: int, run: Run) -> None:
    """Raise PackagesError when more than half failed; remember that some did."""
    if failed > asked / 2:
        raise PackagesError(
            f"WordPress.org gave no answer about {failed:,} of {asked:,} packages; the "
            "log says why. What it did answer is stored, except closures. Run the "
            "command again later: the rest is still due."
        )
    if failed:
        run.status = RunStatus.COMPLETED_WITH_ERRORS
