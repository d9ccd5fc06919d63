"""What a backend holds that reads the journal and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.real_bridge.journal.followed import TYPES, Followed, Key


class Copy:
    """Rows by type and id; `live` are those that exist."""

    def __init__(self, followed: Followed) -> None:
        self.followed = followed
        self.cursors: dict[Key, int] = {}
        self.rows: dict[Key, dict[int, dict[str, Any]]] = {}
        self.live_counts: dict[Key, int] = {}

    def follow(self, types: tuple[Key, ...] = TYPES) -> None:
        for key in types:
            for page in self.pages(key):
                self.live_counts[key] = page["live_count"]
                for row in page["rows"]:
                    self.apply(key, row)

    def pages(self, key: Key, limit: int = 500) -> Iterator[Any]:
        """Read to the head. Once a cursor stays behind its page, it stays for the rest of the pass."""
        after, behind = self.cursors.get(key, 0), False
        while True:
            page = self.followed.changes(*key, after=after, limit=limit)
            seqs = [row["seq"] for row in page["rows"]]
            assert seqs == sorted(set(seqs)) and all(seq > after for seq in seqs)
            if not behind:
                self.cursors[key] = max(self.cursors.get(key, 0), page["cursor"])
            yield page
            after = seqs[-1] if seqs else after
            behind = behind or page["cursor"] < after
            if after >= page["head"]:
                return

    def apply(self, key: Key, row: dict[str, Any]) -> None:
        """A row counts only if its seq is above the stored one."""
        rows = self.rows.setdefault(key, {})
        if row["seq"] > rows.get(row["id"], {"seq": 0})["seq"]:
            rows[row["id"]] = row

    def live(self, key: Key) -> dict[int, dict[str, Any]]:
        return {
            id_: {
                name: row[name] for name in row if name not in ("seq", "op", "origin")
            }
            for id_, row in self.rows.get(key, {}).items()
            if row["op"] == "put"
        }

    def differences(self, types: tuple[Key, ...] = TYPES) -> dict[Key, Any]:
        """Follow, and return the rows that aren't as they should be. All ways of counting agree."""
        self.follow(types)
        structure = self.followed.get("/structure")
        groups = {"post_type": "post_types", "taxonomy": "taxonomies"}
        found: dict[Key, Any] = {}
        for kind, slug in types:
            truth, live = self.followed.truth(kind, slug), self.live((kind, slug))
            differ = {
                id_: (live.get(id_), truth.get(id_))
                for id_ in live.keys() | truth.keys()
                if live.get(id_) != truth.get(id_)
            }
            if differ:
                found[kind, slug] = differ
            counted = structure[groups[kind]][slug]["count"]
            counts = (self.live_counts[kind, slug], counted, len(truth))
            assert len(set(counts)) == 1, (kind, slug, counts)
        return found
