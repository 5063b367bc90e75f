"""How the simulator refuses a call: with Telegram's status, words and parameters."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refused call.

    `code` is both the HTTP status and `error_code`; `description` is the whole text with its prefix
    ("Bad Request: ..."); `parameters` are Telegram's ResponseParameters (`retry_after` in seconds,
    `migrate_to_chat_id`).
    """

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, parameters: dict[str, int] | None = None) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409 with Telegram's prefix: two ways of receiving updates at once."""
    return ApiError(409, f"Conflict: {reason}")
