"""Trouble on demand, and a record of every call."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.world import ChangeSignal, Json


class Cut(StrEnum):
    """When the connection of a call breaks."""

    BEFORE = "before"  #: the call never happened
    AFTER = "after"  #: the call was carried out, its answer is lost


@dataclass(frozen=True, slots=True)
class Page:
    """What answers a call instead of the Bot API: a gateway's page, half an answer, anything.

    Attributes:
        body: its bytes.
        status: the HTTP status.
        headers: instead of those of a web page in UTF-8.
        carried_out: whether the call was carried out all the same.
    """

    body: bytes
    status: int = 502
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    carried_out: bool = False


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of `method` ("*" is any), optionally only in one chat."""

    method: str
    times: int
    chat_id: int | None = None
    error: ApiError | None = None
    cut: Cut | None = None
    page: Page | None = None
    seconds: float = 0.0
    when: Callable[[Json], bool] | None = None
    parts: Json | None = None
    after: bool = False

    def altered(self, result: Any) -> Any:
        """The answer with the parts that a Bot API of another version has, in each of its objects."""
        if self.parts is None:
            return result
        if isinstance(result, list):
            return [self.altered(item) for item in result]
        return result | self.parts if isinstance(result, dict) else result

    @property
    def is_carried_out(self) -> bool:
        """Whether the call happens, whatever its answer is."""
        return self.cut is not Cut.BEFORE and (self.page is None or self.page.carried_out)

    def concerns(self, method: str, params: Json) -> bool:
        """Whether this call is meant."""
        return (
            self.times > 0
            and self.method in {"*", method}
            and (self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id))
            and (self.when is None or self.when(params))
        )


@dataclass(slots=True)
class Faults:
    """The faults that wait for their calls; the oldest that fits is used first. getUpdates is never hit by "*"."""

    waiting: list[Fault] = field(default_factory=list)

    def fail(
        self,
        method: str,
        code: int = 500,
        description: str | None = None,
        *,
        times: int = 1,
        chat: int | None = None,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        when: Callable[[Json], bool] | None = None,
        after: bool = False,
    ) -> Fault:
        """Refuse calls with any code; `retry_after` (seconds) and `migrate_to` become ResponseParameters.

        With `after` the call is carried out all the same, and only its answer says otherwise.
        """
        parameters = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to}
        given = {name: value for name, value in parameters.items() if value is not None}
        error = ApiError(code, description or HTTPStatus(code).phrase, given or None)
        return self._add(Fault(method, times, chat, error=error, when=when, after=after))

    def flood(self, method: str, retry_after: int, *, times: int = 1, chat: int | None = None) -> Fault:
        """Refuse calls with 429 "Too Many Requests: retry after N"."""
        words = f"Too Many Requests: retry after {retry_after}"
        return self.fail(method, 429, words, times=times, chat=chat, retry_after=retry_after)

    def cut(self, method: str, cut: Cut = Cut.AFTER, *, times: int = 1, chat: int | None = None) -> Fault:
        """Break the connection before or after carrying the call out."""
        return self._add(Fault(method, times, chat, cut=cut))

    def page(self, method: str, page: Page, *, times: int = 1, chat: int | None = None) -> Fault:
        """Answer calls with something that is not the Bot API's."""
        return self._add(Fault(method, times, chat, page=page))

    def delay(self, method: str, seconds: float, *, times: int = 1, chat: int | None = None) -> Fault:
        """Carry the call out only after a pause."""
        return self._add(Fault(method, times, chat, seconds=seconds))

    def remove(self, fault: Fault) -> None:
        """No more of this trouble; one that is used up is gone already."""
        if fault in self.waiting:
            self.waiting.remove(fault)

    def alter(self, method: str, parts: Json, *, times: int = 1, chat: int | None = None) -> Fault:
        """Carry calls out, and answer as a Bot API of another version: with these parts in every object."""
        return self._add(Fault(method, times, chat, parts=parts))

    def take(self, method: str, params: Json) -> Fault | None:
        """The fault for this call, used up by one."""
        for fault in self.waiting:
            if fault.concerns(method, params) and (method != "getUpdates" or fault.method == method):
                fault.times -= 1
                if not fault.times:
                    self.waiting.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """No more trouble."""
        self.waiting.clear()

    def _add(self, fault: Fault) -> Fault:
        self.waiting.append(fault)
        return fault


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was received: parameters as on the wire (an upload is shown as its name and size)."""

    method: str
    params: Json
    at: datetime
    ok: bool
    description: str | None = None
    seconds: float = 0.0

    @property
    def chat_id(self) -> int | None:
        """The chat it was meant for, where the method has one and it is a number."""
        value = str(self.params.get("chat_id", ""))
        return int(value) if value.removeprefix("-").isdigit() else None


class CallLog:
    """The newest `keep` calls, without getUpdates."""

    def __init__(self, keep: int = 20_000) -> None:
        self._calls: deque[Call] = deque(maxlen=keep)
        self._changes = ChangeSignal()

    def note(self, method: str, params: Json, refused: ApiError | None, seconds: float) -> None:
        """Write a call down."""
        if method == "getUpdates":
            return
        words = refused.description if refused else None
        self._calls.append(Call(method, params, datetime.now(UTC), refused is None, words, seconds))
        self._changes.beat()

    def find(
        self, method: str | None = None, *, chat: int | None = None, ok: bool | None = None
    ) -> list[Call]:
        """Calls that fit, oldest first."""
        return [
            call
            for call in self._calls
            if (method is None or call.method == method)
            and (chat is None or call.chat_id == chat)
            and (ok is None or call.ok is ok)
        ]

    async def wait(
        self,
        method: str,
        *,
        count: int = 1,
        chat: int | None = None,
        ok: bool | None = None,
        timeout: float = 10,  # noqa: ASYNC109 - the promise is an AssertionError that tells what was received
    ) -> list[Call]:
        """Wait until `count` fitting calls were received; AssertionError after `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while len(found := self.find(method, chat=chat, ok=ok)) < count:
                    await self._changes.wait()
        except TimeoutError:
            seen = [call.method for call in self._calls][-30:]
            raise AssertionError(
                f"{len(found)} of {count} calls of {method} in {timeout} s; last: {seen}"
            ) from None
        return found
