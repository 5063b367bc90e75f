"""Copies at Telegram that do not hold."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.lost_copies import LostCopies
from bot.domain.generation import Asset


class FakeLostCopies(LostCopies):
    """Says which are lost, without asking.

    Args:
        lost: ids of assets.
    """

    def __init__(self, *lost: int) -> None:
        self.lost = frozenset(lost)

    async def among(self, assets: Sequence[Asset]) -> frozenset[int]:
        """Those of them that are lost."""
        return self.lost & {asset.id for asset in assets}
