"""What is in a build's folder. Our own zips aren't: they lie beside the builds."""

from __future__ import annotations

PACKAGES_JSON = "packages.json"
LIST_JSON = "list.json"
P2 = "p2"  # holds VENDOR/SLUG.json and its like
INDEX = "index.jsonl"
MANIFEST = "manifest.json"
