"""People who bring KIE keys of their own: what KIE thinks of a key, and what its owner is told."""

from __future__ import annotations

from decimal import Decimal

from bot.availability.circuit_breaker import KeyTrouble
from bot.errors import AccessRefused, ProviderError


class FakeKeyTester:
    """Tells credits left, or an error; refuses keys that it does not know (`bot.availability.own_keys.KeyTester`)."""

    def __init__(self) -> None:
        self.left: dict[str, Decimal | ProviderError] = {}
        self.forgotten: list[str] = []

    async def credits_of(self, api_key: str) -> Decimal:
        """As told."""
        answer = self.left.get(api_key, AccessRefused("no access"))
        if isinstance(answer, ProviderError):
            raise answer
        return answer

    async def forget(self, owner: str) -> None:
        """Note it."""
        self.forgotten.append(owner)


class FakeKeyOwnerNotifier:
    """Notes who was told what (`bot.availability.own_keys.KeyOwnerNotifier`)."""

    def __init__(self) -> None:
        self.notified: list[tuple[str, KeyTrouble]] = []

    async def tell_trouble(self, owner: str, trouble: KeyTrouble) -> None:
        """Note it."""
        self.notified.append((owner, trouble))
