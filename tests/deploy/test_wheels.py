"""Packages in the zip must run where the functions do, not only where it was built."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from deploy.check.wheels import check_wheels

PYTHON_3_11 = {"Runtime": "python3.11", "Architectures": ["x86_64"]}
PYTHON_3_13 = {"Runtime": "python3.13", "Architectures": ["x86_64"]}


def zip_with(folder: Path, *tags: str) -> Path:
    archive = folder / "lambda.zip"
    lines = "".join(f"Tag: {tag}\n" for tag in tags)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("orjson-3.13.0.dist-info/WHEEL", f"Wheel-Version: 1.0\n{lines}")
    return archive


@pytest.mark.parametrize(
    "tag",
    [
        "py3-none-any",
        "cp311-cp311-manylinux2014_x86_64",
        "cp311-cp311-manylinux_2_17_x86_64",
        "cp39-abi3-manylinux_2_17_x86_64",
    ],
)
def test_what_fits_is_taken(tag: str, tmp_path: Path) -> None:
    check_wheels(zip_with(tmp_path, tag), PYTHON_3_11)


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("cp313-cp313-manylinux_2_17_x86_64", id="another Python"),
        pytest.param("cp311-cp311-manylinux_2_17_aarch64", id="another processor"),
        pytest.param("cp311-cp311-manylinux_2_28_x86_64", id="a newer C library"),
        pytest.param("cp311-cp311-linux_x86_64", id="built on this machine"),
        pytest.param("cp311-cp311-musllinux_1_2_x86_64", id="Alpine"),
    ],
)
def test_what_does_not_fit_is_refused(tag: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"orjson-3\.13\.0\.dist-info is made for"):
        check_wheels(zip_with(tmp_path, tag), PYTHON_3_11)


def test_later_runtimes_have_a_newer_c_library(tmp_path: Path) -> None:
    archive = zip_with(tmp_path, "cp313-cp313-manylinux_2_28_x86_64")

    check_wheels(archive, PYTHON_3_13)


def test_one_fitting_tag_of_several_is_enough(tmp_path: Path) -> None:
    tags = "cp311-cp311-manylinux_2_17_x86_64", "cp311-cp311-manylinux_2_28_x86_64"

    check_wheels(zip_with(tmp_path, *tags), PYTHON_3_11)
