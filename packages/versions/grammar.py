"""
Composer's grammar of versions: a port of `Composer\\Semver\\VersionParser`.

One text that Composer can't read makes it refuse a whole package, so this has to agree with it to the letter. It
follows 3.3.2; newer releases read a few dates more.
"""

from __future__ import annotations

import re
from typing import Literal

Stability = Literal["stable", "RC", "beta", "alpha", "dev"]

IGNORE_CASE = re.ASCII | re.IGNORECASE  # ASCII: \d and \s are what they are in PHP
PHP_BLANKS = " \n\r\t\v\0"  # what PHP's trim() takes away
SUFFIX = r"[._-]?(?:(stable|beta|b|RC|alpha|a|patch|pl|p)((?:[.-]?\d+)*+)?)?([.-]?dev)?"

ALIAS = re.compile(r"^([^,\s]++) ++as ++([^,\s]++)$", re.ASCII)
FLAG = re.compile(r"@(?:stable|RC|beta|alpha|dev)$", IGNORE_CASE)
BUILD = re.compile(r"^([^,\s+]++)\+[^\s]++$", re.ASCII)
NUMBERS = re.compile(
    rf"^v?(\d{{1,5}})(\.\d++)?(\.\d++)?(\.\d++)?{SUFFIX}$", IGNORE_CASE
)
DATE = re.compile(
    rf"^v?(\d{{4}}(?:[.:-]?\d{{2}}){{1,6}}(?:[.:-]?\d{{1,3}})?){SUFFIX}$", IGNORE_CASE
)
DEV = re.compile(r"(.*?)[.-]?dev$", IGNORE_CASE)
BRANCH = re.compile(
    r"^v?(\d++)(\.(?:\d++|[xX*]))?(\.(?:\d++|[xX*]))?(\.(?:\d++|[xX*]))?$", IGNORE_CASE
)
REFERENCE = re.compile(r"#.+$")
STABILITY = re.compile(rf"{SUFFIX}(?:\+.*)?$", IGNORE_CASE)

LONG_NAMES = {"a": "alpha", "b": "beta", "p": "patch", "pl": "patch", "rc": "RC"}
UNSTABLE: dict[str, Stability] = {
    "a": "alpha",
    "alpha": "alpha",
    "b": "beta",
    "beta": "beta",
    "rc": "RC",
}


def normal_form(text: str) -> str | None:
    """Return the text as Composer compares it, or None where Composer refuses it."""
    version = _without_flags(text)
    if version.startswith("dev-"):
        return version
    return _release(version) or _numeric_branch(version)


def is_release(text: str) -> bool:
    """Tell whether a text names a release, and neither a branch nor nothing at all."""
    return _release(_without_flags(text)) is not None


def stability(text: str) -> Stability:
    version = REFERENCE.sub("", text)
    if version.startswith("dev-") or version.endswith("-dev"):
        return "dev"
    word, dev = "", None
    if suffix := STABILITY.search(version):
        word, dev = (suffix[1] or "").lower(), suffix[3]
    return "dev" if dev else UNSTABLE.get(word, "stable")


def _without_flags(text: str) -> str:
    """Take off what surrounds a version; a named branch begins with `dev-` then."""
    version = text.strip(PHP_BLANKS)
    if alias := ALIAS.search(version):
        version = alias[1]
    version = FLAG.sub("", version)
    if version in {"master", "trunk", "default"}:
        return f"dev-{version}"
    if version[:4].lower() == "dev-":
        return f"dev-{version[4:]}"
    build = BUILD.search(version)
    return build[1] if build else version


def _release(version: str) -> str | None:
    if numbers := NUMBERS.search(version):
        parts = [part or ".0" for part in numbers.group(2, 3, 4)]
        return "".join([numbers[1], *parts]) + _suffix(*numbers.group(5, 6, 7))
    if date := DATE.search(version):
        parts = re.findall(r"\d+", date[1])
        return ".".join(parts) + _suffix(*date.group(2, 3, 4))
    return None


def _suffix(word: str | None, number: str | None, dev: str | None) -> str:
    if word == "stable":  # spelt so; `Stable` stays, and sorts below everything
        return ""
    if not word:
        return "-dev" if dev else ""
    long_name = LONG_NAMES.get(word.lower(), word.lower())
    return f"-{long_name}{(number or '').lstrip('.-')}" + ("-dev" if dev else "")


def _numeric_branch(version: str) -> str | None:
    if not (dev := DEV.search(version)):
        return None
    if not (branch := BRANCH.search(dev[1].strip(PHP_BLANKS))):
        return None
    parts = [part or ".x" for part in branch.groups()]
    return re.sub(r"[xX*]", "9999999", "".join(parts)) + "-dev"
