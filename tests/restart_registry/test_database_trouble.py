"""A database that fails is a 503, whoever asks and wherever it fails."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django.db import Error, InterfaceError, OperationalError, connection
from django.test import TestCase, TransactionTestCase
from psycopg.errors import DeadlockDetected, LockNotAvailable

from items.models import OutOfStepRegistry
from tests.staff import ITEMS, StaffMixin
from tests.worlds import FakeWordPressMixin, make_item

AWAY = [
    OperationalError("server closed the connection unexpectedly"),
    OperationalError("the database system is starting up"),
    InterfaceError("the connection is closed"),
]
BUSY = [OperationalError("database is locked")]
for cause in (DeadlockDetected(), LockNotAvailable()):  # in whatever language
    BUSY.append(OperationalError("canceling statement"))
    BUSY[-1].__cause__ = cause


def failing(error: Error, table: str = "") -> AbstractContextManager[None]:
    """Let every statement that names the table fail."""

    def fail(execute: Any, sql: str, *arguments: Any) -> Any:
        if table in sql:
            raise error
        return execute(sql, *arguments)

    return connection.execute_wrapper(fail)


class DatabaseTroubleTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.staff.raise_request_exception = False
        self.kettle = make_item(self.invited())

    def test_the_api_says_try_again(self) -> None:
        path = f"/items/{self.kettle.pk}"
        for error in AWAY:
            for method in ("GET", "PATCH", "DELETE"):
                with self.subTest(error, method=method), failing(error):
                    response = self.ada.send(method, path, {"name": "Pot"})

                assert response.status_code == 503
                assert response.headers["Retry-After"] == "5"
                assert response.json().keys() == {"detail"}
                assert "is not answering" in response.json()["detail"]
                assert response.headers["Cache-Control"] == "private, no-cache"

    def test_the_log_says_why(self) -> None:
        log = self.assertLogs("restart_registry.errors", "WARNING")
        with log as logs, failing(AWAY[0]):
            self.ada.get(f"/items/{self.kettle.pk}")

        assert "server closed the connection" in logs.output[0]

    def test_a_busy_database_is_said_to_be_busy(self) -> None:
        for error in BUSY:
            with self.subTest(error), failing(error):
                response = self.ada.get(f"/items/{self.kettle.pk}")

            assert response.status_code == 503
            assert response.headers["Retry-After"] == "1"
            assert response.json() == {"detail": "The database is busy. Try again."}

    def test_health_is_unhealthy(self) -> None:
        for error in AWAY:
            with failing(error):
                response = self.nobody.get("/health")

            assert response.status_code == 503
            assert response.json()["status"] == "unhealthy"
        assert self.nobody.get("/health").json()["status"] == "healthy"

    def test_the_admin_is_a_page_that_says_so(self) -> None:
        self.log_in()
        for error in AWAY:
            # It fails in the middleware that loads the session, and in the view.
            for table in ("django_session", "items"):
                with self.subTest(error, table=table), failing(error, table):
                    response = self.staff.get(ITEMS)

                assert response.status_code == 503
                assert response.headers["Retry-After"] == "5"
                assert b"<h1>The database is not answering</h1>" in response.content

    def test_a_bug_is_still_a_bug(self) -> None:
        with failing(Error("something else")):
            response = self.ada.get(f"/items/{self.kettle.pk}")

        assert response.status_code == 500


class AfterTheChangeTests(FakeWordPressMixin, TransactionTestCase):
    def test_a_change_stands_when_its_mark_cannot_be_taken_off(self) -> None:
        for error in AWAY:
            registry_id = self.wordpress.make_registry()
            item = make_item(registry_id)
            with failing(error, 'DELETE FROM "registries_out_of_step"'):
                response = self.ada.delete(f"/items/{item.pk}")

            assert response.status_code == 200
            assert OutOfStepRegistry.objects.filter(pk=registry_id).exists()
