"""A registry for another person: their name can be given, seen and taken back at any time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry, delete_registry, make_registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

NAME = "For somebody else?"


@pytest.fixture
def graces_registry(site: Site) -> Iterator[Registry]:
    """A registry that Ada keeps for Grace; another client has stored more about her than we ask for."""
    about = {"recipient_relationship": "sister", "recipient_email": "g@example.test"}
    meta = {"is_for_self": False, "recipient_name": "Grace", **about}
    registry = make_registry(site, meta=meta)
    yield registry
    delete_registry(site, registry)


@pytest.mark.parametrize("scripts", [True, False])
def test_named_at_the_start(site: Site, carol: Visitor, scripts: bool) -> None:
    if not scripts:
        carol.has_no_scripts()
        carol.is_logged_in_as("carol")
    starts(carol, "Grace H.")
    carol.sees("For Grace H.")
    fold = carol.unfolds("Edit name and story")
    expect(fold.get_by_label(NAME)).to_have_value("Grace H.")
    assert recipient(site, "carol") == (False, "Grace H.", None, None)


@pytest.mark.parametrize("scripts", [True, False])
def test_nobody_named(site: Site, carol: Visitor, scripts: bool) -> None:
    if not scripts:
        carol.has_no_scripts()
        carol.is_logged_in_as("carol")
    starts(carol, "")
    assert recipient(site, "carol") == (True, None, None, None)


def test_named_later(site: Site, somebody: Somebody, public_registry: Registry) -> None:
    names(somebody(), public_registry, "Grace")
    assert recipient(site, "ada") == (False, "Grace", None, None)


def test_taken_back_nothing_is_kept_about_her(
    site: Site, somebody: Somebody, graces_registry: Registry
) -> None:
    names(somebody(), graces_registry, "")
    assert recipient(site, "ada") == (True, None, None, None)


def test_another_name_leaves_the_rest(
    site: Site, somebody: Somebody, graces_registry: Registry
) -> None:
    names(somebody(), graces_registry, "Grace H.")
    expected = (False, "Grace H.", "sister", "g@example.test")
    assert recipient(site, "ada") == expected


def starts(carol: Visitor, name: str) -> None:
    carol.opens("/start-a-registry/")
    carol.types("Name of the registry", "Pots and pans")
    carol.types(NAME, name)
    carol.presses("Start my registry")
    carol.page.wait_for_url("**/registry/**")


def names(ada: Visitor, registry: Registry, name: str) -> None:
    ada.is_logged_in_as("ada")
    ada.opens(registry.address)
    fold = ada.unfolds("Edit name and story")
    ada.types(NAME, name, inside=fold)
    ada.presses("Save", inside=fold)
    ada.sees("Saved.")


def recipient(site: Site, owner: str) -> tuple[Any, ...]:
    [registry] = site.ask_api("GET", "/registries", site.accounts[owner])
    meta = registry["meta"]
    names = ("is_for_self", "recipient_name", "recipient_relationship")
    return (*(meta[name] for name in names), meta["recipient_email"])
