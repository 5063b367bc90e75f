"""The envelope around every answer of KIE's: which code counts, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.kie import json_reading as wire

OK = 200
OUT_OF_CREDITS = 402
TOO_MANY = frozenset({429, 430})

_NO_CREDITS = ("credits insufficient", "insufficient credits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One answer, read at both of its layers.

    KIE answers most errors as HTTP 200 with an error code in the body, and some as a real HTTP status
    (docs.kie.ai: "HTTP 200 does not mean success").

    Attributes:
        status: the HTTP status.
        code: the code that counts; None when neither layer tells one.
        message: KIE's words, safe to store and show.
        payload: the whole JSON object; empty when the body is something else (a gateway's HTML page).
        retry_after: seconds that the server asks to wait, 0 when it does not.
    """

    status: int
    code: int | None
    message: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    retry_after: float = 0.0

    @property
    def is_ok(self) -> bool:
        """Whether KIE says that all is well."""
        return self.code == OK

    @property
    def is_too_many(self) -> bool:
        """Whether KIE refuses the call because there were too many."""
        return self.code in TOO_MANY

    @property
    def is_kie(self) -> bool:
        """Whether KIE itself wrote this, and not a gateway before it."""
        return bool(self.payload)

    @property
    def data(self) -> Mapping[str, Any]:
        """The object inside, empty when there is none."""
        return wire.mapping(self.payload.get("data"))

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" if self.message else f"{self.code or self.status}"


def read_envelope(status: int, body: bytes, retry_after: str = "") -> Envelope:
    """Read an answer. Never raises, whatever the bytes.

    Args:
        status: the HTTP status.
        body: the whole body.
        retry_after: the header of this name, only understood as seconds.
    """
    payload = wire.parse_json(body)
    payload = payload if isinstance(payload, dict) else {}
    message = wire.first_text(payload.get("msg"), payload.get("message"))
    return Envelope(
        status=status,
        code=_effective_code(status, payload, message),
        message=message,
        payload=payload,
        retry_after=min(max(wire.number(retry_after) or 0.0, 0.0), 3600.0),
    )


def _effective_code(status: int, payload: Mapping[str, Any], message: str) -> int | None:
    code = wire.integer(payload.get("code")) if status == OK else status
    if code is None and "data" in payload:
        return OK
    # Seen on 2026-09-13 under code 500 as well, and then the balance is just as surely empty.
    if code != OK and any(words in message.lower() for words in _NO_CREDITS):
        return OUT_OF_CREDITS
    return code
