"""What support staff do with packages: they look at them, and make them due."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.test import TestCase

from packages.admin import packages as admin_of_packages
from packages.following.due import due_for_update
from packages.models import Package
from packages.models.package import State, Vendor
from tests.packages.admin.staff import PackagesStaffMixin
from tests.packages.pages.stored import FIRST, closed, package

LIST = "/admin/packages/package/"


class ListTests(PackagesStaffMixin, TestCase):
    def names(self, **query: Any) -> list[str]:
        links = self.page(LIST, **query).links
        ids = [link.split("/")[4] for link in links if "/change/" in link]
        return [package.slug for package in Package.objects.in_bulk(ids).values()]

    def test_it_is_searched_by_slug_name_and_author(self) -> None:
        package("tea", display_name="Kettle", author="Ada")
        package("coffee", author="Bob")

        for words in ("te", "kettle", "ada"):
            assert self.names(q=words) == ["tea"]
        assert self.names(q='"te*') == []

    def test_it_is_narrowed_by_state_vendor_and_pending(self) -> None:
        package("tea", pending="2.0")
        package("quiet", Vendor.THEME)
        closed("milk")

        assert self.names(state="closed") == ["milk"]
        assert self.names(vendor="wp-theme") == ["quiet"]
        assert self.names(pending__isempty="0") == ["tea"]

    def test_a_package_is_shown_and_leads_to_its_page(self) -> None:
        hostile = "<script>alert(1)</script>"
        tea = package("tea", display_name=hostile, homepage="javascript:alert(1)")

        page = self.page(f"{LIST}{tea.pk}/change/")

        assert hostile in page.text
        assert "/packages/wp-plugin/tea" in page.links
        assert not [link for link in page.links if link.startswith("javascript:")]
        assert "textarea" not in page.tags

    def test_no_long_list_is_read_for_it(self) -> None:
        package("tea")

        with self.assertNumQueries(2, using="packages") as queries:
            self.page(LIST)

        assert "versions" not in queries[1]["sql"].split(" FROM ")[0].replace(
            "dropped_versions", ""
        )


class DueTests(PackagesStaffMixin, TestCase):
    def make_due(self, *chosen: Package, **more: Any) -> str:
        form = {
            "action": "due_at_the_next_run",
            "_selected_action": [each.pk for each in chosen],
            **more,
        }
        response = self.staff.post(LIST, form, follow=True)
        assert response.status_code == 200
        return self.messages(response)

    def test_it_is_fetched_at_the_next_run_and_nothing_else_changes(self) -> None:
        package("coffee", synced_at=FIRST)
        tea = package("tea", synced_at=FIRST, asked_at=FIRST)
        before = Package.objects.order_by("pk").values()
        expected = [
            row | {"synced_at": None} if row["slug"] == "tea" else row for row in before
        ]
        due = Package.objects.filter(due_for_update(FIRST.replace(year=2030)))
        assert not due.exists()

        assert self.make_due(tea) == ("1 package is due at the next run of `update`.")

        assert list(Package.objects.order_by("pk").values()) == expected
        assert [package.slug for package in due] == ["tea"]
        [entry] = LogEntry.objects.all()
        assert entry.change_message == "Made due at the next run."
        assert entry.user_id == self.wordpress.accounts["eve"].id

    def test_what_update_never_asks_about_is_left_as_it_was(self) -> None:
        chosen = [
            closed("tea", synced_at=FIRST),
            package("milk", state=State.GONE, synced_at=FIRST),
            package("restart-registry", Vendor.OURS, synced_at=FIRST),
        ]

        told = self.make_due(*chosen)

        assert told.startswith(
            "0 packages are due at the next run of `update`. Only open"
        )
        assert not Package.objects.filter(synced_at=None).exists()
        assert not LogEntry.objects.exists()

    def test_the_whole_directory_is_too_much(self) -> None:
        number = admin_of_packages.MOST_AT_ONCE + 1
        Package.objects.bulk_create(
            Package(
                vendor="wp-plugin",
                slug=f"tea-{n}",
                type="plugin",
                state="open",
                synced_at=FIRST,
            )
            for n in range(number)
        )

        told = self.make_due(*Package.objects.all()[:1], select_across="1")

        assert "more than 1,000 packages. Nothing was changed" in told
        assert not Package.objects.filter(synced_at=None).exists()

    def test_while_wordpress_cant_say_who_is_staff_it_isnt_offered(self) -> None:
        tea = package("tea", synced_at=FIRST)
        self.wordpress.stop()
        cache.clear()

        assert "Due at the next run" not in self.page(LIST).text
        self.make_due(tea)

        tea.refresh_from_db()
        assert tea.synced_at == FIRST
