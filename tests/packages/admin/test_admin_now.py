"""What the front page of the admin says of packages."""

from __future__ import annotations

from datetime import timedelta

from django.db import connections
from django.test import TestCase
from django.utils import timezone

from packages.models import Run
from packages.router import ALIAS
from tests.packages.admin.staff import PackagesStaffMixin
from tests.packages.pages.repository import BUILD, ROWS, Repository

HOUR = timedelta(hours=1)


class NowTests(PackagesStaffMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.repository = Repository(self.storage)

    def serve(self, build_id: str, rollback_of: str = "") -> None:
        ago = (timezone.now() - 2 * HOUR).isoformat()
        self.repository.build(build_id, *ROWS, finished_at=ago, rollback_of=rollback_of)
        self.repository.promote(build_id)

    def failed(self, command: str) -> Run:
        ago = timezone.now() - HOUR
        return Run.objects.create(
            command=command, status="failed", pid=7, started_at=ago, finished_at=ago
        )

    def line(self) -> tuple[str, str]:
        """Return what is said, and how it looks."""
        html = self.staff.get("/admin/").content.decode()
        _, _, rest = html.partition("Every registry is in step")
        look = rest.partition('<li class="')[2].partition('"')[0]
        return self.page("/admin/").text, look

    def test_it_names_the_build_that_is_served(self) -> None:
        self.serve(BUILD)

        text, look = self.line()

        assert (
            f"Build {BUILD} of packages is served: 3 packages, made 2 hours ago."
            in text
        )
        assert "Nothing has failed. Logs" in text
        assert look == "success"

    def test_it_says_that_none_is(self) -> None:
        text, look = self.line()

        assert "No build of packages is served." in text
        assert look == "warning"

    def test_it_says_that_a_rollback_is_held(self) -> None:
        self.serve("20260103-030405", rollback_of=BUILD)

        text, look = self.line()

        assert f"It is held: it has what {BUILD} had" in text
        assert look == "warning"

    def test_it_names_the_last_failure_until_that_works_again(self) -> None:
        self.serve(BUILD)
        self.failed("update")
        run = self.failed("pipeline")

        text, look = self.line()
        assert "Last failure: pipeline , 1 hour ago." in text
        assert f"/admin/packages/run/{run.pk}/change/" in self.page("/admin/").links
        assert look == "warning"

        Run.objects.create(command="update", status="completed", pid=7)
        assert self.line()[1] == "warning"
        Run.objects.create(command="pipeline", status="completed_with_errors", pid=7)
        text, look = self.line()
        assert "Last failure: pipeline , 1 hour ago; it has worked since." in text
        assert look == "success"

    def test_the_page_comes_without_their_database(self) -> None:
        self.serve(BUILD)
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("ALTER TABLE packages_run RENAME TO away")

        text, look = self.line()

        assert "The packages’ database doesn’t answer." in text
        assert f"Build {BUILD} of packages is served" in text
        assert look == "error"
