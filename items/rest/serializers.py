"""What a client may say about an item, and what it is shown."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from operator import attrgetter
from typing import Any

from django.core.validators import EmailValidator
from rest_framework import serializers

from api.fields import (
    EmptyIsNull,
    IdField,
    OptionalCharField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
)
from api.validators import validate_http_url
from items.models import (
    LONGEST_URL,
    MOST_ACTIVE_ITEMS,
    MOST_WANTED,
    NOBODY,
    AffiliateStatus,
    Item,
    Purchase,
)

CENT = Decimal("0.01")
HIGHEST_PRICE = Decimal("99999999.99")


class PriceField(serializers.Field):
    """A JSON number, rounded half-even to cents: 0.1 + 0.2 is no mistake of a person."""

    default_error_messages = {
        "invalid": "must be a number",
        "greater_than": "must be greater than 0",
        "less_than_equal": f"must be at most {HIGHEST_PRICE}",
    }

    def to_internal_value(self, data: Any) -> Decimal:
        if type(data) not in (int, float):
            self.fail("invalid")
        price = Decimal(str(data))
        if abs(price) <= HIGHEST_PRICE + 1:  # quantize fails on very large numbers
            price = price.quantize(CENT, ROUND_HALF_EVEN)
        if price <= 0:
            self.fail("greater_than")
        if price > HIGHEST_PRICE:
            self.fail("less_than_equal")
        return price

    def to_representation(self, value: Decimal) -> float:
        return float(value)


class URLField(StrictCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=10, max_length=LONGEST_URL, **kwargs)
        self.validators.append(validate_http_url)


class NameField(StrictCharField):
    """Nothing is cut off it, and nothing but space is no name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if not name.strip():
            self.fail("blank")
        return name


class OptionalURLField(OptionalCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_URL, **kwargs)
        self.validators.append(validate_http_url)


class OptionalChoiceField(EmptyIsNull, serializers.ChoiceField):
    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_blank=True, **kwargs)


class OptionalEmailField(OptionalCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(EmailValidator("must be an e-mail address"))


class ItemChanges(serializers.Serializer):
    """The body of a PUT or PATCH: only the keys that are present change."""

    name = NameField(required=False)
    url = URLField(required=False)
    description = OptionalCharField(max_length=500, one_line=False)
    notes = OptionalCharField(max_length=1000, one_line=False)
    retailer = OptionalCharField(max_length=100)
    affiliate_url = OptionalURLField(min_length=10)
    affiliate_status = OptionalChoiceField(AffiliateStatus.choices)
    image_url = OptionalURLField()
    price = PriceField(required=False, allow_null=True)
    quantity_needed = StrictIntegerField(
        required=False, min_value=1, max_value=MOST_WANTED
    )
    quantity_purchased = StrictIntegerField(
        required=False, min_value=0, max_value=MOST_WANTED
    )
    is_active = StrictBooleanField(required=False)


class NestedItemInput(ItemChanges):
    """The body of a POST whose registry stands in the path."""

    name = NameField()
    url = URLField()


class ItemInput(NestedItemInput):
    registry_id = IdField()


class ItemOrderInput(serializers.Serializer):
    item_ids = serializers.ListField(child=IdField(), max_length=1000)


class AffiliateInput(serializers.Serializer):
    affiliate_url = URLField()
    affiliate_status = serializers.ChoiceField(
        AffiliateStatus.choices, default=AffiliateStatus.ACTIVE.value
    )


class PurchaseInput(serializers.Serializer):
    quantity = StrictIntegerField(default=1, min_value=1, max_value=MOST_WANTED)
    purchaser_name = OptionalCharField(max_length=100)
    purchaser_email = OptionalEmailField(max_length=254)
    note = OptionalCharField(max_length=1000, one_line=False)
    is_anonymous = StrictBooleanField(default=False)


class ItemListQuery(serializers.Serializer):
    skip = StrictIntegerField(default=0, min_value=0, max_value=10_000)
    limit = StrictIntegerField(default=100, min_value=1, max_value=200)
    before = IdField(required=False)  # an item's id: those below it
    registry_id = IdField(required=False)


class SitesItemListQuery(ItemListQuery):
    """The site's account gets a whole registry at once."""

    limit = StrictIntegerField(default=100, min_value=1, max_value=MOST_ACTIVE_ITEMS)


class ItemPublicSerializer(serializers.ModelSerializer):
    """What everyone who can see an item sees of it."""

    price = PriceField(allow_null=True, read_only=True)

    class Meta:
        model = Item
        read_only_fields = fields = [
            "id",
            "registry_id",
            "name",
            "description",
            "notes",
            "url",
            "retailer",
            "image_url",
            "price",
            "quantity_needed",
            "quantity_purchased",
            "is_active",
            "created_at",
            "updated_at",
        ]


class ItemSerializer(ItemPublicSerializer):
    """The same, and what only administrators see."""

    class Meta(ItemPublicSerializer.Meta):
        read_only_fields = fields = [
            *ItemPublicSerializer.Meta.fields,
            "affiliate_url",
            "affiliate_status",
        ]


class PurchaseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Purchase
        fields = [
            "id",
            "item_id",
            "quantity",
            "purchaser_name",
            "purchaser_email",
            "note",
            "is_anonymous",
            "created_at",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Purchase) -> dict[str, Any]:
        """An anonymous purchase tells nobody who the buyer was."""
        data: dict[str, Any] = super().to_representation(instance)
        return data | NOBODY if instance.is_anonymous else data


class AffiliateSerializer(serializers.Serializer):
    item_id = serializers.IntegerField(source="pk")
    url = serializers.CharField()
    affiliate_url = serializers.CharField(allow_null=True)
    affiliate_status = serializers.CharField(allow_null=True)
    retailer = serializers.CharField(allow_null=True)


class ItemOrderSerializer(serializers.Serializer):
    item_ids = serializers.ListField(child=serializers.IntegerField())


# Shared: a ModelSerializer builds its fields anew each time one is made.
_PURCHASE, _AFFILIATE = PurchaseSerializer(), AffiliateSerializer()

# Items aren't shown by their serializers, which promise the shape: to ask 14 fields how
# they want to be shown takes four times as long as the query.
_FOR_ALL = tuple(ItemPublicSerializer.Meta.fields)
_FOR_ADMINS = tuple(ItemSerializer.Meta.fields)
_VALUES = {names: attrgetter(*names) for names in (_FOR_ALL, _FOR_ADMINS)}


def names_shown(*, is_admin: bool) -> tuple[str, ...]:
    """Return what this kind of caller sees of an item."""
    return _FOR_ADMINS if is_admin else _FOR_ALL


def row_data(names: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row as JSON has it, but for its times, which the renderer knows."""
    data = dict(zip(names, row, strict=True))
    if data["price"] is not None:
        data["price"] = float(data["price"])
    return data


def item_data(item: Item, *, is_admin: bool) -> dict[str, Any]:
    """Return an item as JSON has it, in the shape for this kind of caller."""
    names = names_shown(is_admin=is_admin)
    data = row_data(names, _VALUES[names](item))
    for name in ("created_at", "updated_at"):
        data[name] = data[name].isoformat().replace("+00:00", "Z")
    return data


def item_data_again(data: dict[str, Any], *, is_admin: bool) -> dict[str, Any]:
    """Return remembered data; since then somebody may have ceased to be an admin."""
    if is_admin:
        return data
    return {name: data[name] for name in ItemPublicSerializer.Meta.fields}


def purchase_data(purchase: Purchase) -> dict[str, Any]:
    return dict(_PURCHASE.to_representation(purchase))


def affiliate_data(item: Item) -> dict[str, Any]:
    return dict(_AFFILIATE.to_representation(item))
