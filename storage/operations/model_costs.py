"""What models have cost at KIE, as rows (`bot.domain.model_cost`)."""

from __future__ import annotations

import aiosqlite

from bot.domain.model_cost import ModelCost


class SqliteModelCostRepository:
    """The costs' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def model_cost(self, model: str) -> ModelCost:
        """The model's; see `Transaction.model_cost`."""
        for row in await self._connection.execute_fetchall(
            "SELECT differs, contrary FROM model_costs WHERE model = ?", (model,)
        ):
            return ModelCost(model=model, differs=bool(row["differs"]), contrary=row["contrary"])
        return ModelCost(model=model)

    async def save_model_cost(self, cost: ModelCost) -> None:
        """Keep it."""
        await self._connection.execute(
            "INSERT INTO model_costs (model, differs, contrary) VALUES (?, ?, ?)"
            " ON CONFLICT (model) DO UPDATE SET differs = excluded.differs, contrary = excluded.contrary",
            (cost.model, cost.differs, cost.contrary),
        )
