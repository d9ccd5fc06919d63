"""Another writer holds the database longer than the API waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller


def test_a_locked_database_is_a_503_and_nothing_is_written(
    api: Gunicorn, ada: Caller
) -> None:
    path = f"/registries/{ada.new_registry()}/items"
    with api.database.locked():
        response = ada.post(path, json=ITEM)

        assert response.status_code == 503
        assert response.headers["Retry-After"] == "1"
        assert response.json() == {"detail": "The database is busy. Try again."}
        assert ada.get(path).json() == []
    assert ada.post(path, json=ITEM).status_code == 201


def test_a_change_waits_for_those_who_read(api: Gunicorn, ada: Caller) -> None:
    path = f"/registries/{ada.new_registry()}/items"
    with (
        api.database.connected() as other,
        ThreadPoolExecutor() as threads,
    ):
        other.execute("BEGIN")
        other.execute("SELECT * FROM items").fetchall()

        response = threads.submit(ada.post, path, json=ITEM)
        sleep(1)

        assert not response.done()
        other.execute("COMMIT")
        assert response.result().status_code == 201
