"""KIE with many keys: each generation goes with the key that it was confirmed with, in every call.

The operator's keys are always open. Those that people bring are opened when they are needed, a bounded number at once:
connections, cookies and limits of one key never serve another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bot.availability.operator_key import is_operator_key
from bot.availability.own_keys import OwnKeyRepository, owner_of
from bot.catalog.spec import ReferenceNeed
from bot.domain.generation import Generation, Reference
from bot.errors import AccessRefused, KeyRemoved, ProviderError, StatusUnavailable
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
    """Implements `ports.Provider` over the operator's providers and those of people's own keys.

    Args:
        operator: go with the operator's keys, by their names and in the operator's order; closed by `aclose`.
        keys: knows people's keys.
        open_provider: opens KIE with a key.
        most: how many own keys stay open while no call needs more.
    """

    def __init__(
        self,
        operator: Mapping[str, KieProvider],
        keys: OwnKeyRepository,
        open_provider: Callable[[str], KieProvider],
        most: int = MOST_OPEN,
    ) -> None:
        self._operator = operator
        self._first = next(iter(operator.values()))
        self.with_room: Callable[[], str] = lambda: ""
        """Name of the operator's key for what belongs to no generation; what knows which ones KIE serves puts itself there."""
        self._left: dict[str, Decimal] = {}
        self._keys = keys
        self._open_provider = open_provider
        self._most = most
        self._opened: OrderedDict[str, _Opened] = OrderedDict()

    def route_for(self, generation: Generation) -> str:
        """See `ports.Provider.route_for`: the key does not matter."""
        return self._first.route_for(generation)

    async def await_turn(self, generation: Generation) -> None:
        """See `ports.Provider.await_turn`."""
        async with self._of(generation.key) as provider:
            await provider.await_turn(generation)

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """See `ports.Provider.submit`."""
        async with self._of(generation.key) as provider:
            return await provider.submit(generation, references, callback_url)

    async def status(self, generation: Generation) -> TaskStatus:
        """See `ports.Provider.status`."""
        async with self._of(generation.key) as provider:
            return await provider.status(generation)

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """See `ports.Provider.publish`."""
        async with self._of(generation.key) as provider:
            return await provider.publish(generation, reference, name, need)

    async def fresh_link(self, url: str) -> str:
        """See `ports.Provider.fresh_link`: by the key that made it, or the one that its owner has now."""
        name = await self._keys.maker_of(url)
        own = name and not is_operator_key(name)
        try:
            async with self._of(await self._keys.newest(name) if own else name) as provider:
                return await provider.fresh_link(url)
        except KeyRemoved as gone:
            raise StatusUnavailable(str(gone)) from gone

    async def chat(self, own_key: str, path: str, body: Mapping[str, Any], seconds: float) -> Envelope:
        """Ask a language model with a key, the operator's when its name is empty; see `KieClient.chat`. Raises KeyRemoved."""
        async with self._of(own_key or self.with_room()) as provider:
            return await provider.chat(path, body, seconds)

    def creations(self, operator_key: str) -> int:
        """How many tasks one of the operator's keys has created in the window that KIE limits, or is about to."""
        return self._operator[operator_key].creations

    async def credits(self) -> Decimal:
        """See `ports.Provider.credits`: of all keys of the operator's together. One that KIE refuses has none; one that it
        does not tell of now has what it last had.
        """
        failure: ProviderError | None = None
        for name, provider in self._operator.items():
            try:
                self._left[name] = await provider.credits()
            except AccessRefused as error:
                failure, self._left[name] = error, Decimal()
            except StatusUnavailable as error:
                if name not in self._left:
                    raise
                failure = error
        if failure is not None and len(self._operator) == 1:
            raise failure
        return sum(self._left.values(), Decimal())

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
        for provider in self._operator.values():
            await provider.aclose()

    @asynccontextmanager
    async def _of(self, name: str) -> AsyncGenerator[KieProvider]:
        """The provider that goes with a key, open for as long as the context lasts.

        Raises:
            KeyRemoved: the key is gone.
        """
        if not name or is_operator_key(name):
            yield self._operator.get(name, self._first)
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
