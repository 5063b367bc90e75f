"""Sets that arrive without all of their results: the operator hears of a model that does it twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.domain.generation import Generation
from bot.ports import Alert, AlertKind, Transaction

FORGOTTEN_AFTER: Final = timedelta(days=1)
"""How long after a model's first incomplete set another one is its second."""


async def note_incomplete(tx: Transaction, ended: Generation, now: datetime) -> None:
    """Write down that a set was delivered incomplete, inside the caller's transaction; the second one adds a notice.

    The one after that is a first one again.
    """
    if not ended.missing:
        return
    first = await tx.incomplete_since(ended.model)
    if first is None or now - first >= FORGOTTEN_AFTER:
        await tx.keep_incomplete(ended.model, now)
        return
    await tx.keep_incomplete(ended.model, None)
    words = f"{ended.model}: {ended.arrived} / {ended.arrived + ended.missing}"
    await tx.add_notice(Alert(kind=AlertKind.RESULTS_MISSING, generation_id=ended.id, detail=words), now)
