"""A person brings a KIE key of their own, looks at it, switches it, replaces it and takes it away again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.availability.own_key_breakers import OwnKeyBreakers
from bot.availability.own_keys import KeyTester, OwnKey, OwnKeyRepository
from bot.domain.generation import Generation, State
from bot.errors import (
    AccessRefused,
    FailureKind,
    IllegalStep,
    OwnKeyRefused,
    OwnKeyUnchecked,
    OwnKeyUnfit,
    ProviderError,
)
from bot.generation.fail import fail, postpone
from bot.ports import Clock, Store

PATIENCE: Final = 15.0
"""Seconds that KIE has to tell a key's credits: a person waits for it."""

SWEEP_SECONDS: Final = 600.0
"""Between two looks for replaced keys that nothing needs any more."""

_KEY = re.compile(r"[!-~]{8,200}")
"""What can be a key: it travels in a header."""

_ENDED = frozenset({State.HELD, State.IN_DOUBT, State.RUNNING})
"""States that can be ended from here; a generation in any other state finds out by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeyView:
    """A person's key as it is now.

    Attributes:
        key: what is stored, None without one.
        left: KIE credits left with it, None when KIE does not tell.
        refused: KIE refuses the key.
        begun: how many generations are open with it.
        looked_at: when.
    """

    key: OwnKey | None
    left: Decimal | None = None
    refused: bool = False
    begun: int = 0
    looked_at: datetime


class OwnKeyManager:
    """The use cases around people's own keys.

    Args:
        keys: keeps them.
        tester: asks KIE.
        own_key_breakers: their circuit breakers.
        store: opens transactions.
        clock: the time.
        wake: something may be due now in these states.
    """

    def __init__(
        self,
        keys: OwnKeyRepository,
        tester: KeyTester,
        supplies: OwnKeyBreakers,
        store: Store,
        clock: Clock,
        wake: Callable[..., None],
    ) -> None:
        self._keys = keys
        self._tester = tester
        self._supplies = supplies
        self._store = store
        self._clock = clock
        self._wake = wake

    async def look(self, owner: str) -> OwnKeyView:
        """The owner's key and what is left with it. When KIE serves it again, what waited for that goes on at once."""
        key = await self._keys.current(owner)
        if key is None:
            return OwnKeyView(key=None, looked_at=self._clock.now())
        left, refused = None, False
        api_key = await self._keys.secret(key.name)
        try:
            left = await self._credits_of(api_key or "")
        except AccessRefused:
            refused = True
        except ProviderError:
            pass
        if left and key.trouble is not None:
            await self._supplies.of(key.name).serves()
            await self._hurry(owner)
            key = await self._keys.current(owner)
        begun = len(await self._keys.begun_with(owner))
        return OwnKeyView(key=key, left=left, refused=refused, begun=begun, looked_at=self._clock.now())

    async def bring(self, owner: str, text: str) -> OwnKeyView:
        """Check a key with KIE and store it in place of an earlier one; with an empty balance it is stored switched off.

        Queued generations of the earlier key use the new one; what KIE has already is finished with the earlier.

        Raises:
            OwnKeyUnfit, OwnKeyRefused, OwnKeyUnchecked: nothing was stored, what was there stays.
        """
        api_key = text.strip()
        if not _KEY.fullmatch(api_key):
            raise OwnKeyUnfit
        try:
            left = await self._credits_of(api_key)
        except AccessRefused as error:
            raise OwnKeyRefused from error
        except ProviderError as error:
            raise OwnKeyUnchecked from error
        key = await self._keys.put(owner, api_key, enabled=left > 0)
        await self._hurry(owner)
        return OwnKeyView(key=key, left=left, looked_at=self._clock.now())

    async def switch(self, owner: str, *, enabled: bool) -> None:
        """Whether new generations go with the key; those that are open keep theirs."""
        await self._keys.switch(owner, enabled=enabled)

    async def remove(self, owner: str) -> int:
        """Forget the owner's keys. What was begun with them ends here, as failed, at no cost in credits.

        Should this be cut off, the rest is ended by its own next step, which finds no key.

        Returns:
            How many were ended.
        """
        begun = await self._keys.begun_with(owner)
        await self._keys.remove(owner)
        await self._tester.forget(owner)
        ended = [await self._end(generation_id) for generation_id in begun]
        self._wake(State.FAILED)
        return sum(ended)

    async def sweep(self) -> None:
        """Forget replaced keys that nothing needs any more."""
        await self._keys.sweep()

    async def _end(self, generation_id: int) -> bool:
        generation = await self._store.generation(generation_id)
        if generation is None or generation.state not in _ENDED:
            return False
        try:
            await fail(self._store, self._clock, generation, FailureKind.KEY, "its own key was removed")
        except IllegalStep:
            return False
        return True

    async def _hurry(self, owner: str) -> None:
        """What waits in line with a key of the owner is due now."""
        for generation_id in await self._keys.begun_with(owner):
            generation = await self._store.generation(generation_id)
            if generation is not None and generation.state is State.HELD:
                await self._make_due(generation)
        self._wake(State.HELD)

    async def _make_due(self, generation: Generation) -> None:
        with suppress(IllegalStep):
            await postpone(self._store, self._clock, replace(generation, due_at=self._clock.now()))

    async def _credits_of(self, api_key: str) -> Decimal:
        """Raises AccessRefused, or any other ProviderError when KIE does not tell in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._tester.credits_of(api_key)
        except TimeoutError as error:
            raise ProviderError("KIE did not answer in time") from error
