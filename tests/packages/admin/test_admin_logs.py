"""/admin/logs: what commands and the web server wrote, for staff alone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone

from packages.admin.log_lines import BLOCK, LINES, MOST
from tests.packages.admin.staff import PackagesStaffMixin

LOGS = "/admin/logs"
RUN = "pipeline-20260301-120000.log"
OUTSIDE = [
    "../packages.sqlite3",
    "..%2fpackages.sqlite3",
    "..%2Fpackages.sqlite3",
    "%2e%2e/packages.sqlite3",
    "%2e%2e%2fpackages.sqlite3",
    "%252e%252e%252fpackages.sqlite3",
    "..\\packages.sqlite3",
    "..%5cpackages.sqlite3",
    "../logs/web.log",
    "./web.log",
    "web.log/",
    "web.log%00",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "..",
    ".",
    "",
    "web.log%0a",
    "Web.log",
    "nothing.log",
    "a" * 10_000,
]


class LogsMixin(PackagesStaffMixin):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.storage / "logs"
        self.folder.mkdir(0o700)
        self.write("web.log", "served\n")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        with path.open("ab") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def tail_of(self, html: str) -> str:
        return html.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")

    def lines(self, path: str) -> tuple[str, str]:
        """Return what stands in the page, and the address of what comes then."""
        html = self.staff.get(path).content.decode()
        text = html.partition("<pre>")[2].partition("</pre>")[0].partition("<span")[0]
        return text, self.tail_of(html)

    def poll(self, tail: str) -> tuple[str, str]:
        response = self.staff.get(tail, headers={"HX-Request": "true"})
        assert response.status_code == 200
        html = response.content.decode()
        return html.partition("<span")[0], self.tail_of(html)


class ListTests(LogsMixin, TestCase):
    def test_the_one_written_last_comes_first(self) -> None:
        os.utime(self.folder / "web.log", (1_000, 1_000))
        self.write(RUN, "begins\n")

        page = self.page(LOGS)

        assert [link for link in page.links if "/logs/" in link] == [
            f"{LOGS}/{RUN}",
            f"{LOGS}/web.log",
        ]
        assert "7\xa0bytes" in page.text or "7 bytes" in page.text

    def test_only_logs_are_listed_and_no_links(self) -> None:
        secret = self.storage / "packages.sqlite3"
        secret.write_text("secret")
        (self.folder / "link.log").symlink_to(secret)
        (self.folder / "folder.log").mkdir()
        os.mkfifo(self.folder / "pipe.log")
        self.write("web.log.2.gz", b"\x1f")
        self.write("web.log.1", "older\n")
        self.write(".hidden.log", "x")
        self.write("<b>.log", "x")

        links = [link for link in self.page(LOGS).links if "/logs/" in link]

        assert sorted(links) == [f"{LOGS}/web.log", f"{LOGS}/web.log.1"]
        for name in (
            "link.log",
            "folder.log",
            "pipe.log",
            "web.log.2.gz",
            ".hidden.log",
        ):
            for path in (name, f"{name}/tail"):
                assert self.staff.get(f"{LOGS}/{path}").status_code == 404, path

    def test_without_a_folder_there_are_none(self) -> None:
        (self.folder / "web.log").unlink()
        self.folder.rmdir()

        assert "There are none yet" in self.page(LOGS).text
        assert self.staff.get(f"{LOGS}/web.log").status_code == 404


class LinesTests(LogsMixin, TestCase):
    def test_the_last_lines_are_shown_and_older_ones_page_by_page(self) -> None:
        lines = [f"line {number}\n" for number in range(450)]
        self.write(RUN, "".join(lines))

        seen: list[str] = []
        path = f"{LOGS}/{RUN}"
        for number in (LINES, LINES, 450 - 2 * LINES):
            text, _ = self.lines(path)
            assert text.count("\n") == number
            seen.insert(0, text)
            older = [link for link in self.page(path).links if "before" in link]
            path = f"{LOGS}/{RUN}{older[0]}" if older else ""

        assert "".join(seen) == "".join(lines)
        assert path == ""

    def test_an_older_page_stands_still(self) -> None:
        self.write(RUN, "one\ntwo\n")

        text, tail = self.lines(f"{LOGS}/{RUN}?before=4")

        assert (text, tail) == ("one\n", "")
        assert f"{LOGS}/{RUN}" in self.page(f"{LOGS}/{RUN}?before=4").links

    def test_any_number_is_answered(self) -> None:
        for before in ("0", "9" * 30, "-1", "x", "", "\0", "٣"):
            response = self.staff.get(f"{LOGS}/web.log", {"before": before})
            assert response.status_code == 200
            response = self.staff.get(f"{LOGS}/web.log/tail", {"offset": before})
            assert response.status_code == 200

    def test_very_long_lines_are_shown_in_part(self) -> None:
        self.write(RUN, "a" * 3 * MOST)

        assert len(self.lines(f"{LOGS}/{RUN}")[0]) == MOST

    def test_what_is_written_is_never_rendered(self) -> None:
        self.write(
            RUN, "<script>alert(1)</script></pre>\u202e\n".encode() + b"\xff\0\n"
        )

        text, tail = self.lines(f"{LOGS}/{RUN}")
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/pre&gt;" in text
        assert "\ufffd" in text
        self.write(RUN, "<img src=x>\n")
        assert self.poll(tail)[0] == "&lt;img src=x&gt;\n"

    def test_nobody_keeps_it_and_no_search_engine_reads_it(self) -> None:
        tail = self.lines(f"{LOGS}/web.log")[1]
        self.write("web.log", "more\n")
        for path in (LOGS, f"{LOGS}/web.log", tail):
            headers = self.staff.get(path).headers
            assert "no-store" in headers["Cache-Control"]
            assert headers["X-Robots-Tag"] == "noindex"


class TailTests(LogsMixin, TestCase):
    def test_what_is_new_is_told_once(self) -> None:
        _, tail = self.lines(f"{LOGS}/web.log")

        assert self.staff.get(tail).status_code == 204
        self.write("web.log", "one\ntw")
        text, then = self.poll(tail)
        assert text == "one\ntw"
        self.write("web.log", "o\n")
        text, last = self.poll(then)
        assert text == "o\n"
        assert self.staff.get(last).status_code == 204

    def test_much_is_told_bit_by_bit(self) -> None:
        _, tail = self.lines(f"{LOGS}/web.log")
        self.write("web.log", "x" * (BLOCK + 7))

        first, then = self.poll(tail)
        second, _ = self.poll(then)

        assert (len(first), len(second)) == (BLOCK, 7)

    def test_a_truncated_file_starts_over(self) -> None:
        path = self.write("web.log", "a long line\n")
        _, tail = self.lines(f"{LOGS}/web.log")
        os.truncate(path, 0)
        self.write("web.log", "new\n")

        text, then = self.poll(tail)

        assert text == "\n--- The file was begun anew. ---\nnew\n"
        self.write("web.log", "newer\n")
        assert self.poll(then)[0] == "newer\n"

    def test_so_does_one_that_another_took_the_place_of(self) -> None:
        path = self.write("web.log", "a long line\n")
        _, tail = self.lines(f"{LOGS}/web.log")
        path.rename(self.folder / "web.log.1")
        self.write("web.log", "new, and longer than the one before\n")

        assert "begun anew. ---\nnew, and longer" in self.poll(tail)[0]

    def test_its_address_names_nothing_but_places(self) -> None:
        _, tail = self.lines(f"{LOGS}/web.log")

        assert urlsplit(tail).path == f"{LOGS}/web.log/tail"
        assert parse_qs(urlsplit(tail).query).keys() == {"offset", "file"}


class WhoMaySeeThemTests(LogsMixin, TestCase):
    PATHS = (LOGS, f"{LOGS}/web.log", f"{LOGS}/web.log/tail", f"{LOGS}/nothing.log")

    def assert_gets_nothing(self, client: Client) -> None:
        for path in self.PATHS:
            response = client.get(path)
            assert response.status_code == 302
            assert response.headers["Location"].startswith("/admin/login/?next=")
            asked: Any = client.get(path, headers={"HX-Request": "true"})
            assert b"served" not in asked.content
            assert asked.status_code == (403 if path.endswith("tail") else 302)

    def test_a_stranger_gets_nothing(self) -> None:
        self.assert_gets_nothing(self.browser())

    def test_carol_gets_nothing(self) -> None:
        carol = self.browser()
        self.log_in("carol", client=carol)
        self.assert_gets_nothing(carol)
        carol.force_login(User.objects.create(username="carol"))
        assert carol.get(f"{LOGS}/web.log").status_code == 302

    def test_a_session_that_has_lapsed_gets_nothing(self) -> None:
        session = self.staff.session
        session.set_expiry(timezone.now() - timedelta(seconds=1))
        session.save()

        self.assert_gets_nothing(self.staff)

    def test_nor_does_who_is_no_administrator_any_more(self) -> None:
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        self.assert_gets_nothing(self.staff)

    def test_a_page_whose_session_has_ended_is_loaded_again(self) -> None:
        """It would append the login page to the log."""
        tail = f"{LOGS}/web.log/tail?offset=0"
        response = self.browser().get(tail, headers={"HX-Request": "true"})

        assert response.headers["HX-Refresh"] == "true"
        assert response.content == b""

    def test_in_an_outage_of_wordpress_they_can_be_read(self) -> None:
        self.wordpress.stop()
        cache.clear()

        assert self.lines(f"{LOGS}/web.log")[0] == "served\n"

    def test_nothing_else_of_the_machine_can(self) -> None:
        (self.storage / "packages.sqlite3").write_text("secret")
        for name in OUTSIDE:
            for path in (name, f"{name}/tail"):
                response = self.staff.get(f"{LOGS}/{path}")
                assert response.status_code == 404, path
                assert b"secret" not in response.content
