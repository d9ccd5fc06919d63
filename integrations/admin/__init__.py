"""What support staff see of connected sites. Django looks for `integrations.admin`."""

from __future__ import annotations

from integrations.admin.sites import SiteAdmin

__all__ = ["SiteAdmin"]
