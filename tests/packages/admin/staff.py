"""Somebody at the admin of a repository, whose folder is the test's own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.test import override_settings

from tests.packages.pages.reading import Page
from tests.staff import StaffMixin
from tests.worlds import FakeWordPressMixin


class PackagesStaffMixin(StaffMixin, FakeWordPressMixin):
    """Eve is logged in."""

    def setUp(self) -> None:
        super().setUp()
        self.storage = Path(tempfile.mkdtemp(prefix="restart-packages-"))
        self.addCleanup(shutil.rmtree, self.storage)
        settings = override_settings(PACKAGES_STORAGE=str(self.storage))
        settings.enable()
        self.addCleanup(settings.disable)
        self.log_in()

    def page(self, path: str, **query: Any) -> Page:
        response = self.staff.get(path, query)
        assert response.status_code == 200
        return Page(response.content.decode())
