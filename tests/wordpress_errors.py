from __future__ import annotations

from typing import Any


class RestError(Exception):
    """An error in the shape of WordPress's REST API."""

    def __init__(self, status: int, code: str, message: str = "", **data: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {
            "code": code,
            "message": message or "Sorry, you are not allowed to do that.",
            "data": {"status": status, **data},
        }

    @classmethod
    def not_allowed(cls, caller: object, code: str) -> RestError:
        """Guests get a 401 where people without the right get a 403."""
        return cls(403 if caller else 401, code)

    @classmethod
    def invalid_param(cls, name: str, code: str, status: int = 400) -> RestError:
        """WordPress puts what is wrong into `details`, and hides a refusal in it as well."""
        detail = {"code": code, "message": name, "data": {"status": status}}
        return cls(400, "rest_invalid_param", details={name: detail})
