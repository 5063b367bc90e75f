"""Updates on their way to the bot: kept until they are confirmed, taken by long polling or pushed to a webhook."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from bot.sandbox.telegram.errors import ApiError, conflict
from bot.sandbox.telegram.world import ChangeSignal, Json

#: Kinds that Telegram sends only to those who ask for them by name.
_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_ATTEMPT_TIMEOUT: Final = 60.0
_LONGEST_PAUSE: Final = 30.0
_HISTORY: Final = 500


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed to. `retry_after` is the first pause in seconds after a failed attempt."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    retry_after: float = 0.2


@dataclass(slots=True)
class Update:
    """One update. `order_key` keeps the order within a chat when several are pushed at once."""

    id: int
    kind: str
    payload: Json
    order_key: int
    attempts: int = 0
    not_before: float = 0.0
    in_flight: bool = False
    repeated: bool = False

    def as_json(self) -> Json:
        """The Bot API's Update."""
        return {"update_id": self.id, self.kind: self.payload}


async def _ignore(_response: aiohttp.ClientResponse) -> None:
    """Ignore a webhook's answer: the default."""


@dataclass(slots=True)
class Updates:
    """The queue.

    `polls` counts the calls of getUpdates; `answer` executes a method call that the bot put into its answer to a
    webhook request.
    """

    answer: Callable[[aiohttp.ClientResponse], Awaitable[None]] = _ignore
    pending: list[Update] = field(default_factory=list)
    history: list[Update] = field(default_factory=list)
    webhook: Webhook | None = None
    last_error: str | None = None
    last_error_date: int | None = None
    held: bool = False
    polls: int = 0
    _allowed: frozenset[str] | None = None
    _last_id: int = 100_000
    _changes: ChangeSignal = field(default_factory=ChangeSignal)

    def add(self, kind: str, payload: Json, order_key: int) -> Update | None:
        """Queue an update for the bot; None when the bot does not want this kind."""
        wanted = kind not in _ON_REQUEST if self._allowed is None else kind in self._allowed
        if not wanted:
            return None
        self._last_id += 1
        update = Update(self._last_id, kind, payload, order_key)
        self.pending.append(update)
        self.history = [*self.history[1 - _HISTORY :], update]
        self._changes.beat()
        return update

    def repeat(self, update: Update) -> None:
        """Deliver an update once more, under its own id, as Telegram does when an answer got lost."""
        self.pending.append(Update(update.id, update.kind, update.payload, update.order_key, repeated=True))
        self._changes.beat()

    def hold(self) -> None:
        """Stop giving out updates until `release`."""
        self.held = True

    def release(self, *, reverse: bool = False) -> None:
        """Give out what was held; `reverse` gives the newest first (updates can arrive out of order)."""
        if reverse:
            ids = [update.id for update in self.pending]
            self.pending.reverse()
            for update, number in zip(self.pending, ids, strict=True):
                update.id = number
        self.held = False
        self._changes.beat()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None leaves the last choice, an empty list means the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str] | None:
        """The kinds asked for, or None for the default."""
        return sorted(self._allowed) if self._allowed else None

    async def poll(self, offset: int | None, limit: int, seconds: float) -> list[Json]:
        """Answer getUpdates: wait up to `seconds` for the first update.

        409 when a webhook is set, or when a younger getUpdates came meanwhile.
        """
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.polls += 1
        turn = self.polls
        self._changes.beat()
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + seconds
        while not (self.pending and not self.held):
            try:
                async with asyncio.timeout_at(deadline):
                    await self._changes.wait()
            except TimeoutError:
                return []
            if turn != self.polls:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        given_out = self.pending[: max(1, min(limit, 100))]
        for update in given_out:
            update.repeated = False
        return [update.as_json() for update in given_out]

    async def polled(
        self,
        count: int = 1,
        *,
        timeout: float = 30,  # noqa: ASYNC109 - the promise is an AssertionError that says how far it got
    ) -> None:
        """Wait until the bot asked for updates `count` times in all: a polling bot is up after the first."""
        try:
            async with asyncio.timeout(timeout):
                while self.polls < count:
                    await self._changes.wait()
        except TimeoutError:
            raise AssertionError(
                f"getUpdates was called {self.polls} times of {count} in {timeout} s"
            ) from None

    def _confirm(self, offset: int | None) -> None:
        if offset is None or offset == 0:
            return
        if offset < 0:
            self.pending = self.pending[offset:]
            return
        self.pending = [update for update in self.pending if update.id >= offset or update.repeated]

    def clear(self) -> None:
        """Forget what waits (`drop_pending_updates`)."""
        self.pending.clear()

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Start or stop pushing."""
        self.webhook = webhook
        self.last_error = self.last_error_date = None
        for update in self.pending:
            update.not_before = 0.0
        self._changes.beat()

    async def push_forever(self) -> None:
        """Push pending updates to the webhook, several at once, in order within a chat; retry what fails."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            while True:
                now = asyncio.get_running_loop().time()
                for update in self._pushable(now):
                    update.in_flight = True
                    group.create_task(self._push(session, update))
                await self._until_change(now)

    def _pushable(self, now: float) -> list[Update]:
        if self.webhook is None or self.held:
            return []
        busy = {update.order_key for update in self.pending if update.in_flight}
        room = self.webhook.max_connections - len(busy)
        chosen: list[Update] = []
        for update in self.pending:
            if len(chosen) < room and update.order_key not in busy:
                busy.add(update.order_key)
                if update.not_before <= now:
                    chosen.append(update)
        return chosen

    async def _until_change(self, now: float) -> None:
        waiting = [update.not_before for update in self.pending if not update.in_flight]
        later = [moment for moment in waiting if moment > now] if self.webhook else []
        try:
            async with asyncio.timeout_at(min(later, default=None)):
                await self._changes.wait()
        except TimeoutError:
            return

    async def _push(self, session: aiohttp.ClientSession, update: Update) -> None:
        webhook = self.webhook
        if webhook is None:
            update.in_flight = False
            return
        problem = await self._attempt(session, webhook, update)
        update.in_flight = False
        if problem is None:
            self.pending = [other for other in self.pending if other is not update]
        else:
            self.last_error, self.last_error_date = problem, int(time.time())
            pause = min(webhook.retry_after * 2**update.attempts, _LONGEST_PAUSE)
            update.attempts += 1
            update.not_before = asyncio.get_running_loop().time() + pause
        self._changes.beat()

    async def _attempt(self, session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> str | None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        limit = aiohttp.ClientTimeout(total=_ATTEMPT_TIMEOUT)
        try:
            async with session.post(
                webhook.url, json=update.as_json(), headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                await self.answer(response)
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError as problem:
            return f"Connection failed: {type(problem).__name__}"
        except ApiError:
            return None  # Telegram, too, says nothing about a failed call inside an answer
        return None
