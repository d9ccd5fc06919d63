"""What a log says about packages: new names, changed ones, trunks, tags."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from packages.addresses import PackageType
from packages.versions.acceptance import reason_against
from packages.wordpress_org.log import Change, Revision
from packages.wordpress_org.names import is_package_name

Tags = dict[str, str]  # tag → when it was added


@dataclass
class LogChanges:
    package_type: PackageType
    highest: int = 0  # the watermark may move here, and no further
    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    trunk_revisions: dict[str, int] = field(default_factory=dict)
    tag_times: dict[str, Tags] = field(default_factory=lambda: defaultdict(dict))
    unnameable: set[str] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)  # revisions too large to be read

    def add(self, revision: Revision) -> None:
        self.highest = max(self.highest, revision.number)
        for change in revision.changes:
            self._add(change, revision)

    def _add(self, change: Change, revision: Revision) -> None:
        name, *below = change.path.strip("/").split("/")
        if change.is_file and not below:
            return  # a file beside the packages
        if not is_package_name(name):
            self.unnameable.add(name)
            return
        self.changed.add(name)
        if change.added and not below:
            self.added.add(name)
        if self.package_type == "plugin" and below[:1] == ["trunk"]:
            known = self.trunk_revisions.get(name, 0)
            self.trunk_revisions[name] = max(known, revision.number)
        if revision.moment and (tag := self._tag(change, below)):
            known_time = self.tag_times[name].get(tag, "")
            self.tag_times[name][tag] = max(known_time, revision.moment)

    def _tag(self, change: Change, below: list[str]) -> str | None:
        """Return the tag that this change adds; a change under one moves no time."""
        if change.is_file or not change.added:
            return None
        match self.package_type, below:
            case ("plugin", ["tags", tag]) | ("theme", [tag]) if not reason_against(
                tag
            ):
                return tag
            case _:
                return None
