"""Broadcasts that tests begin: put together and confirmed by the use cases."""

from __future__ import annotations

from dataclasses import replace

from bot.broadcasts.control import BroadcastControl
from bot.broadcasts.edit import BroadcastEditor
from bot.domain.broadcast import Broadcast
from bot.ports import Clock
from storage.store import SqliteStore

OPERATOR = 99


async def confirmed(store: SqliteStore, clock: Clock, *, message_id: int = 500, **more: object) -> Broadcast:
    """A broadcast of this message that is confirmed; `more` is what differs from the usual (`Broadcast`)."""
    opened = await BroadcastEditor(store, clock).open(by=OPERATOR, chat_id=OPERATOR, message_id=message_id)
    assert opened is not None
    async with store.transaction() as tx:
        await tx.save_broadcast(replace(opened, **more))  # type: ignore[arg-type]  # the fields of the dataclass
    return await BroadcastControl(store, clock).confirm(
        opened.id, revision=opened.revision, chosen=5, by=OPERATOR
    )
