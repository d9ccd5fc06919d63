"""What support staff see."""

from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.staff import ITEMS, StaffMixin
from tests.worlds import FakeWordPressMixin, make_item


class ListTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.kettle = make_item(712, price="19.90")
        self.lamp = make_item(713, name="Lamp", url="https://light.example/l")
        chair = {"name": "Old chair", "url": "https://shop.example/chair"}
        self.legacy = make_item(None, is_active=False, **chair)

    def listed(self, query: str) -> list[int]:
        response = self.staff.get(f"{ITEMS}?{query}")
        assert response.status_code == 200, query
        return [item.pk for item in response.context["cl"].result_list]

    def test_lists_every_item_newest_first(self) -> None:
        assert self.listed("") == [self.legacy.pk, self.lamp.pk, self.kettle.pk]

    def test_in_as_many_queries_whatever_the_length(self) -> None:
        for _ in range(30):
            make_item(712)

        with self.assertNumQueries(4):  # session, person, count, page
            self.listed("")

    def test_finds_by_id_registry_name_and_address(self) -> None:
        for words, found in (
            (str(self.kettle.pk), [self.kettle.pk]),
            ("713", [self.lamp.pk]),
            ("kettle", [self.kettle.pk]),
            ("light.example", [self.lamp.pk]),
            ("old+chair", [self.legacy.pk]),
            ("%22Old+chair%22", [self.legacy.pk]),
            ("nothing+like+it", []),
            (str(2**63), []),
            (str(2**70), []),
            ("-1", []),
            ("1.5", []),
            ("%25", []),
            ("%27+OR+1%3D1", []),
            ("%F0%9F%AB%96", []),
            ("x" * 5000, []),
        ):
            with self.subTest(words[:30]):
                assert self.listed(f"q={words}") == found

    def test_filters_are_questions(self) -> None:
        bought = make_item(712, quantity_purchased=1)
        overbought = make_item(712, quantity_purchased=2)
        homeless = make_item(712, url="")
        earning = make_item(
            712, affiliate_url="https://shop.example/x", affiliate_status="active"
        )
        everything = set(self.listed(""))
        for name, yes in (
            ("active", everything - {self.legacy.pk}),
            ("wanted", everything - {bought.pk, overbought.pk}),
            ("affiliate", {earning.pk}),
            ("registry", everything - {self.legacy.pk}),
            ("address", everything - {homeless.pk}),
            ("overbought", {overbought.pk}),
        ):
            with self.subTest(name):
                assert set(self.listed(f"{name}=yes")) == yes
                assert set(self.listed(f"{name}=no")) == everything - yes

    def test_a_link_narrows_it_to_one_registry(self) -> None:
        make_item(712, is_active=False)

        assert self.listed("registry_id=713") == [self.lamp.pk]
        assert len(self.listed("registry_id=712")) == 2
        for nonsense in ("999", "x", "-1", "1.5", str(2**63), str(2**70), "9" * 5000):
            assert self.listed(f"registry_id={nonsense}") == []

    def test_and_says_so_with_a_way_back(self) -> None:
        narrowed = self.staff.get(f"{ITEMS}?registry_id=713").content.decode()
        whole = self.staff.get(ITEMS).content.decode()

        assert "Registry 713" in narrowed
        assert "Clear all filters" in narrowed
        assert "By registry" not in whole

    def test_there_is_no_way_to_add_or_delete(self) -> None:
        page = self.staff.get(ITEMS).content.decode()

        assert "delete_selected" not in page
        assert "add/" not in page
        assert self.staff.get(f"{ITEMS}add/").status_code == 403
        assert self.staff.post(f"{ITEMS}add/", {"name": "x"}).status_code == 403
        delete = f"{ITEMS}{self.kettle.pk}/delete/"
        assert self.staff.get(delete).status_code == 403
        assert self.staff.post(delete, {"post": "yes"}).status_code == 403
        form = {
            "action": "delete_selected",
            "_selected_action": [self.kettle.pk],
            "post": "yes",
        }
        self.staff.post(ITEMS, form)
        assert Item.objects.count() == 3

    def test_who_is_not_logged_in_sees_nothing(self) -> None:
        stranger = self.browser()

        for path in ("/admin/", ITEMS, f"{ITEMS}{self.kettle.pk}/change/"):
            response = stranger.get(path)

            assert response.status_code == 302
            assert response.headers["Location"].startswith("/admin/login/")
