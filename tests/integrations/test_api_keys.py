"""Keys: made once, found by their prefix, replaced, ended; two of everything."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import TestCase
from django.utils import timezone

from integrations import api_keys
from integrations.api_keys import find_live, issue, prefix_of, revoke_all, rotate
from integrations.connecting.adding import add_site
from integrations.exceptions import FailedToConnect
from integrations.models import ApiKey, SyncEvent
from tests.databases import Database
from tests.integrations.concurrency import all_at_once
from tests.integrations.connected import SiteMixin
from tests.stress import rounds

WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)


def stored(text: str) -> ApiKey:
    return ApiKey.objects.get(prefix=prefix_of(text))


class ApiKeyTests(SiteMixin, TestCase):
    def is_live(self, text: str) -> bool:
        return ApiKey.objects.live().filter(prefix=prefix_of(text)).exists()

    def test_a_key_is_found_with_its_site(self) -> None:
        key, integration = find_live(self.key), self.integration

        assert key is not None
        with self.assertNumQueries(0):
            assert key.site.integration == integration

    def test_it_has_a_prefix_and_238_random_bits(self) -> None:
        assert re.fullmatch(r"rrs_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}", self.key)
        assert len({issue(self.site, created_by=None) for _ in range(20)}) == 20

    def test_only_a_digest_is_stored(self) -> None:
        row = ApiKey.objects.values().get()

        assert self.key not in str(row)
        assert self.key[-40:] not in str(row)
        assert len(row["digest"]) == 64

    def test_others_are_not_found(self) -> None:
        prefix = prefix_of(self.key)
        for text in (
            "",
            "rrs_",
            prefix,
            self.key[:-1],
            self.key + "A",
            self.key.swapcase(),
            f" {self.key}",
            f"{self.key}\n",
            f"rrs_{prefix}_" + "A" * 40,
            f"rrs_{'A' * 8}_" + "A" * 40,
            self.key.replace("rrs_", "rrt_"),
            "rrs_\udcff",
        ):
            assert find_live(text) is None, text
        assert stored(self.key).last_used_at is None

    def test_the_prefix_is_what_wrong_ones_are_counted_under(self) -> None:
        assert prefix_of(self.key) == self.key[4:12]
        assert prefix_of("rrs_half") == prefix_of("") == ""

    def test_who_made_it_is_kept(self) -> None:
        assert stored(issue(self.site, created_by=4)).created_by == 4

    def test_its_use_is_noted_once_a_minute(self) -> None:
        find_live(self.key)
        first = stored(self.key)
        assert first.first_used_at is not None
        assert self.integration.heard_at == first.last_used_at

        with self.assertNumQueries(1):
            find_live(self.key)
        earlier = timezone.now() - MINUTE
        ApiKey.objects.update(last_used_at=earlier)
        find_live(self.key)

        later = stored(self.key)
        assert later.first_used_at == first.first_used_at
        assert later.last_used_at is not None
        assert later.last_used_at > earlier
        assert self.integration.heard_at == later.last_used_at

    def test_after_a_rotation_the_old_key_lives_for_7_days(self) -> None:
        new = rotate(self.caller().key)

        expires_at = stored(self.key).expires_at
        assert expires_at is not None
        assert WEEK - MINUTE < expires_at - timezone.now() <= WEEK
        assert self.is_live(self.key) and self.is_live(new)

        ApiKey.objects.filter(prefix=prefix_of(self.key)).update(
            expires_at=timezone.now()
        )
        assert find_live(self.key) is None

    def test_or_until_the_new_one_is_used(self) -> None:
        new = rotate(self.caller().key)
        assert find_live(self.key)

        assert find_live(new)

        assert find_live(self.key) is None
        assert self.events("key") == ["issued", "rotated", "ended"]

    def test_a_third_key_ends_the_one_that_was_never_used(self) -> None:
        second = rotate(self.caller().key)
        expires_at = stored(self.key).expires_at

        third = rotate(self.caller().key)

        assert find_live(second) is None
        assert stored(self.key).expires_at == expires_at  # not once more 7 days
        assert find_live(third)
        assert find_live(self.key) is None

    def test_a_new_key_of_staff_leaves_the_first_one_7_days_too(self) -> None:
        """Also if it was never used: it may be on its way to the site."""
        new = issue(self.site, created_by=4)

        assert self.is_live(self.key) and self.is_live(new)
        assert find_live(self.key)
        assert self.is_live(new)

    def test_never_are_more_than_two_alive(self) -> None:
        for _ in range(5):
            issue(self.site, created_by=4)

            assert ApiKey.objects.live().count() == 2

    def test_a_dead_key_is_not_rotated(self) -> None:
        caller = self.caller()
        revoke_all(self.site)

        with pytest.raises(FailedToConnect):
            rotate(caller.key)

        assert ApiKey.objects.count() == 1

    def test_revoked_is_dead_at_once(self) -> None:
        new = rotate(self.caller().key)

        api_keys.revoke(stored(new))
        assert (find_live(new), self.is_live(self.key)) == (None, True)

        revoke_all(self.site)
        assert find_live(self.key) is None

    def test_one_site_s_keys_are_none_of_the_other_s(self) -> None:
        other, key = add_site(
            "https://blog.example.test", name="Blog", email="b@x.test", owner_id=None
        )

        rotate(self.caller().key)
        revoke_all(self.site)

        found = find_live(key)
        assert found and found.site == other

    def test_events_name_prefixes_only(self) -> None:
        new = rotate(self.caller().key)
        find_live(new)

        for event in SyncEvent.objects.filter(event_type="key"):
            assert len(event.details["prefix"]) == 8
        assert new[-40:] not in str(list(SyncEvent.objects.values()))


ROUNDS = rounds(short=5, full=100)


def new_site(number: int) -> Any:
    url = f"https://shop-{number}.example.test"
    return add_site(url, name="Shop", email="ada@x.test", owner_id=None)


def test_two_first_uses_at_once_are_one(own_database: Database) -> None:
    for number in range(ROUNDS):
        site, first = new_site(number)
        key = find_live(first)
        assert key
        new = rotate(key)

        found = all_at_once(*[partial(find_live, new)] * 4)

        assert [one and one.prefix for one in found] == [prefix_of(new)] * 4
        assert find_live(first) is None
        ended = SyncEvent.objects.filter(action="ended", integration=site.integration)
        assert ended.count() == 1


def test_a_rotation_beside_the_first_use_of_the_key_before(
    own_database: Database,
) -> None:
    """Either the second key counts, or the third does; the caller is told which."""
    for number in range(ROUNDS):
        site, first = new_site(number)
        key = find_live(first)
        assert key
        second = rotate(key)

        used, third = all_at_once(partial(find_live, second), partial(rotate, key))

        live = set(site.keys.live().values_list("prefix", flat=True))
        if used is None:
            assert live == {prefix_of(first), prefix_of(third)}
        else:
            assert isinstance(third, FailedToConnect)
            assert live == {prefix_of(second)}


def test_two_rotations_at_once_leave_two_keys(own_database: Database) -> None:
    for number in range(ROUNDS):
        site, first = new_site(number)
        key = find_live(first)
        assert key

        new = all_at_once(partial(rotate, key), partial(rotate, key))

        live = set(site.keys.live().values_list("prefix", flat=True))
        assert len(live) == 2
        assert prefix_of(first) in live
        assert len(live & {prefix_of(text) for text in new}) == 1


def test_a_use_beside_a_revocation(own_database: Database) -> None:
    for number in range(ROUNDS):
        site, first = new_site(number)

        found, nothing = all_at_once(
            partial(find_live, first), partial(revoke_all, site)
        )

        assert nothing is None
        assert found is None or found.prefix == prefix_of(first)
        assert find_live(first) is None
        with pytest.raises(ObjectDoesNotExist):
            site.keys.live().get()
