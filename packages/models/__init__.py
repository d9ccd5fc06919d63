from __future__ import annotations

from packages.models.build import Build
from packages.models.installs import InstallEvent, InstallMonth
from packages.models.metadata_change import MetadataChange
from packages.models.package import Package
from packages.models.run import Run
from packages.models.status_change import StatusChange
from packages.models.watermark import Watermark

__all__ = [
    "Build",
    "InstallEvent",
    "InstallMonth",
    "MetadataChange",
    "Package",
    "Run",
    "StatusChange",
    "Watermark",
]
