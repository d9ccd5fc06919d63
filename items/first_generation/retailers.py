"""
A shop's name from an item's address, as the WordPress plugin names it.

The rules are those of class-restart-registry-affiliate-converter.php, and a test holds
the two together. Shops that a site adds by the plugin's filter aren't known here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import urlsplit

from django.db import transaction

from api.paging import pages_by_key
from items.models import Item

BATCH = 500  # items in one transaction
LONGEST_NAME = 100
KNOWN = {
    "Amazon": (
        *("amazon.com", "amazon.co.uk", "amazon.ca", "amazon.de", "amazon.fr"),
        *("amzn.to", "amzn.com"),
    ),
    "Target": ("target.com",),
    "Walmart": ("walmart.com",),
    "Best Buy": ("bestbuy.com",),
    "Etsy": ("etsy.com",),
    "eBay": ("ebay.com", "ebay.co.uk"),
    "Home Depot": ("homedepot.com",),
    "Wayfair": ("wayfair.com",),
}
# Not the public suffix list: a shop of example.gob.mx is "Gob" here and in the plugin.
UNDER_A_COUNTRY = re.compile(r"\.(?:com?|org|net|gov|ac|edu)\.[a-z]{2}\Z")
HIDES_ITS_HOST = re.compile(r"[\\\s\x00-\x1f\x7f]", re.ASCII)
PORT = re.compile(r":\d*\Z", re.ASCII)
# PHP leaves other letters alone.
LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)


def name_retailers(*, dry_run: bool) -> Iterator[bool]:
    """Name the shop of each item that has none, and yield whether there was a name."""
    nameless = Item.objects.filter(retailer=None).order_by("pk").only("url")
    # Reads items that have a name as well: searching would be one long read.
    for page in pages_by_key(Item.objects.all(), "pk", size=BATCH):
        ends = page[0][0], page[-1][0]
        if batch := list(nameless.filter(pk__range=ends)):
            yield from _name_batch(batch, dry_run=dry_run)


@transaction.atomic
def _name_batch(items: list[Item], *, dry_run: bool) -> list[bool]:
    named = [_name(item) for item in items]
    transaction.set_rollback(dry_run)
    return named


def _name(item: Item) -> bool:
    """`updated_at` stays: nobody changed the item."""
    name = retailer_of(item.url)
    unchanged = Item.objects.filter(pk=item.pk, url=item.url, retailer=None)
    return bool(name and unchanged.update(retailer=name))


def retailer_of(url: str) -> str:
    """Return the name, or "" for an address without a host to trust."""
    host = _host(url)
    for name, domains in KNOWN.items():
        if host.endswith(tuple(f".{domain}" for domain in domains)) or host in domains:
            return name
    return _name_of(host)[:LONGEST_NAME]


def _host(url: str) -> str:
    """Read it as browsers do: a backslash is a slash, and a name stands before `@`."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises for one that can't be
    except ValueError:
        return ""
    hides = HIDES_ITS_HOST.search(url) or "@" in parts.netloc
    if hides or parts.scheme not in ("http", "https"):
        return ""
    return PORT.sub("", parts.netloc).translate(LOWER).rstrip(".")


def _name_of(host: str) -> str:
    """Return "Example" for www.example.com and www.example.co.uk."""
    if ":" in host or _is_ip_address(host):
        return host.strip("[]")
    labels = host.split(".")
    public = 2 if len(labels) > 2 and UNDER_A_COUNTRY.search(host) else 1
    name = labels[-public - 1] if len(labels) > public else host
    return name[:1].translate(UPPER) + name[1:]


def _is_ip_address(host: str) -> bool:
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
