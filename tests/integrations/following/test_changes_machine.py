"""Save, delete, commit late, answer twice or with an older answer: the copy agrees at last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from integrations.following import changes, jobs
from integrations.following.lease import Lease, LeaseLost
from integrations.following.page import Page
from integrations.models import ContentItem, JobKind, SyncedType
from tests.bridge import FakeBridge
from tests.bridge_routes import respond
from tests.integrations.following.followed import FollowedMixin
from tests.stress import rounds

POSTS = 6
IDS = st.integers(1, POSTS)
STATUSES = st.sampled_from(["publish", "draft", "private", "trash"])
LIMITS = st.sampled_from([1, 2, 500])
STEP = 20  # seconds; a transaction is open for less than a minute
SETTINGS = settings(
    max_examples=rounds(short=8, full=300),
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.stress
class ChangesMachineTests(FollowedMixin, TestCase):
    def test_no_order_of_pages_makes_the_copy_wrong(self) -> None:
        machine: Any = lambda: ChangesMachine(self)  # noqa: E731  # its type says a class
        run_state_machine_as_test(machine, settings=SETTINGS)


class Transaction(NamedTuple):
    post_id: int
    commit: Callable[[], None]
    age: int = 0


class ChangesMachine(RuleBasedStateMachine):
    """A site of six posts, and a reader who keeps what a pass keeps: cursor and place."""

    def __init__(self, test: ChangesMachineTests) -> None:
        super().__init__()
        self.test = test
        ContentItem.objects.all().delete()
        SyncedType.objects.update(cursor=0, reached_head=False)
        self.bridge = FakeBridge()
        self.ids = [self.bridge.add_post(slug="") for _ in range(POSTS)]
        self.open: list[Transaction] = []
        self.answers: dict[int, list[Any]] = {}  # to the same question
        self.type = test.type()
        test.integration.jobs.all().delete()
        self.job = jobs.begin(test.integration, JobKind.CONTENT)
        self.lease = self.new_lease()
        self.place = self.cursor = 0
        self.seqs: dict[int, int] = {}

    def new_lease(self) -> Lease:
        lease = Lease(self.test.integration.pk)
        type(self.test.integration).objects.update(lease=lease.token)
        return lease

    # The site

    def free(self, post: int) -> int | None:
        """Return the post's id, unless a transaction has it: others would wait for that."""
        post_id = self.ids[post - 1]
        return None if post_id in [each.post_id for each in self.open] else post_id

    @rule(post=IDS, status=STATUSES, title=st.text(max_size=3))
    def save(self, post: int, status: str, title: str) -> None:
        if post_id := self.free(post):
            self.bridge.change_post(post_id, status=status, title=title)

    @rule(post=IDS)
    def save_in_a_transaction(self, post: int) -> None:
        if post_id := self.free(post):
            commit = self.bridge.change_post_late(post_id, "Late")
            self.open.append(Transaction(post_id, commit))

    @precondition(lambda self: self.open)
    @rule()
    def commit(self) -> None:
        self.open.pop(0).commit()

    @precondition(lambda self: all(each.age + STEP < 60 for each in self.open))
    @rule()
    def wait(self) -> None:
        self.bridge.wait(STEP)
        self.open = [each._replace(age=each.age + STEP) for each in self.open]

    @rule(post=IDS)
    def touch(self, post: int) -> None:
        if post_id := self.free(post):
            body = {"kind": "post_type", "type": "post", "ids": [post_id]}
            respond(self.bridge.site, "POST", "/touch", body)

    # The reader

    def ask(self, limit: int) -> Any:
        query = {"kind": "post_type", "type": "post", "after": self.place}
        answer = respond(self.bridge.site, "GET", "/changes", {**query, "limit": limit})
        self.answers.setdefault(self.place, []).append(answer)
        return answer

    def apply(self, answer: Any, most: int | None = None) -> None:
        page = Page.read(answer, self.type, after=answer["after"], limit=500)
        applied = changes.apply(page, self.type, self.job, self.lease, most=most)
        self.place = applied.page.last

    @rule(limit=LIMITS, most=st.sampled_from([None, 1, 3]))
    def read_a_page(self, limit: int, most: int | None) -> None:
        self.apply(self.ask(limit), most)

    @rule(limit=LIMITS)
    def read_a_page_twice(self, limit: int) -> None:
        answer = self.ask(limit)
        self.apply(answer)
        self.apply(answer)

    @precondition(lambda self: self.place in self.answers)
    @rule(data=st.data())
    def get_an_older_answer(self, data: st.DataObject) -> None:
        self.apply(data.draw(st.sampled_from(self.answers[self.place])))

    @rule()
    def begin_a_new_pass(self) -> None:
        self.place = SyncedType.objects.get(pk=self.type.pk).cursor

    @rule(limit=LIMITS)
    def read_a_page_and_be_too_late(self, limit: int) -> None:
        answer, place = self.ask(limit), self.place
        before = self.rows()
        late, self.lease = self.lease, self.new_lease()
        page = Page.read(answer, self.type, after=place, limit=500)

        with pytest.raises(LeaseLost):
            changes.apply(page, self.type, self.job, late)

        assert self.rows() == before

    # What always holds

    def rows(self) -> list[Any]:
        return list(self.type.items.order_by("external_id").values())

    @invariant()
    def the_cursor_does_not_go_back(self) -> None:
        before, self.cursor = (
            self.cursor,
            SyncedType.objects.get(pk=self.type.pk).cursor,
        )
        assert self.cursor >= before

    @invariant()
    def the_job_has_counted_what_is_live(self) -> None:
        self.job.refresh_from_db()
        live = self.type.items.live().count()
        assert self.job.created - self.job.deleted == live

    @invariant()
    def nothing_is_newer_than_the_site(self) -> None:
        lines = self.bridge.site.journal["post_type", "post"]
        for row in self.rows():
            assert row["seq"] <= lines[row["external_id"]].seq

    @invariant()
    def no_row_goes_back(self) -> None:
        before = self.seqs
        self.seqs = {row["external_id"]: row["seq"] for row in self.rows()}
        assert all(self.seqs[key] >= seq for key, seq in before.items())

    @invariant()
    def nobody_has_two_rows(self) -> None:
        ids = [row["external_id"] for row in self.rows()]
        assert len(set(ids)) == len(ids)

    def teardown(self) -> None:
        """When all is committed and a minute has passed, one pass brings all of it."""
        for each in self.open:
            each.commit()
        self.bridge.wait(61)
        self.begin_a_new_pass()
        while (answer := self.ask(500))["rows"]:
            self.apply(answer)
        live = self.bridge.site.live(("post_type", "post"))
        there = {x.id: self.bridge.site.checksum(x) for x in live}
        here = self.type.items.live().values_list("external_id", "checksum")
        assert {key: f"{value:08x}" for key, value in here} == there
