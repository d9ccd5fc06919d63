"""Tests of the tab Content of a site's page: what is found, and what is changed."""

from __future__ import annotations

from typing import Any

from django.test import TestCase

from integrations.models import SyncEvent
from tests.integrations.admin.staff import SitePageMixin, text_of
from tests.transport import Says


class ContentTabTests(SitePageMixin, TestCase):
    def found(self, query: str) -> list[int]:
        response = self.staff.get(self.path("content/"), {"q": query})
        return [row["item"].external_id for row in response.context["rows"]]

    def test_content_is_found_by_title_slug_and_id(self) -> None:
        kettle = self.bridge.add_post(title="A kettle", slug="for-tea")
        bed = self.bridge.add_post(title="A bed", slug="to-sleep")
        self.follow()

        assert self.found("") == [bed, kettle]
        assert self.found("KETTLE") == [kettle]
        assert self.found("sleep") == [bed]
        assert self.found(str(kettle)) == [kettle]
        assert self.found("sofa\0") == []

    def test_private_things_have_no_words_and_a_way_to_wordpress(self) -> None:
        secret = self.bridge.add_post(title="Our secret", slug="ours", status="private")
        self.follow()

        page = self.page("content/")

        assert "(private)" in page
        assert "secret" not in page.casefold().replace("client_secret", "")
        assert f"post.php?post={secret}&amp;action=edit" in page

    def test_titles_are_text(self) -> None:
        self.bridge.add_post(title="<script>alert(1)</script>")
        self.follow()

        assert "<script>alert" not in self.page("content/")

    def test_any_page_is_answered(self) -> None:
        for page in ("0", "-1", "9" * 40, "x"):
            response = self.staff.get(self.path("content/"), {"page": page})
            assert response.status_code == 200


class ContentChangeTests(SitePageMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.set_flags(two_way=True)
        self.post_id = self.bridge.add_post(title="A kettle", slug="kettle")
        self.follow()

    def address(self) -> str:
        return f"content/{self.item(self.post_id).pk}/"

    def form(self, **changes: Any) -> dict[str, Any]:
        """Fill the form in as a browser does."""
        page = self.staff.get(self.path(self.address()))
        form = page.context["form"]
        filled = {name: str(form[name].value()) for name in form.fields}
        return filled | changes

    def test_the_title_is_set_on_the_site(self) -> None:
        response = self.post(self.address(), **self.form(title="A red kettle"))

        assert "The site has it" in self.messages(response)
        assert self.bridge.post(self.post_id).title == "A red kettle"
        assert self.item(self.post_id).title == "A red kettle"

    def test_what_nobody_touched_is_not_sent(self) -> None:
        post_id = self.bridge.add_post(title=" A bed ", slug="bed")
        self.follow()
        self.post_id = post_id
        self.bridge.requests.clear()

        self.post(self.address(), **self.form(status="draft"))

        [sent] = [x.body for x in self.bridge.requests if "posts" in x.path]
        assert (sent["status"], "title" in sent) == ("draft", False)

    def test_what_somebody_else_saved_stands_and_both_versions_are_shown(self) -> None:
        form = self.form(title="Mine")
        self.bridge.change_post(self.post_id, title="Theirs")

        response = self.post(self.address(), **form)

        assert self.bridge.post(self.post_id).title == "Theirs"
        page = text_of(response)
        assert "Title “Mine”, status publish." in page
        assert 'value="Theirs"' in page

    def test_a_lost_answer_is_said_and_sent_again_counts_once(self) -> None:
        form = self.form(title="A red kettle")
        self.bridge.instead["/restart-bridge/v1/posts"] = Says(503)
        response = self.post(self.address(), **form)
        assert "may or may not have been done" in self.messages(response)
        self.bridge.instead.clear()

        self.post(self.address(), **form)
        seq = self.bridge.site.last_seq
        self.post(self.address(), **form)

        assert self.bridge.post(self.post_id).title == "A red kettle"
        assert self.bridge.site.last_seq == seq

    def test_while_two_way_is_off_nothing_can_be_changed(self) -> None:
        form = self.form(title="Mine")
        self.bridge.set_flags(two_way=False)
        self.follow()

        response = self.post(self.address(), **form)

        assert "Two-way sync is off" in self.messages(response)
        assert self.bridge.post(self.post_id).title == "A kettle"
        assert "It can't be changed from here." in text_of(response)

    def test_terms_and_private_posts_have_no_form(self) -> None:
        secret = self.bridge.add_post(status="private")
        term = self.bridge.add_term()
        self.follow()

        for item in (self.item(secret), self.item(term, "category")):
            page = self.page(f"content/{item.pk}/")
            assert "It can't be changed from here." in page


class EventsTabTests(SitePageMixin, TestCase):
    def test_events_stand_there_newest_first(self) -> None:
        self.bridge.fill(2)
        self.follow()

        page = self.page("events/")

        assert page.index("sync: completed") < page.index("connect: connected")
        assert "created 2" in page

    def test_what_is_not_known_is_not_listed(self) -> None:
        SyncEvent.objects.create(
            integration=self.integration,
            event_type="key",
            action="issued",
            details={"prefix": "aB3dE6gH", "by": None},
        )

        assert "<td>prefix aB3dE6gH</td>" in self.page("events/")

    def test_a_failure_says_why(self) -> None:
        SyncEvent.objects.create(
            integration=self.integration,
            event_type="check",
            action="failed",
            success=False,
            error_message="<b>no</b>",
        )

        page = self.page("events/")

        assert 'class="has-failed"' in page
        assert "&lt;b&gt;no&lt;/b&gt;" in page
