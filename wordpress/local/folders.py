"""Where things lie."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LOCAL = PROJECT / ".local"
PHP_FILES = Path(__file__).parent / "php"
PLUGIN = PROJECT / "wordpress/plugins/restart-registry"
THEME = PROJECT / "wordpress/themes/therestart"
