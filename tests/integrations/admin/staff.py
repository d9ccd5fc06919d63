"""Eve at a site's page; the site is Ada's shop, connected, with a structure."""

from __future__ import annotations

import re
from typing import Any

from tests.integrations.following.followed import FollowedMixin
from tests.staff import StaffMixin
from tests.wordpress import CAST
from tests.worlds import FakeWordPressMixin

SITES = "/admin/integrations/site/"


class SitePageMixin(StaffMixin, FollowedMixin, FakeWordPressMixin):
    def caller(self, name: str = "") -> Any:
        of = FakeWordPressMixin if name in CAST else FollowedMixin
        return of.caller(self, name)

    def setUp(self) -> None:
        super().setUp()
        self.log_in()

    def path(self, tab: str = "") -> str:
        return f"{SITES}{self.site.pk}/{tab}"

    def page(self, tab: str, client: Any = None) -> str:
        """Return the text of a tab, in one line."""
        response = (client or self.staff).get(self.path(tab))
        assert response.status_code == 200, response
        return text_of(response)

    def post(self, tab: str, client: Any = None, **form: Any) -> Any:
        return (client or self.staff).post(self.path(tab), form, follow=True)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())
