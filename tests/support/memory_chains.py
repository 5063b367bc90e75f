"""The chains' side of a transaction in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.generation import Generation
from bot.ports import Chain
from tests.support.memory_tables import Tables


class MemoryChains:
    """Quoted chains and the generations that they became (`bot.ports.Transaction`)."""

    _tables: Tables

    async def add_chain(self, chain: Chain) -> Chain:
        """Store a quoted chain; returns it with its id."""
        stored = replace(chain, id=max(self._tables.chains, default=0) + 1)
        self._tables.chains[stored.id] = stored
        return stored

    async def chain(self, chain_id: int) -> Chain | None:
        """The chain, or None."""
        return self._tables.chains.get(chain_id)

    async def begin_chain(self, chain_id: int, at: datetime) -> bool:
        """Note that it was confirmed, once."""
        chain = self._tables.chains.get(chain_id)
        if chain is None or chain.begun_at is not None:
            return False
        self._tables.chains[chain_id] = replace(chain, begun_at=at)
        return True

    async def chain_steps(self, chain_id: int) -> Sequence[Generation]:
        """Its generations in the recipe's order."""
        found = [row.generation for row in self._tables.generations.values()]
        steps = [generation for generation in found if generation.chain_id == chain_id]
        return sorted(steps, key=lambda step: step.chain_position)
