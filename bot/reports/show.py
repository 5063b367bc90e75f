"""An operator looks at the media of a reported result; where it stands then is remembered, so that it can be deleted there, too."""

from __future__ import annotations

from bot.domain.generation import Generation
from bot.ports import Store
from bot.reports.messenger import ReportMessenger


class ReportedMedia:
    """Shows it.

    Args:
        store: opens transactions.
        messenger: sends media.
    """

    def __init__(self, store: Store, messenger: ReportMessenger) -> None:
        self._store = store
        self._messenger = messenger

    async def show(self, generation: Generation, chat_id: int) -> int:
        """Show what is there to an operator. Returns how many messages that took."""
        if generation.deleted or not generation.assets:
            return 0
        messages = await self._messenger.show(generation.assets, chat_id)
        async with self._store.transaction() as tx:
            for message_id in messages:
                await tx.keep_copy(generation.id, chat_id, message_id)
        return len(messages)
