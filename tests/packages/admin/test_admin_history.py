"""What support staff see of runs, builds and closures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from packages.models import Build, Run, StatusChange
from tests.packages.admin.staff import PackagesStaffMixin
from tests.packages.pages.stored import closed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"


class RunTests(PackagesStaffMixin, TestCase):
    def run_of(self, command: str, **fields: object) -> Run:
        values = {"status": "completed", "pid": 7, "started_at": NOON, **fields}
        return Run.objects.create(command=command, **values)

    def test_the_last_one_comes_first_with_its_error(self) -> None:
        self.run_of("update", finished_at=NOON + timedelta(seconds=90))
        self.run_of("pipeline", status="failed", error=f"The disk is full.\n{HOSTILE}")

        text = self.page("/admin/packages/run/").text

        assert text.index("pipeline") < text.index("update")
        assert "90.0" in text
        assert "The disk is full." in text
        assert HOSTILE not in text  # the first line is enough there

    def test_one_shows_its_steps_counters_error_and_log(self) -> None:
        steps = [
            {
                "name": "update",
                "status": "completed",
                "seconds": 1.5,
                "counters": {"open": 3},
            },
            {"name": "build", "status": "failed", "seconds": 0.25},
        ]
        run = self.run_of(
            "pipeline",
            status="failed",
            steps=steps,
            counters={"fetched": 12},
            error=f"Full.\n{HOSTILE}",
            log="pipeline-20260301-120000.log",
        )

        page = self.page(f"/admin/packages/run/{run.pk}/change/")

        assert "update completed 1.5 s open 3 build failed 0.25 s" in page.text
        assert "fetched 12" in page.text
        assert f"Full. {HOSTILE}" in page.text
        assert f"/admin/logs/{run.log}" in page.links

    def test_one_that_runs_has_no_end_yet(self) -> None:
        run = self.run_of("update", status="running")

        text = self.page(f"/admin/packages/run/{run.pk}/change/").text

        assert "Steps: -" in text
        assert "Seconds: -" in text

    def test_they_are_narrowed_by_command_and_status(self) -> None:
        self.run_of("update")
        self.run_of("build", status="failed")

        for query in ({"command": "build"}, {"status": "failed"}):
            assert "1 run" in self.page("/admin/packages/run/", **query).text


class BuildTests(PackagesStaffMixin, TestCase):
    def test_they_are_listed_and_shown(self) -> None:
        build = Build.objects.create(
            id="20260301-120000",
            pid=7,
            status="completed",
            packages=70_000,
            bytes=3_000_000,
            rollback_of="20260228-120000",
            promoted_at=NOON,
        )

        for path in ("", f"{build.pk}/change/"):
            text = self.page(f"/admin/packages/build/{path}").text
            assert "20260301-120000" in text
            assert "70000" in text.replace(",", "")
            assert "2.9" in text
            assert "20260228-120000" in text


class ClosureTests(PackagesStaffMixin, TestCase):
    def test_they_are_listed_with_the_reason(self) -> None:
        for slug in ("tea", "coffee"):
            StatusChange.objects.create(
                package=closed(slug, author="Ada"), action="closed", reason=HOSTILE
            )

        with self.assertNumQueries(2, using="packages"):
            text = self.page("/admin/packages/statuschange/").text

        assert "wp-plugin/tea" in text
        assert HOSTILE in text
        assert (
            "2 status changes"
            in self.page("/admin/packages/statuschange/", q="ada").text
        )
