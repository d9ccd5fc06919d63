"""What the peer takes and answers."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class WPUser(BaseModel):
    id: int
    username: str
    email: str
    name: str
    roles: list[str]
    capabilities: dict[str, bool]

    @property
    def is_admin(self) -> bool:
        return "administrator" in self.roles or bool(
            self.capabilities.get("manage_restart_registry")
        )


class ItemUpdate(BaseModel):
    name: str | None = Field(None, min_length=1, max_length=100)
    description: str | None = Field(None, max_length=500)
    url: str | None = Field(None, min_length=10, max_length=2000)
    retailer: str | None = Field(None, max_length=100)
    affiliate_url: str | None = Field(None, max_length=2000)
    affiliate_status: str | None = None
    image_url: str | None = Field(None, max_length=2000)
    price: float | None = Field(None, gt=0)
    quantity_needed: int | None = Field(None, ge=1)
    quantity_purchased: int | None = Field(None, ge=0)
    is_active: bool | None = None


class ItemCreate(BaseModel):
    registry_id: int | None = None
    name: str = Field(min_length=1, max_length=100)
    description: str | None = Field(None, max_length=500)
    url: str = Field(min_length=10, max_length=2000)
    retailer: str | None = Field(None, max_length=100)
    affiliate_url: str | None = Field(None, max_length=2000)
    affiliate_status: str | None = None
    image_url: str | None = Field(None, max_length=2000)
    price: float | None = Field(None, gt=0)
    quantity_needed: int = Field(1, ge=1)
    quantity_purchased: int = Field(0, ge=0)


class ItemPublic(BaseModel):
    id: int
    registry_id: int | None
    name: str
    description: str | None
    url: str
    retailer: str | None
    image_url: str | None
    price: float | None
    quantity_needed: int
    quantity_purchased: int
    is_active: bool
    created_at: datetime
    updated_at: datetime


class Item(ItemPublic):
    affiliate_url: str | None
    affiliate_status: str | None


class ItemResponse(BaseModel):
    success: bool = True
    data: Item
    message: str | None = None


class ItemPublicResponse(BaseModel):
    success: bool = True
    data: ItemPublic
    message: str | None = None
