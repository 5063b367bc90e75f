"""Says once what waits for a choice, and ends what no one chose: the loop over selections that are due.

What is said is written down after it was said: a process that dies in between says it once more.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.domain.generation import Generation, State
from bot.domain.selection import Selection, SelectionSchedule, SelectionState
from bot.errors import ChatGone, DeliveryPostponed, StorageError
from bot.ports import Clock, Store

_AT_ONCE: Final = 50
_FAULT: Final = timedelta(hours=1)
"""Until something is said again that could not be, for a reason that no one has foreseen."""
_DAY: Final = timedelta(days=1)

_log = logging.getLogger(__name__)


class SelectionNotifier(Protocol):
    """Says it in the chat of the pictures."""

    async def remind(self, selection: Selection, pictures: Sequence[Generation], days: int) -> None:
        """Say that a choice is waited for, for so many days more, with the buttons. Raises ChatGone, DeliveryPostponed."""
        ...

    async def tell_over(self, selection: Selection, pictures: Sequence[Generation]) -> None:
        """Say that nothing waits any more. Raises ChatGone, DeliveryPostponed."""
        ...


class SelectionWatch:
    """Carries selections on that no one touches."""

    def __init__(
        self, store: Store, schedule: SelectionSchedule, notifier: SelectionNotifier, clock: Clock
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._notifier = notifier
        self._clock = clock

    async def carry_on(self) -> None:
        """Do what is due; one that cannot be written to keeps no other one waiting."""
        for selection in await self._schedule.due_selections(self._clock.now(), _AT_ONCE):
            try:
                await self._step(selection)
            except ChatGone:
                await self._said(selection.id)
            except DeliveryPostponed as later:
                await self._postpone(selection.id, timedelta(seconds=later.retry_after))
            except StorageError:
                raise
            except Exception:  # noqa: BLE001  it must not keep the others waiting
                _log.exception("selection %s: it could not be said", selection.id)
                await self._postpone(selection.id, _FAULT)

    async def _step(self, due: Selection) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            selection = await tx.selection(due.id)
            if selection is None or selection.due_at is None or selection.due_at > now:
                return  # its person was quicker
            pictures = newest_pictures(await tx.pictures_of(selection.id))
            if not pictures:
                await tx.save_selection(selection.ended(SelectionState.OVER))
                return
            if _is_over(selection, now):
                selection = replace(selection, state=SelectionState.OVER)
                await tx.save_selection(selection)
                await tx.cancel_quotes_of_selection(selection.id, now)
        if selection.state is SelectionState.CHOOSING:
            await self._notifier.remind(selection, pictures, _days(selection, now))
        else:
            await self._notifier.tell_over(selection, pictures)
        await self._said(selection.id)

    async def _said(self, selection_id: int) -> None:
        """What comes next, if anything, is due later."""
        async with self._store.transaction() as tx:
            selection = await tx.selection(selection_id)
            if selection is None or selection.due_at is None or selection.due_at > self._clock.now():
                return
            if selection.state is SelectionState.CHOOSING and not selection.reminded:
                await tx.save_selection(replace(selection, reminded=True, due_at=selection.until))
            else:
                await tx.save_selection(selection.ended(SelectionState.OVER))

    async def _postpone(self, selection_id: int, pause: timedelta) -> None:
        async with self._store.transaction() as tx:
            selection = await tx.selection(selection_id)
            if selection is not None and selection.due_at is not None:
                await tx.save_selection(replace(selection, due_at=self._clock.now() + pause))


def newest_pictures(pictures: Sequence[Generation]) -> Sequence[Generation]:
    """Those of the batch that came last, as far as anything of it can be chosen."""
    there = [one for one in pictures if one.state is State.DELIVERED and not one.deleted]
    if not there:
        return ()
    newest = max(one.batch_id or 0 for one in there)
    return [one for one in pictures if one.batch_id == newest]


def _is_over(selection: Selection, now: datetime) -> bool:
    return (
        selection.state is SelectionState.CHOOSING and selection.until is not None and now >= selection.until
    )


def _days(selection: Selection, now: datetime) -> int:
    """Whole days that are left, at least one."""
    return max(1, round((selection.until - now) / _DAY)) if selection.until is not None else 1
