"""The REST routes of the fake WordPress, as far as the API asks for them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.wordpress_errors import RestError
from tests.wordpress_people import Person, me, staff, who_calls
from tests.wordpress_posts import STATUSES, Post, check_parts, check_texts

POSTS = "/wp/v2/restart-registry"


@dataclass
class Site:
    people: list[Person] = field(default_factory=list)
    posts: dict[int, Post] = field(default_factory=dict)
    last_post_id: int = 40
    is_for_members: bool = False  # a plugin closes REST to everybody else
    is_careless: bool = False  # shows everybody everything, as if he were the author

    def add_person(
        self, username: str, display_name: str, role: str, email: str = ""
    ) -> Person:
        email = email or f"{username}@example.test"
        person = Person(len(self.people) + 1, username, email, display_name, role)
        self.people.append(person)
        return person

    def add_post(self, author: Person) -> Post:
        self.last_post_id += 1
        post = self.posts[self.last_post_id] = Post(self.last_post_id, author)
        return post

    def creation(self, caller: Person, key: str) -> Post | None:
        """Return what this person made with this key, and didn't throw away."""
        for post in self.posts.values():
            made = (post.author is caller, post.creation[0], post.status != "trash")
            if key and made == (True, key, True):
                return post
        return None

    def post(self, post_id: int) -> Post:
        if post_id not in self.posts:
            raise RestError(404, "rest_post_invalid_id", "Invalid post ID.")
        return self.posts[post_id]


class Response(NamedTuple):
    status: int
    data: Any
    headers: Mapping[str, str] = {}


def respond(
    site: Site,
    method: str,
    path: str,
    *,
    query: Mapping[str, str],
    body: dict[str, Any],
    authorization: str | None,
    key: str = "",
) -> Response:
    """Answer a request, or raise RestError. Wrong credentials make the caller a guest."""
    answer = _answer(site, method, path, query, body, authorization, key)
    if fields := query.get("_fields"):
        return answer._replace(data=_only(fields.split(","), answer.data))
    return answer


def _only(fields: list[str], data: Any) -> Any:
    if isinstance(data, list):
        return [_only(fields, each) for each in data]
    return {key: data[key] for key in fields if key in data}


def _answer(
    site: Site,
    method: str,
    path: str,
    query: Mapping[str, str],
    body: dict[str, Any],
    authorization: str | None,
    key: str,
) -> Response:
    caller = who_calls(site.people, authorization)
    if site.is_for_members and caller is None:
        raise RestError(401, "rest_not_logged_in", "You are not currently logged in.")
    numbers = [int(number) for number in re.findall(r"/(\d+)(?=/|$)", path)]
    if authorization is None and path.startswith(f"{POSTS}/"):
        _seen_by_guests(site, numbers[0])
    match method, re.sub(r"/\d+(?=/|$)", "/N", path):
        case "GET", "/":
            return Response(200, {"namespaces": ["wp/v2", "restart-registry/v1"]})
        case "GET", "/wp/v2/users/me":
            return Response(200, me(caller, query.get("context", "view")))
        case "GET", "/restart-registry/v1/staff/N":
            return Response(200, staff(site.people, caller, numbers[0]))
        case "GET", "/restart-registry/v1/creations":
            return _find_creation(site, caller, key)
        case "POST", "/restart-registry/v1/registries/N/meta":
            check_parts(body)
            return Response(200, _to_write(site, caller, numbers[0]).write_parts(body))
        case "GET", "/wp/v2/restart-registry":
            return _list(site, caller, query)
        case "POST", "/wp/v2/restart-registry":
            check_status(body)
            return _create(site, caller, body)
        case "GET", "/wp/v2/restart-registry/N":
            post = site.post(numbers[0])
            reader = post.author if site.is_careless else caller
            return _read(post, reader, query.get("context", "view"))
        case "POST", "/wp/v2/restart-registry/N":
            check_status(body)
            return _update(site.post(numbers[0]), caller, body)
        case "DELETE", "/wp/v2/restart-registry/N":
            return _delete(site, site.post(numbers[0]), caller, query)
    raise RestError(404, "rest_no_route", "No route was found.")


def check_status(body: dict[str, Any]) -> None:
    """WordPress looks at this before it asks who writes."""
    if body.get("status", "draft") not in STATUSES:
        raise RestError.invalid_param("status", "rest_not_in_enum")


def _seen_by_guests(site: Site, post_id: int) -> None:
    """To guests a hidden registry looks as if it had never existed."""
    if not site.post(post_id).may_read(None):
        raise RestError(404, "rest_post_invalid_id", "Invalid post ID.")


def _read(post: Post, caller: Person | None, context: str) -> Response:
    if context == "edit" and not post.may_edit(caller):
        raise RestError.not_allowed(caller, "rest_forbidden_context")
    if not post.may_read(caller):
        raise RestError.not_allowed(caller, "rest_forbidden")
    return Response(200, post.as_rest(caller, context))


def _create(site: Site, caller: Person | None, body: dict[str, Any]) -> Response:
    if caller is None or "edit_restart_registries" not in caller.capabilities:
        raise RestError.not_allowed(caller, "rest_cannot_create")
    check_texts(Post(0, caller), body)
    meta = body.get("meta", {})
    key = meta.get("restart_creation_key", "")
    if key and not re.fullmatch("[ -~]{16,255}", key):
        raise RestError(400, "rest_invalid_param")
    if key and site.creation(caller, key):
        raise RestError(409, "restart_registry_exists")
    post = site.add_post(caller)
    post.creation = (key, meta.get("restart_creation_body", ""))
    post.write(body)
    return Response(201, post.as_rest(caller, "edit"))


def _find_creation(site: Site, caller: Person | None, key: str) -> Response:
    if caller is None:
        raise RestError.not_allowed(caller, "rest_forbidden")
    post = site.creation(caller, key)
    if post is None:
        return Response(200, {"id": None, "body": ""})
    return Response(200, {"id": post.id, "body": post.creation[1]})


def _update(post: Post, caller: Person | None, body: dict[str, Any]) -> Response:
    if not post.may_edit(caller):
        raise RestError.not_allowed(caller, "rest_cannot_edit")
    post.write(body)
    return Response(200, post.as_rest(caller, "edit"))


def _delete(
    site: Site, post: Post, caller: Person | None, query: Mapping[str, str]
) -> Response:
    if not post.may_edit(caller):
        raise RestError.not_allowed(caller, "rest_cannot_delete")
    previous = post.as_rest(caller, "edit")
    if query.get("force") == "true":
        del site.posts[post.id]
        return Response(200, {"deleted": True, "previous": previous})
    if post.status == "trash":
        raise RestError(410, "rest_already_trashed")
    post.status = "trash"
    return Response(200, post.as_rest(caller, "edit"))


def _to_write(site: Site, caller: Person | None, post_id: int) -> Post:
    post = site.post(post_id)
    if post.status == "trash":
        raise RestError(404, "rest_post_invalid_id", "Invalid post ID.")
    if not post.may_edit(caller):
        raise RestError.not_allowed(caller, "rest_cannot_edit")
    return post


def _list(site: Site, caller: Person | None, query: Mapping[str, str]) -> Response:
    may_edit = caller is not None and "edit_restart_registries" in caller.capabilities
    statuses = query.get("status", "publish").split(",")
    if statuses != ["publish"] and not may_edit:
        status = 403 if caller else 401
        raise RestError.invalid_param("status", "rest_forbidden_status", status)
    if unknown := set(statuses) - {*STATUSES, "trash", "any"}:
        raise RestError.invalid_param("status", f"rest_not_in_enum {unknown}")
    page, per_page = int(query.get("page", 1)), int(query.get("per_page", 10))
    if not 1 <= per_page <= 100 or page < 1:
        raise RestError.invalid_param("per_page", "rest_out_of_bounds")
    context = query.get("context", "view")
    if context == "edit" and not may_edit:
        raise RestError.not_allowed(caller, "rest_forbidden_context")

    direction = 1 if query.get("order") == "asc" else -1
    # All are of the same second: without orderby=id they come in any order.
    is_sorted = query.get("orderby") == "id"
    found = [
        post
        for post in sorted(
            site.posts.values(),
            key=lambda post: direction * (post.id if is_sorted else -(post.id % 3)),
        )
        if _is_listed(post, statuses)
        and query.get("author", str(post.author.id)) == str(post.author.id)
        and _is_counted(post, caller)
    ]
    pages = math.ceil(len(found) / per_page)
    if page > pages and found:
        raise RestError(400, "rest_post_invalid_page_number")
    offset = int(query.get("offset", (page - 1) * per_page))
    shown = found[offset : offset + per_page]
    totals = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    return Response(200, [post.as_rest(caller, context) for post in shown], totals)


def _is_listed(post: Post, statuses: list[str]) -> bool:
    hidden = ("trash", "restart-archived")  # `any` leaves them out
    return post.status in statuses or ("any" in statuses and post.status not in hidden)


def _is_counted(post: Post, caller: Person | None) -> bool:
    """The plugin lists, and counts, what is public or the caller's own."""
    if caller is not None and caller.may_edit_others:
        return True
    return post.status == "publish" or post.author is caller
