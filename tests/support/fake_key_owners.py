"""The owners of KIE keys that people bring."""

from __future__ import annotations

from bot.availability.circuit_breaker import KeyTrouble


class FakeKeyOwnerNotifier:
    """Notes who was notified what (`bot.availability.own_keys.KeyOwnerNotifier`)."""

    def __init__(self) -> None:
        self.notified: list[tuple[str, KeyTrouble]] = []

    async def tell_trouble(self, owner: str, trouble: KeyTrouble) -> None:
        """Note it."""
        self.notified.append((owner, trouble))
