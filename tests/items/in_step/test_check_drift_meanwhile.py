"""Others change what check_drift compares: it invents nothing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from items.models import OutOfStepRegistry
from tests.items.in_step.drift import REGISTRIES, DriftMixin
from tests.wordpress import Received
from tests.worlds import make_item


class ChangedMeanwhileTests(DriftMixin):
    def setUp(self) -> None:
        super().setUp()
        self.other = self.in_step()
        self.registry_id = self.registry()

    def look(self, received: Received) -> bool:
        return received.path == f"{REGISTRIES}/{self.registry_id}"

    def test_an_item_that_is_told_between_the_two_looks(self) -> None:
        kettle = make_item(self.registry_id)

        def tell(received: Received) -> None:
            if self.look(received):
                self.name(self.registry_id, kettle.pk)

        self.wordpress.before = tell

        assert "2 registries compared, 0 differ:" in self.check()

    def test_an_item_that_comes_and_is_told_during_the_second_look(self) -> None:
        self.name(self.registry_id, 999)

        def change(received: Received) -> None:
            if self.look(received):
                self.name(self.registry_id)
                make_item(self.registry_id)  # told before our answer

        self.wordpress.before = change

        assert "2 registries compared, 0 differ:" in self.check()

    def test_an_item_that_is_not_told_yet(self) -> None:
        make_item(self.registry_id)

        def mark(received: Received) -> None:
            if self.look(received):
                OutOfStepRegistry.objects.mark(self.registry_id)

        self.wordpress.before = mark

        assert self.row(self.check(), self.registry_id)[0] == "being told"

    def test_a_mark_that_is_cleared_during_the_second_look(self) -> None:
        make_item(self.registry_id)
        OutOfStepRegistry.objects.mark(self.registry_id)

        def clear(received: Received) -> None:
            if self.look(received):
                OutOfStepRegistry.objects.all().delete()

        self.wordpress.before = clear

        assert self.row(self.check(), self.registry_id)[0] == "being told"

    def test_one_that_is_deleted_before_the_second_look(self) -> None:
        kettle = make_item(self.registry_id)

        def remove(received: Received) -> None:
            if self.look(received):
                self.wordpress.before = lambda received: None
                self.wordpress.remove(self.registry_id)

        self.wordpress.before = remove

        found = self.row(self.fails(), self.registry_id)
        assert found == ["registry is gone", "mends", str(kettle.pk)]

    def test_one_that_is_mended_before_it_is_its_turn(self) -> None:
        kettle = make_item(self.registry_id)
        looks = 0

        def mend(received: Received) -> None:
            nonlocal looks
            looks += self.look(received)
            if looks == 2:
                self.name(self.registry_id, kettle.pk)

        self.wordpress.before = mend

        assert "1 mended, 0 left" in self.check(fix=True)
        assert self.wordpress.writes == []

    def test_one_that_others_write_at_this_moment_is_left_to_them(self) -> None:
        make_item(self.registry_id)
        looks = 0

        def lease(received: Received) -> None:
            nonlocal looks
            looks += self.look(received)
            if looks == 3:  # sync_item_ids writes under our lease
                OutOfStepRegistry.objects.update(
                    lease="0" * 32, leased_until=timezone.now() + timedelta(hours=1)
                )

        self.wordpress.before = lease

        said = self.fails(fix=True)

        assert f"registry {self.registry_id} is left: Others are changing" in said
        assert OutOfStepRegistry.objects.get().pk == self.registry_id

    def test_one_that_is_put_into_the_trash_while_it_is_told(self) -> None:
        make_item(self.registry_id)

        def trash(received: Received) -> None:
            if received.method == "POST":
                self.wordpress.set_status(self.registry_id, "trash")

        self.wordpress.before = trash

        said = self.fails(fix=True)

        assert f"registry {self.registry_id} is left: POST" in said
        assert "0 mended, 1 left" in said
