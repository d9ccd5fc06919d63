"""The peer's routes, and the handler that API Gateway calls."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum

from benchmarks.peer import items, wordpress
from benchmarks.peer.database import init_db
from benchmarks.peer.models import ItemCreate, ItemUpdate, WPUser

init_db()  # Mangum runs with lifespan="off"
app = FastAPI(title="Restart Registry API", version="0.1.0")
app.add_middleware(
    CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]
)

# Each route returns one of two shapes, so that none names a response model.
User = Annotated[WPUser, Depends(wordpress.get_current_user)]
Authorization = Annotated[str, Depends(wordpress.get_authorization)]


@app.get("/")
def welcome() -> dict[str, str]:
    return {"message": "Welcome to AWS Lambda FastAPI"}


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "healthy", "service": "aws-lambda-fastapi"}


@app.get("/items", response_model=None)
def list_items(user: User, skip: int = 0, limit: int = 100) -> object:
    return [items.shown(row, user) for row in items.newest(skip, limit)]


@app.post("/items", response_model=None, status_code=201)
def create_item(item: ItemCreate, user: User) -> object:
    return items.answer(items.insert(item), user, "Item created successfully")


@app.get("/items/{item_id}", response_model=None)
def get_item(item_id: int, user: User) -> object:
    return items.answer(items.find(item_id), user)


@app.put("/items/{item_id}", response_model=None)
def update_item(item_id: int, item: ItemUpdate, user: User) -> object:
    row = items.update(item_id, item)
    return items.answer(row, user, "Item updated successfully")


@app.get("/registries/{registry_id}/items", response_model=None)
async def registry_items(
    registry_id: int, user: User, authorization: Authorization
) -> object:
    registry = wordpress.registry(registry_id, authorization)
    if not registry.may_be_read_by(user):
        raise HTTPException(403, "Not allowed")
    place = {number: at for at, number in enumerate(registry.meta.item_ids)}
    rows = items.of_registry(registry_id)
    rows.sort(key=lambda row: place.get(row["id"], len(place)))
    return [items.shown(row, user) for row in rows]


@app.post("/registries/{registry_id}/items", response_model=None, status_code=201)
async def add_item(
    registry_id: int, item: ItemCreate, user: User, authorization: Authorization
) -> object:
    registry = wordpress.registry(registry_id, authorization)
    if not registry.may_be_changed_by(user):
        raise HTTPException(403, "Not allowed")
    item.registry_id = registry_id
    row = items.insert(item)
    ids = [*registry.meta.item_ids, row["id"]]
    wordpress.write_item_ids(registry_id, ids, authorization)
    return items.answer(row, user, "Item added to registry")


handler = Mangum(app, lifespan="off")
