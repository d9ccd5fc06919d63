"""Tests of what the packages' own database holds, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from items.models import Item
from packages.models import Build, Package, Run
from packages.models.package import State, Type, Vendor
from packages.router import ALIAS, PackagesRouter

pytestmark = pytest.mark.django_db(databases=["default", ALIAS])


def tea(**fields: Any) -> Package:
    values = {"vendor": Vendor.PLUGIN, "slug": "tea", "type": Type.PLUGIN, **fields}
    return Package.objects.create(**values)


def found(text: str) -> list[str]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT slug FROM packages_search WHERE packages_search MATCH %s", [text]
        )
        return [slug for (slug,) in cursor.fetchall()]


@pytest.mark.parametrize(
    "wrong", [{"vendor": "npm"}, {"type": "song"}, {"state": "lost"}]
)
def test_a_package_of_no_known_kind_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
        tea(**wrong)


def test_a_name_is_taken_once() -> None:
    tea()
    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
        tea()


def test_a_build_of_some_packages_can_never_be_promoted() -> None:
    run = Run.objects.create(command="build", pid=1)
    build = Build.objects.create(id="20260102-030405", run=run, pid=1, partial=True)

    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
        Build.objects.filter(pk=build.pk).update(promoted_at=run.started_at)


def test_packages_are_in_their_own_database() -> None:
    assert tea()._state.db == ALIAS
    assert Item.objects.db == "default"
    with connections["default"].cursor() as cursor:
        tables = connections["default"].introspection.table_names(cursor)
    assert not [table for table in tables if table.startswith("packages_")]


def test_nothing_else_is_in_it() -> None:
    router = PackagesRouter()

    assert router.allow_migrate(ALIAS, "items") is False
    assert router.allow_migrate("default", "packages") is False
    assert router.allow_migrate("default", "items") is None
    assert router.allow_relation(tea(), Item()) is False


def test_search_follows_what_is_written() -> None:
    package = tea(display_name="Thé à la menthe", author="Ada")
    assert found("menthe") == found("the") == ["tea"]

    Package.objects.filter(pk=package.pk).update(display_name="Kettle")
    assert (found("menthe"), found("kett*")) == ([], ["tea"])

    package.delete()
    assert found("kettle") == []


def test_a_counter_leaves_the_search_alone() -> None:
    package = tea(display_name="Kettle")
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT total_changes()")
        [before] = cursor.fetchone()
        Package.objects.filter(pk=package.pk).update(downloads=5)
        cursor.execute("SELECT total_changes()")
        [after] = cursor.fetchone()

    assert after - before == 1


def test_the_hash_is_that_of_what_reaches_the_files() -> None:
    package = tea(state=State.OPEN, downloads=1)
    package.set_input_hash()
    same = package.input_hash

    package.downloads = 2
    package.set_input_hash()
    assert package.input_hash == same

    package.author = "Bob"
    package.set_input_hash()
    assert package.input_hash != same
