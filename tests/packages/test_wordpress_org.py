"""Tests what other tests rely on in the fake WordPress.org, and nothing real is asked about."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import orjson
import requests

from tests.packages.wordpress_org import WordPressOrg
from wordpress.local.folders import PROJECT


def test_the_same_seed_makes_the_same_packages() -> None:
    with WordPressOrg(seed=1) as one, WordPressOrg(seed=1) as two:
        made = one.generate(plugins=300, themes=20)

        assert made == two.generate(plugins=300, themes=20)
        assert len(one.packages) == 320
    counts = [len(listed.versions) for listed in made]
    assert 16 < sum(counts) / len(counts) < 23


def test_a_version_has_a_zip(org: WordPressOrg) -> None:
    org.add("plugin", "tea", "1.0")
    org.close("plugin", "tea")

    answer = requests.get(f"{org.downloads}/plugin/tea.1.0.zip", timeout=10)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["tea/tea.php"]
    missing = requests.get(f"{org.downloads}/plugin/tea.2.0.zip", timeout=10)
    assert missing.status_code == 404


def test_it_can_be_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "tests.packages.wordpress_org", "--plugins", "1"]
    alone = ["env", "--default-signal=INT"]
    with subprocess.Popen(
        [*alone, *command], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        api = (
            process.stdout.readline()
            .strip()
            .removeprefix("PACKAGES_WORDPRESS_ORG_API=")
        )
        query = {"action": "plugin_information", "request[slug]": "none"}
        answer = requests.get(f"{api}/plugins/info/1.2/", query, timeout=10)
        process.terminate()

    assert orjson.loads(answer.content) == {"error": "Plugin not found."}
