"""Remembers the latest requests, without the key, for tests to look at."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web

_HIDDEN = "Authorization"
_LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class LoggedRequest:
    """One request that arrived; `at` is in Unix seconds."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """Without the key: Authorization says only that it was there."""
    body: Any
    """The JSON body with very long texts cut, or None."""
    at: float
    account: str = ""
    """Name of the account whose key it carried; empty for none, or a key that opens none."""


class RequestLog:
    """A bounded list of requests, oldest first."""

    def __init__(self, size: int) -> None:
        self._entries: deque[LoggedRequest] = deque(maxlen=size)

    def __iter__(self) -> Iterator[LoggedRequest]:
        """Walk the requests, oldest first."""
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        """Count the requests remembered."""
        return len(self._entries)

    def __getitem__(self, index: int) -> LoggedRequest:
        """Return a request by its place; -1 is the latest."""
        return self._entries[index]

    async def note(self, request: web.Request, account: str) -> None:
        """Remember a request and whose key it carried; a JSON body is read (the handler can read it again)."""
        headers = {name: "***" if name == _HIDDEN else value for name, value in request.headers.items()}
        body = await _body(request) if request.content_type == "application/json" else None
        query = dict(request.query)
        self._entries.append(
            LoggedRequest(request.method, request.path, query, headers, body, time.time(), account)
        )


async def _body(request: web.Request) -> Any:
    """Return the JSON body; None when it is none, which the handler will refuse in its own words."""
    try:
        return _shortened(json.loads(await request.read() or b"null"))
    except ValueError:
        return None


def _shortened(value: Any) -> Any:
    """Cut texts that are files in disguise: base64 uploads would fill the memory."""
    match value:
        case str():
            return value[:_LONGEST_TEXT]
        case dict():
            return {name: _shortened(item) for name, item in value.items()}
        case list():
            return [_shortened(item) for item in value]
        case _:
            return value
