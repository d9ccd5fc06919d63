"""How the repository's files are served, whoever does it: a view, or a bucket."""

from __future__ import annotations

JSON = "application/json"
ZIP = "application/zip"
FIVE_MINUTES = "public, max-age=300"
FOR_EVER = "public, max-age=31536000, immutable"  # a zip's name holds its checksum
