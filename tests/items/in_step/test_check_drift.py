"""`manage.py check_drift` compares WordPress with the items table, and mends."""

from __future__ import annotations

from items.models import Item, OutOfStepRegistry
from tests.items.in_step.drift import IDS, REGISTRIES, DriftMixin
from tests.worlds import make_item

DAMAGED = [
    *("{}", "[1,", "null", "nonsense", '["1"]', "[1.5]", "[1.0]", "[[1]]", "[true]"),
    *(f"[{2**64}]", f"[{10**30}]", "[1e5]", "[NaN]", "[1}"),
    "[" * 100_000,
]


class CheckDriftTests(DriftMixin):
    def test_nothing_differs(self) -> None:
        self.in_step()
        self.registry()
        self.wordpress.make_registry()  # it never had a list

        said = self.check()

        assert said == "3 registries compared, 0 differ: 0 mended, 0 left.\n"
        assert self.wordpress.writes == []

    def test_the_table(self) -> None:
        lamp, damaged = self.registry(), self.registry("[1,")
        for _ in range(7):
            make_item(lamp, pk=lamp * 10 + Item.objects.count())

        said = self.fails()

        assert said == (
            "  registry  differs             --fix   items\n"
            "        41  not named           mends   410, 411, 412, 413, 414 and 2 more\n"
            "        42  damaged list        leaves  -\n"
            "\n"
            "not named: Active items that the registry's list doesn't name. --fix names "
            "them, last.\n"
            "damaged list: restart_item_ids is not a JSON list of ids. Mend it in "
            "WordPress; --fix doesn't write over it.\n"
            "\n"
            "2 registries compared, 2 differ: 0 mended, 2 left.\n"
            "The table says what `check_drift --fix` mends and what it leaves."
        )
        assert (lamp, damaged) == (41, 42)
        assert self.wordpress.writes == []

    def test_an_item_that_is_not_named(self) -> None:
        registry_id = self.registry()
        first, second, new = (make_item(registry_id).pk for _ in range(3))
        self.name(registry_id, second, first)

        found = self.row(self.fails(), registry_id)
        said = self.check(fix=True)

        assert found == ["not named", "mends", str(new)]
        assert "1 registry compared, 1 differs: 1 mended, 0 left." in said
        assert self.named(registry_id) == [second, first, new]
        assert not OutOfStepRegistry.objects.exists()
        assert "1 registry compared, 0 differ:" in self.check()

    def test_an_id_without_an_item(self) -> None:
        registry_id = self.registry([999_999])

        found = self.row(self.fails(), registry_id)
        self.check(fix=True)

        assert found == ["no such item", "mends", "999999"]
        assert self.named(registry_id) == []

    def test_a_number_that_can_be_no_items(self) -> None:
        numbers = [-(2**63), -3, 0, 2**63 - 1, 2**64 - 1]
        registry_id = self.registry()
        kettle = make_item(registry_id).pk
        self.name(registry_id, *numbers, kettle)

        found = self.row(self.fails(), registry_id)
        self.check(fix=True)

        assert found == ["no such item", "mends", ", ".join(map(str, numbers))]
        assert self.named(registry_id) == [kettle]

    def test_an_item_that_was_taken_off(self) -> None:
        registry_id = self.registry()
        stays = make_item(registry_id).pk
        gone = make_item(registry_id, is_active=False).pk
        self.name(registry_id, gone, stays)

        found = self.row(self.fails(), registry_id)
        self.check(fix=True)

        assert found == ["taken off", "mends", str(gone)]
        assert self.named(registry_id) == [stays]
        assert list(Item.objects.active().values_list("id", flat=True)) == [stays]

    def test_an_item_that_is_named_twice(self) -> None:
        registry_id = self.registry()
        one, two = (make_item(registry_id).pk for _ in range(2))
        self.name(registry_id, two, one, two, two)

        found = self.row(self.fails(), registry_id)
        self.check(fix=True)

        assert found == ["named twice", "mends", str(two)]
        assert self.named(registry_id) == [two, one]

    def test_an_item_that_two_registries_name_stays_with_its_own(self) -> None:
        own, other = self.in_step(), self.in_step()
        kettle = Item.objects.get(registry_id=own)
        lamp = Item.objects.get(registry_id=other)
        self.name(other, kettle.pk, lamp.pk)

        found = self.row(self.fails(), other)
        self.check(fix=True)

        assert found == ["another registry's", "mends", str(kettle.pk)]
        assert (self.named(own), self.named(other)) == ([kettle.pk], [lamp.pk])
        kettle.refresh_from_db()
        assert (kettle.registry_id, kettle.is_active) == (own, True)

    def test_an_item_without_a_registry_keeps_its_place(self) -> None:
        """Only the list says which registry they belong to: backfill_registry_ids reads it."""
        legacy = make_item(None).pk
        registry_id = self.registry([legacy])
        new = make_item(registry_id).pk

        said = self.fails(fix=True)

        assert f"{registry_id}  not named           leaves  {new}\n" in said
        assert f"{registry_id}  no registry's       leaves  {legacy}\n" in said
        assert f"registry {registry_id} is left: The list names items from" in said
        assert "1 active item has no registry" in said
        assert "1 registry compared, 1 differs: 0 mended, 1 left." in said
        assert self.named(registry_id) == [legacy]
        assert not OutOfStepRegistry.objects.exists()

    def test_items_without_a_registry_are_said_and_are_no_drift(self) -> None:
        self.in_step()
        make_item(None)

        assert "1 active item has no registry" in self.check()

    def test_a_damaged_list_is_left_as_it_is(self) -> None:
        for text in DAMAGED:
            with self.subTest(text=text[:40]):
                registry_id = self.registry(text)
                make_item(registry_id)

                said = self.fails(registry=registry_id, fix=True)

                assert self.row(said, registry_id) == ["damaged list", "leaves", "-"]
                assert f"registry {registry_id} is left: restart_item_ids" in said
                assert self.wordpress.stored(registry_id).meta[IDS] == text
        assert self.wordpress.writes == []

    def test_a_list_of_thousands_that_are_no_items(self) -> None:
        kept = self.in_step()
        registry_id = self.registry(list(range(1_000_000, 1_040_000)))

        said = self.fails()

        assert "1000000, 1000001, 1000002, 1000003, 1000004 and 39995 more" in said
        assert self.row(said, registry_id)[0] == "no such item"
        assert str(kept) not in said.split("\n\n")[0]

    def test_a_registry_that_is_gone(self) -> None:
        self.in_step()
        gone = self.in_step()
        kettle = Item.objects.get(registry_id=gone)
        bought = make_item(gone, is_active=False)
        OutOfStepRegistry.objects.mark(gone)
        self.wordpress.remove(gone)

        found = self.row(self.fails(), gone)
        assert Item.objects.active().count() == 2
        self.check(fix=True)

        assert found == ["registry is gone", "mends", str(kettle.pk)]
        assert not Item.objects.active().in_registry(gone).exists()
        assert Item.objects.filter(pk=bought.pk).exists()
        assert not OutOfStepRegistry.objects.exists()
        assert Item.objects.active().count() == 1

    def test_one_that_is_gone_and_left_nothing_but_a_mark(self) -> None:
        self.in_step()
        gone = self.wordpress.make_registry()
        OutOfStepRegistry.objects.mark(gone)
        self.wordpress.remove(gone)

        assert self.row(self.fails(), gone) == ["registry is gone", "mends", "-"]
        self.check(fix=True)

        assert not OutOfStepRegistry.objects.exists()

    def test_one_that_is_gone_since_a_moment_is_left_to_sync_item_ids(self) -> None:
        self.in_step()
        gone = self.in_step()
        OutOfStepRegistry.objects.mark_deleting(gone)
        self.wordpress.remove(gone)

        said = self.check(fix=True)

        assert self.row(said, gone) == ["being told", "leaves", "-"]
        assert Item.objects.active().in_registry(gone).exists()

    def test_more_gone_than_there_are_is_another_wordpress(self) -> None:
        self.registry()
        gone = [self.in_step() for _ in range(2)]
        broken = self.registry([999])
        self.wordpress.remove(broken)
        for registry_id in gone:
            self.wordpress.remove(registry_id)

        said = self.fails(fix=True)

        assert "2 registries are gone, more than WordPress has" in said
        assert Item.objects.active().count() == 2
        self.check(fix=True, registry=gone[0])
        assert Item.objects.active().get().registry_id == gone[1]

    def test_one_in_the_trash_is_said_and_left(self) -> None:
        self.in_step()
        trashed = self.registry([999], status="trash")
        kettle = make_item(trashed)
        self.registry(status="trash")  # a registry without items needs no word

        said = self.check(fix=True)

        assert said.startswith("No drift, only to be known:\n")
        assert self.row(said, trashed) == ["in the trash", "leaves", str(kettle.pk)]
        assert "3 registries compared, 0 differ: 0 mended, 0 left." in said
        assert self.named(trashed) == [999]
        assert Item.objects.active().in_registry(trashed).exists()

    def test_every_status_is_compared(self) -> None:
        statuses = ("publish", "private", "draft", "pending", "future")
        broken = [self.registry([999], status=status) for status in statuses]
        broken += [self.registry([999], status="restart-archived")]

        assert "6 mended, 0 left" in self.check(fix=True)

        assert [self.named(registry_id) for registry_id in broken] == [[]] * 6

    def test_one_that_is_marked_or_leased_is_no_drift_yet(self) -> None:
        marked, leased = self.registry([999]), self.registry([999])
        OutOfStepRegistry.objects.mark(marked)
        OutOfStepRegistry.objects.mark(leased)
        OutOfStepRegistry.objects.acquire(leased)

        said = self.check(fix=True)

        for registry_id in (marked, leased):
            assert self.row(said, registry_id) == ["being told", "leaves", "-"]
            assert self.named(registry_id) == [999]
        assert "sync_item_ids sees to it" in said
        assert "2 registries compared, 0 differ: 0 mended, 0 left" in said

    def test_a_mark_does_not_hide_a_damaged_list(self) -> None:
        registry_id = self.registry("{}")
        OutOfStepRegistry.objects.mark(registry_id)

        assert self.row(self.fails(), registry_id)[0] == "damaged list"

    def test_only_one_registry(self) -> None:
        one, other = self.registry([999]), self.registry([999])

        assert "1 registry compared" in self.fails(registry=one)
        self.check(registry=one, fix=True)

        assert (self.named(one), self.named(other)) == ([], [999])
        assert self.wordpress.asked(REGISTRIES) == 0

    def test_a_number_that_can_be_no_registrys(self) -> None:
        for text in ("-3", "0", "12345678901234567890", "1.5", "Ada", "", "9" * 5000):
            with self.subTest(text=text[:20]):
                said = self.fails_with("--registry", text)

                assert "argument --registry: must be a number from 1 to 9223" in said
        assert self.wordpress.requests == []

    def test_nobody_is_named(self) -> None:
        title = "Ada's secret start"
        self.registry([999], title=title)
        make_item(self.registry(), name="A secret kettle")

        said = self.fails()

        for secret in ("Ada", "secret", "kettle", "shop.example", "example.test"):
            assert secret not in said
