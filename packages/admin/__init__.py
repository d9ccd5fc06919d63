"""What support staff see of packages. Nothing is added, changed or deleted here."""

from __future__ import annotations

from packages.admin.builds import BuildAdmin
from packages.admin.packages import PackageAdmin
from packages.admin.runs import RunAdmin
from packages.admin.status_changes import StatusChangeAdmin

__all__ = ["BuildAdmin", "PackageAdmin", "RunAdmin", "StatusChangeAdmin"]
