"""KIE with many keys: each generation goes with the key that it was confirmed with, in every call.

The operator's key is always open. Those that people bring are opened when they are needed, a bounded number at once:
connections, cookies and limits of one key never serve another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bot.availability.own_keys import OwnKeyRepository, owner_of
from bot.catalog.spec import ReferenceNeed
from bot.domain.generation import Generation, Reference
from bot.errors import KeyRemoved, StatusUnavailable
from bot.kie.envelope import Envelope
from bot.kie.provider import KieProvider
from bot.ports import Submission, TaskStatus

MOST_OPEN: Final = 64
"""Keys of people's own that are open at once: as many as the engine's workers can use. The longest idle one is closed first.

With a key its request count of the last seconds is lost too: opened again at once, it may get a 429 and waits.
"""


@dataclass(slots=True)
class _Opened:
    """A key's way to KIE, and how many calls are using it."""

    provider: KieProvider
    users: int = 0


class MultiKeyProvider:
    """Implements `ports.Provider` over the operator's provider and those of people's own keys.

    Args:
        operator: goes with the operator's key; closed by `aclose`.
        keys: knows people's keys.
        open_provider: opens KIE with a key.
        most: how many own keys stay open while no call needs more.
    """

    def __init__(
        self,
        operator: KieProvider,
        keys: OwnKeyRepository,
        open_provider: Callable[[str], KieProvider],
        most: int = MOST_OPEN,
    ) -> None:
        self._operator = operator
        self._keys = keys
        self._open_provider = open_provider
        self._most = most
        self._opened: OrderedDict[str, _Opened] = OrderedDict()

    def route_for(self, generation: Generation) -> str:
        """See `ports.Provider.route_for`: the key does not matter."""
        return self._operator.route_for(generation)

    async def await_turn(self, generation: Generation) -> None:
        """See `ports.Provider.await_turn`."""
        async with self._of(generation.own_key) as provider:
            await provider.await_turn(generation)

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """See `ports.Provider.submit`."""
        async with self._of(generation.own_key) as provider:
            return await provider.submit(generation, references, callback_url)

    async def status(self, generation: Generation) -> TaskStatus:
        """See `ports.Provider.status`."""
        async with self._of(generation.own_key) as provider:
            return await provider.status(generation)

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """See `ports.Provider.publish`."""
        async with self._of(generation.own_key) as provider:
            return await provider.publish(generation, reference, name, need)

    async def fresh_link(self, url: str) -> str:
        """See `ports.Provider.fresh_link`: by the key that made it, or the one that its owner has now."""
        name = await self._keys.maker_of(url)
        try:
            async with self._of(await self._keys.newest(name) if name else "") as provider:
                return await provider.fresh_link(url)
        except KeyRemoved as gone:
            raise StatusUnavailable(str(gone)) from gone

    async def chat(self, own_key: str, path: str, body: Mapping[str, Any], seconds: float) -> Envelope:
        """Ask a language model with a key, the operator's when its name is empty; see `KieClient.chat`. Raises KeyRemoved."""
        async with self._of(own_key) as provider:
            return await provider.chat(path, body, seconds)

    async def credits(self) -> Decimal:
        """See `ports.Provider.credits`: the operator's."""
        return await self._operator.credits()

    async def credits_of(self, api_key: str) -> Decimal:
        """Credits left with a key; see `own_keys.KeyTester.credits_of`."""
        provider = self._open_provider(api_key)
        try:
            return await provider.credits()
        finally:
            await provider.aclose()

    async def forget(self, owner: str) -> None:
        """Close what is open with the owner's keys; what is being said ends first."""
        for name in [name for name in self._opened if owner_of(name) == owner]:
            await self._close(name)

    async def aclose(self) -> None:
        """Close all connections."""
        for name in list(self._opened):
            await self._opened.pop(name).provider.aclose()
        await self._operator.aclose()

    @asynccontextmanager
    async def _of(self, name: str) -> AsyncGenerator[KieProvider]:
        """The provider that goes with a key, open for as long as the context lasts.

        Raises:
            KeyRemoved: the key is gone.
        """
        if not name:
            yield self._operator
            return
        secret = await self._keys.secret(name)
        if secret is None:
            raise KeyRemoved("the key of its own was removed")
        opened = self._opened.get(name) or self._opened.setdefault(name, _Opened(self._open_provider(secret)))
        self._opened.move_to_end(name)
        opened.users += 1
        try:
            await self._close_idle()
            yield opened.provider
        finally:
            opened.users -= 1
            if not opened.users and self._opened.get(name) is not opened:
                await opened.provider.aclose()

    async def _close_idle(self) -> None:
        """Those idle longest, until the rest is within the bound or in use."""
        idle = [name for name, opened in self._opened.items() if not opened.users]
        for name in idle[: max(0, len(self._opened) - self._most)]:
            await self._close(name)

    async def _close(self, name: str) -> None:
        """Out of reach at once; closed now, or by its last user."""
        opened = self._opened.pop(name, None)
        if opened is not None and not opened.users:
            await opened.provider.aclose()
