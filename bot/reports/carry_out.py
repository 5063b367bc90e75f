"""Does at Telegram what decisions about reported results have left to do: deletes messages, notifies people.

Each effect is a row until Telegram has answered. A death between the answer and the row's end repeats it: a message that is
deleted is not there to be deleted again, and a person may read the same twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.domain.report import EffectKind, ReportEffect
from bot.errors import ChatGone, DeliveryPostponed
from bot.ports import Clock, Store
from bot.reports.messenger import ReportMessenger

_AT_ONCE: Final = 20


class ReportEffects:
    """Carries decisions out.

    Args:
        store: opens transactions.
        messenger: acts in chats.
        clock: the time.
    """

    def __init__(self, store: Store, messenger: ReportMessenger, clock: Clock) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock

    async def carry_out(self) -> None:
        """Do what is due, a little at a time, each written down before the next."""
        async with self._store.transaction() as tx:
            due = await tx.due_effects(self._clock.now(), _AT_ONCE)
        for effect in due:
            try:
                removed = await self._do(effect)
            except DeliveryPostponed as later:
                if not later.refused or effect.kind is EffectKind.MESSAGE:
                    due_at = self._clock.now() + timedelta(seconds=later.retry_after)
                    async with self._store.transaction() as tx:
                        await tx.postpone_effect(effect.id, due_at)
                    continue
                removed = None
            except ChatGone:
                removed = False
            async with self._store.transaction() as tx:
                await tx.effect_done(effect, removed=removed)

    async def _do(self, effect: ReportEffect) -> bool | None:
        """Whether a message is gone; None of other effects."""
        if effect.kind is EffectKind.MESSAGE:
            return await self._messenger.delete_message(effect.chat_id, effect.message_id)
        generation = await self._store.generation(effect.generation_id)
        if generation is None:
            return None
        if effect.kind is EffectKind.MAKER:
            await self._messenger.tell_maker(effect.chat_id, generation)
        else:
            await self._messenger.tell_reporter(effect.chat_id, generation, effect.outcome)
        return None
