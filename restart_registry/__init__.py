from __future__ import annotations

__version__ = "0.1.0"  # scripts/bump.sh changes it
