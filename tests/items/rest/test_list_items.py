from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item


class ListItemsTests(WordPressMixin, TestCase):
    def ids(self, path: str = "/items", name: str = "ada") -> list[int]:
        response = self.cast[name].get(path)
        assert response.status_code == 200
        return [item["id"] for item in response.json()]

    def test_lists_the_items_of_all_own_registries_newest_first(self) -> None:
        statuses = ("publish", "private", "draft", "restart-archived")
        own = [self.wordpress.make_registry(status=status) for status in statuses]
        others = self.wordpress.make_registry(owner="carol", status="publish")
        kettle, lamp, chair, table = (make_item(registry).pk for registry in own)
        make_item(others)
        make_item(None)
        make_item(own[0], is_active=False)

        assert self.ids() == [table, chair, lamp, kettle]

    def test_who_owns_nothing_gets_an_empty_list(self) -> None:
        make_item(self.invited())

        assert self.ids(name="bob") == []

    def test_administrators_see_all_active_items(self) -> None:
        kettle = make_item(self.wordpress.make_registry())
        legacy = make_item(None)
        make_item(None, is_active=False)

        assert self.ids(name="eve") == [legacy.pk, kettle.pk]

    def test_only_administrators_see_affiliate_fields(self) -> None:
        make_item(self.wordpress.make_registry(), affiliate_status="active")

        [public] = self.ada.get("/items").json()
        [support] = self.eve.get("/items").json()

        assert support == public | {"affiliate_url": None, "affiliate_status": "active"}

    def test_narrows_to_one_registry(self) -> None:
        shared, other = self.invited(), self.wordpress.make_registry()
        kettle = make_item(shared)
        make_item(other)

        for name in ("ada", "bob", "eve"):
            assert self.ids(f"/items?registry_id={shared}", name) == [kettle.pk]
        assert self.carol.get(f"/items?registry_id={shared}").status_code == 403
        assert self.ada.get("/items?registry_id=999999").status_code == 404

    def test_pages(self) -> None:
        registry_id = self.wordpress.make_registry()
        made = [make_item(registry_id).pk for _ in range(5)]
        newest_first = made[::-1]

        assert self.ids("/items?limit=2") == newest_first[:2]
        assert self.ids("/items?limit=2&skip=4") == newest_first[4:]
        assert self.ids("/items?skip=5") == []
        assert self.ids("/items?skip=10000") == []

    def test_pages_on_from_an_item(self) -> None:
        """Neither the length of the list nor newer items matter."""
        registry_id = self.wordpress.make_registry()
        made = [make_item(registry_id).pk for _ in range(4)]
        newest_first = made[::-1]
        make_item(self.wordpress.make_registry(owner="carol"))

        for narrowed in ("", f"&registry_id={registry_id}"):
            before = f"/items?before={made[2]}{narrowed}"
            assert self.ids(before) == newest_first[2:]
            assert self.ids(f"{before}&limit=1") == [made[1]]
            assert self.ids(f"{before}&skip=1") == [made[0]]
        assert self.ids(f"/items?before={2**63 - 1}") == newest_first
        assert self.ids("/items?before=1") == []

    def test_refuses_what_is_no_page(self) -> None:
        for query in (
            "limit=0",
            "limit=-1",
            "limit=201",
            "limit=x",
            "limit=",
            "limit=1.5",
            "skip=-1",
            "skip=10001",
            "before=0",
            "before=x",
            f"before={2**63}",
            f"skip={2**70}",
            "registry_id=0",
            "registry_id=-1",
            f"registry_id={2**70}",
            "registry_id=kettle",
        ):
            with self.subTest(query):
                response = self.ada.get(f"/items?{query}")

                assert response.status_code == 422
                name = query.partition("=")[0]
                assert response.json()["errors"][0]["loc"] == ["query", name]


class ListItemsQueriesTests(FakeWordPressMixin, TestCase):
    def test_one_query_and_one_look_at_wordpress_whatever_the_length(self) -> None:
        for registry_id in (self.wordpress.make_registry() for _ in range(3)):
            for _ in range(5):
                make_item(registry_id)
        self.ada.get("/registries")
        self.wordpress.requests.clear()

        with self.assertNumQueries(1):
            response = self.ada.get("/items")

        assert len(response.json()) == Item.objects.count() == 15
        assert [r.path for r in self.wordpress.requests] == ["/wp/v2/restart-registry"]

    def test_finds_registries_on_every_page_of_them(self) -> None:
        for _ in range(101):
            oldest_first = self.wordpress.make_registry()
        assert oldest_first
        kettle = make_item(oldest_first - 100)

        assert [item["id"] for item in self.ada.get("/items").json()] == [kettle.pk]
