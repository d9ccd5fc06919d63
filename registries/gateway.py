"""Reads and writes registries in WordPress with the caller's credentials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from registries.meta import to_json
from registries.registry import STATUSES, Registry, Status
from wpclient.client import Answer, get_client
from wpclient.credentials import Credentials
from wpclient.exceptions import BadAnswer, Invalid

ROUTE = "/wp/v2/restart-registry"
CREATIONS = "/restart-registry/v1/creations"
NO_SUCH_PAGE = "rest_post_invalid_page_number"
LAST_PAGE = 1_000_000  # beyond it WordPress's offset is no whole number any more


class Creation(NamedTuple):
    registry_id: int
    digest: str  # of the body it was made with; "" if a form made it


class Page(NamedTuple):
    registries: list[Registry]
    total: int
    total_pages: int


def get(registry_id: int, credentials: Credentials, *, context: str) -> Registry:
    """
    Fetch one registry; `context` is "edit" for people who may change it, else "view".

    In the view context WordPress treats withdrawn credentials like none at all: a
    published registry is still there, and its owner sees empty lists.
    """
    answer = get_client().get(f"{ROUTE}/{registry_id}", credentials, context=context)
    return Registry.from_post(answer.data)


def create(fields: dict[str, Any], credentials: Credentials) -> Registry:
    return Registry.from_post(get_client().post(ROUTE, credentials, fields).data)


def create_once(
    fields: dict[str, Any], key: str, digest: str, credentials: Credentials
) -> Registry:
    """Do the same, or raise Outdated if the caller made a registry with this key."""
    creation = {"restart_creation_key": key, "restart_creation_body": digest}
    meta = {**fields.get("meta", {}), **creation}
    return create({**fields, "meta": meta}, credentials)


def find_creation(key: str, credentials: Credentials) -> Creation | None:
    """
    Return what the caller has made with this key within a day.

    Our plugin keeps the key, waits for a creation that is under way, and shows the
    key to nobody. It goes in a header, which no log holds.
    """
    answer = get_client().request(
        "GET", CREATIONS, credentials, headers={"Idempotency-Key": key}
    )
    try:
        registry_id, digest = answer.data["id"], str(answer.data["body"])
    except (KeyError, TypeError) as exc:
        raise BadAnswer("not a creation") from exc
    return None if registry_id is None else Creation(int(registry_id), digest)


def update(
    registry_id: int, fields: dict[str, Any], credentials: Credentials
) -> Registry:
    answer = get_client().post(f"{ROUTE}/{registry_id}", credentials, fields)
    return Registry.from_post(answer.data)


def delete(registry_id: int, credentials: Credentials) -> None:
    """Delete for good: what lies in WordPress's trash can still be restored."""
    get_client().request(
        "DELETE", f"{ROUTE}/{registry_id}", credentials, params={"force": "true"}
    )


def write_list(
    registry_id: int,
    name: Literal["item_ids", "invitees"],
    values: Sequence[str] | Sequence[int],
    was: Sequence[str] | Sequence[int],
    credentials: Credentials,
) -> None:
    """
    Write one list of the meta, and nothing else, if it still is as it was.

    Raises Outdated if somebody else wrote it since. This uses our plugin's route,
    since WordPress's own rewrites the whole post: a registry that is made private at
    the same moment would be public again.
    """
    _write_meta(registry_id, name, to_json(values), to_json(was), credentials)


def clear_recipient_email(registry: Registry, credentials: Credentials) -> None:
    """Clear this address in the same way, or raise Outdated if somebody else wrote it."""
    was = registry.meta.recipient_email or ""
    _write_meta(registry.id, "recipient_email", "", was, credentials)


def _write_meta(
    registry_id: int, name: str, text: str, was: str, credentials: Credentials
) -> None:
    path = f"/restart-registry/v1/registries/{registry_id}/meta"
    body = {f"restart_{name}": text, f"restart_{name}_was": was}
    get_client().post(path, credentials, body)


def list_own(
    user_id: int, credentials: Credentials, *, page: int, per_page: int
) -> Page:
    """List the registries of one author, newest first, in every status but trash."""
    query = {"author": user_id, "per_page": per_page}
    try:
        answer = _list(credentials, page=min(page, LAST_PAGE), **query)
    except Invalid as exc:
        if exc.code != NO_SUCH_PAGE:
            raise
        first = _list(credentials, page=1, **query)
        return Page([], *_totals(first))
    if not isinstance(answer.data, list):
        raise BadAnswer("the registries are not a list")
    return Page([Registry.from_post(post) for post in answer.data], *_totals(answer))


def own_ids(user_id: int, credentials: Credentials) -> list[int]:
    """Return the ids of all registries of one author."""
    ids: list[int] = []
    page, last = 1, 1
    while page <= last:
        query = {"author": user_id, "per_page": 100, "_fields": "id"}
        try:
            answer = _list(credentials, page=page, **query)
        except Invalid as exc:
            if exc.code != NO_SUCH_PAGE:
                raise
            break  # one was deleted meanwhile
        ids += _ids(answer.data)
        page, last = page + 1, _totals(answer)[1]
    return ids


def every_registry(
    credentials: Credentials, *, may_be_none: bool = False
) -> Iterator[Registry]:
    """
    Yield the registries of all people, also those in the trash, by id.

    Raises BadAnswer when there is none, unless that may be, or when some came or went
    meanwhile, so that another may have been skipped: no registry is taken for gone
    because of that.
    Each page begins with the last one of the page before, which shows every shift.
    """
    seen, total = 0, 1
    last: list[int] = []  # the id of the one that is asked for again
    while seen < total:
        answer = _list_all(credentials, offset=seen - len(last))
        total, _ = _totals(answer)
        if may_be_none and answer.data == [] and seen == total == 0:
            return
        posts = answer.data if isinstance(answer.data, list) else []
        page = [Registry.from_post(post) for post in posts]
        ids = [registry.id for registry in page]
        if ids == last or ids[: len(last)] != last:
            raise BadAnswer(_shift(seen))
        yield from page[len(last) :]
        seen, last = seen + len(ids) - len(last), ids[-1:]
    if seen > total:
        raise BadAnswer(_shift(seen))


def _shift(seen: int) -> str:
    if not seen:
        return "the list of registries is empty"
    return f"the list of registries changed after the first {seen}"


def _list_all(credentials: Credentials, *, offset: int) -> Answer:
    statuses = ",".join((*STATUSES, Status.TRASH))
    return get_client().get(
        ROUTE,
        credentials,
        context="edit",
        status=statuses,
        orderby="id",  # dates repeat, so that pages would overlap
        order="asc",
        offset=offset,
        per_page=100,
    )


def _ids(posts: Any) -> list[int]:
    try:
        return [int(post["id"]) for post in posts]
    except (KeyError, TypeError, ValueError) as exc:
        raise BadAnswer("the registries have no ids") from exc


def _list(credentials: Credentials, **query: Any) -> Answer:
    # By id: posts of the same second come in any order, and pages would overlap.
    query = {"orderby": "id", "order": "desc", **query}
    # Each status by name: `any` leaves archived ones out.
    every = {"context": "edit", "status": ",".join(STATUSES)}
    try:
        return get_client().get(ROUTE, credentials, **query, **every)
    except Invalid as exc:
        if exc.code != "rest_forbidden_status":
            raise
        return get_client().get(ROUTE, credentials, **query)


def _totals(answer: Answer) -> tuple[int, int]:
    try:
        total = int(answer.headers["X-WP-Total"])
        return total, int(answer.headers["X-WP-TotalPages"])
    except (KeyError, ValueError) as exc:
        raise BadAnswer("a list without its totals") from exc
