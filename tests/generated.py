"""The world and the settings for requests that schemathesis generates from docs/openapi.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import schemathesis
from django.core.management.color import no_style
from django.db import connection
from hypothesis import strategies as st

from items.models import Item, Purchase
from restart_registry.wsgi import application
from tests.stress import FULL, rounds
from tests.wordpress import FakeWordPress
from tests.worlds import forget_everything
from wpclient.client import get_client

OPENAPI = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
REGISTRIES = [
    1,
    2,
    3,
    4,
]  # as new_world() makes them; boundary values of ids hit them too
ITEMS = list(range(1, 9))

# Addresses as our validator takes them; JSON Schema's own include hosts without a dot.
label = st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True)
path = st.from_regex(r"(/[A-Za-z0-9._~%?=&-]{0,40}){0,4}", fullmatch=True)
uris = st.builds(
    "{}://{}.{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    label,
    st.sampled_from(["example", "com", "co.uk"]),
    path,
)
schemathesis.openapi.format("uri", uris)
emails = st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.(com|example)", fullmatch=True)
schemathesis.openapi.format("email", emails)


def known(name: str) -> dict[str, Any]:
    """Half of the ids belong to things that exist; the rest are generated."""
    return {"dictionary": name, "probability": 0.5}


# All checks are on. Two of them are told what no schema can say: which ETag an item has
# now (412, by the contract before 422), and which items are in a registry (422).
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "412", "429", "5xx"]
REJECTED = ["401", "403", "404", "405", "409", "411", "412", "413", "415", "422", "429"]
CHECKS = {
    "positive_data_acceptance": {"expected-statuses": ACCEPTED},
    "negative_data_rejection": {"expected-statuses": REJECTED},
}
ORDER = {
    "include-name": "PUT /registries/{registry_id}/items/order",
    "checks": {"positive_data_acceptance": {"expected-statuses": [*ACCEPTED, "422"]}},
}
CONFIG = {
    "seed": 20261121,
    "generation": {
        "deterministic": True,
        "database": "none",
        "max-examples": rounds(short=6, full=40),
        "allow-extra-parameters": False,  # "Unknown request keys are ignored"
    },
    # Texts from our own source would change with each edit what is generated.
    "analysis": {"constants": {"enabled": False}},
    # Every boundary of every field would be thousands of cases, made while tests are collected.
    "phases": {"coverage": {"enabled": FULL}},
    "checks": CHECKS,
    "operations": [ORDER],
    "dictionaries": {
        "registries": {"values": REGISTRIES},
        "items": {"values": ITEMS},
        "invitees": {"values": ["bob@example.test", "carol"]},
    },
    "parameters": {
        "path.registry_id": known("registries"),
        "path.item_id": known("items"),
        "path.invitee": known("invitees"),
        "query.registry_id": known("registries"),
        "body.registry_id": known("registries"),
        "body.item_ids.[*]": known("items"),
    },
}


class Counting:
    """Our WSGI application; `answers` counts the statuses it gave."""

    def __init__(self) -> None:
        self.answers: Counter[int] = Counter()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        def start(status: str, *args: Any) -> Any:
            self.answers[int(status[:3])] += 1
            return start_response(status, *args)

        return application(environ, start)


app = Counting()
schema = schemathesis.openapi.from_dict(
    json.loads(OPENAPI.read_text()), config=schemathesis.Config.from_dict(CONFIG)
)
schema.app = app


def new_world() -> FakeWordPress:
    """
    Registries of each kind, half of them Ada's, with two items in each.

    Anew for every request: what one deletes is there again for the next.
    """
    forget_everything()
    fake = FakeWordPress()
    fake.site.last_post_id = 0
    get_client().session.mount("http://", fake)
    meta = {"restart_invitees": '["bob@example.test","carol"]'}
    for owner in ("ada", "carol"):
        for status in ("publish", "private"):
            fake.make_registry(owner=owner, status=status, meta=meta)
    Purchase.objects.all().delete()
    Item.objects.all().delete()
    Item.objects.bulk_create(
        Item(
            id=number,
            registry_id=REGISTRIES[(number - 1) // 2],
            name=f"Item {number}",
            url="https://shop.example/kettle",
            price="19.90",
            affiliate_url="https://shop.example/kettle?tag=x",
            quantity_needed=number,
        )
        for number in ITEMS
    )
    _let_the_next_id_be_beyond()
    return fake


def _let_the_next_id_be_beyond() -> None:
    """SQLite sees which ids are taken, PostgreSQL has to be told."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Item]):
            cursor.execute(statement)
