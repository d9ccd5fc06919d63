"""Tests that the Composer which is asked is the one that was chosen."""

from __future__ import annotations

import re
import subprocess

from tests.packages.composers import SUITE, composer

VERSIONS = {"bookworm": (2, 5), "trixie": (2, 8), "sid": (2, 11)}


def test_composer_is_the_one_of_the_debian_release() -> None:
    answer = subprocess.run(
        [*composer(), "--version"], capture_output=True, text=True, check=True
    )

    number = re.search(r"Composer version (\d+)\.(\d+)", answer.stdout)
    assert number
    version = (int(number[1]), int(number[2]))
    assert version >= VERSIONS[SUITE]
