"""Who may ask the bridge, and how it refuses what it can't answer."""

from __future__ import annotations

from typing import Any

from tests.bridge_worlds import BridgeMixin

ROUTES: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/status", {}),
    ("GET", "/structure", {}),
    ("GET", "/changes", {"kind": "post_type", "type": "post"}),
    ("GET", "/checksums", {"kind": "post_type", "type": "post", "from": 0, "to": 9}),
    ("POST", "/touch", {"kind": "post_type", "type": "post", "ids": [1]}),
    (
        "POST",
        "/posts/1",
        {"expected": "00000000", "change": "0" * 8 + "-0000-4000-8000-" + "0" * 12},
    ),
]


class WhoMayAskTheBridgeTests(BridgeMixin):
    def test_guests_and_people_without_the_right_get_no_answer(self) -> None:
        for method, path, values in ROUTES:
            for by, expected in ((None, 401), (self.bridge.person, 403)):
                with self.subTest(f"{method} {path}", expected=expected):
                    is_get = method == "GET"
                    status, data = self.ask(
                        method,
                        path,
                        by=by,
                        query=values if is_get else None,
                        body=None if is_get else values,
                    )
                    assert status == expected
                    assert "code" in data

    def test_a_withdrawn_password_is_a_401(self) -> None:
        before = self.bridge.service
        self.bridge.revoke()

        status, _ = self.ask("GET", "/status", by=before)

        assert status == 401


class BridgeQuestionTests(BridgeMixin):
    def test_a_type_that_is_not_there_is_refused(self) -> None:
        for type_ in ("nothing", "attachment", "__proto__"):
            with self.subTest(type_):
                refusal = self.refused("GET", "/changes", kind="post_type", type=type_)
                assert refusal == (400, "restart_bridge_unknown_type")

    def test_a_taxonomy_is_no_post_type(self) -> None:
        refusal = self.refused("GET", "/changes", kind="post_type", type="category")

        assert refusal == (400, "restart_bridge_unknown_type")

    def test_wrong_parameters_are_a_400(self) -> None:
        for wrong in (
            {"kind": "user"},
            {"after": -1},
            {"after": "x"},
            {"limit": 0},
            {"limit": 501},
        ):
            with self.subTest(wrong):
                query = {"kind": "post_type", "type": "post", **wrong}
                status, code = self.refused("GET", "/changes", **query)
                assert (status, code) == (400, "rest_invalid_param")

    def test_missing_parameters_are_a_400(self) -> None:
        status, code = self.refused("GET", "/changes", kind="post_type")

        assert (status, code) == (400, "rest_missing_callback_param")
