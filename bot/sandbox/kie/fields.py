"""A refusal, and what KIE takes for the address of a medium."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """KIE says no before anything is created: a body code and the text that goes with it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def is_url(value: Any) -> bool:
    """Tell whether a value is what KIE takes for media: an absolute HTTP(S) address."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))
