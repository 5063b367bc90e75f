"""Which groups the bot works for: those that the operator approved, those of a list, or all."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.generation import State
from bot.domain.group import AdmissionStatus, Group, GroupChange, GroupReader
from bot.domain.staff import Act, ActRecord
from bot.ledger.operations import release
from bot.ports import Clock, Store, Transaction

_AT_ONCE: Final = 20
"""Generations that one transaction cancels: some ten milliseconds, for which everybody else waits."""


class AdmissionPolicy(StrEnum):
    """What happens when the bot is added to a group."""

    ASK = "ask"
    """The admins decide about each."""
    OPEN = "open"
    """Every group is welcome."""
    LISTED = "listed"
    """Only groups of the operator's list are."""
    CLOSED = "closed"
    """No new group is."""


class GroupAdmission:
    """Admits groups and handles their leaving. Their balance and rules are kept while the bot is away.

    Args:
        store: opens transactions.
        reader: reads a group without a transaction.
        clock: the time.
        policy: the operator's now.
        listed: chat ids that `AdmissionPolicy.LISTED` lets in.
        own: chat ids of groups of the operator's, which are let in without a question.
    """

    def __init__(
        self,
        store: Store,
        reader: GroupReader,
        clock: Clock,
        policy: Callable[[], AdmissionPolicy],
        listed: AbstractSet[int],
        own: AbstractSet[int] = frozenset(),
    ) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._policy = policy
        self._listed = listed
        self._own = own

    async def group(self, chat_id: int, title: str) -> Group:
        """The group that a message comes from. One whose joining was never reported, such as from before the bot kept
        groups, is admitted unless the policy refuses it."""
        known = await self._reader.group(chat_id)
        if known is not None and known.present:
            return known
        async with self._store.transaction() as tx:
            known = await tx.group(chat_id)
            group = replace(
                known or Group(chat_id=chat_id, admission=self._unseen(chat_id)), title=title, present=True
            )
            await tx.save_group(group)
        return group

    async def joined(self, chat_id: int, title: str, added_by: int | None) -> Group:
        """The bot was added to a group. Who was let in before is let in again.

        Returns:
            The group; while it is `AdmissionStatus.ASKED` the operator's admins have to decide.
        """
        async with self._store.transaction() as tx:
            known = await tx.group(chat_id)
            admission = known.admission if known else self._first(chat_id)
            if admission is AdmissionStatus.REFUSED:
                admission = self._first(chat_id)
            group = replace(
                known or Group(chat_id=chat_id),
                title=title,
                added_by=added_by,
                admission=admission,
                present=True,
            )
            await tx.save_group(group)
        return group

    async def left(self, chat_id: int) -> int:
        """The bot is no member any more: what waits in line there is cancelled, what KIE has already goes on into
        history.

        Returns:
            Credits that went back.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            known = await tx.group(chat_id)
            if known is not None:
                await tx.save_group(replace(known, present=False))
        return await self._cancel_waiting(chat_id, now)

    async def finish_leaving(self) -> None:
        """Cancel what still waits in groups that the bot has left: a process died before it could."""
        for chat_id in await self._reader.left_with_waiting():
            await self._cancel_waiting(chat_id, self._clock.now())

    async def decide(self, chat_id: int, admission: AdmissionStatus, *, admin_id: int | None) -> Group | None:
        """An admin of the operator's lets a group in, or not. Repeating it changes nothing.

        Args:
            chat_id: the group.
            admission: what was decided.
            admin_id: who decided, for the group's audit trail; None where there is no admin to ask, and nothing to note.

        Returns:
            The group as it is now, None when it was never seen.
        """
        async with self._store.transaction() as tx:
            known = await tx.group(chat_id)
            if known is None or known.admission is admission:
                return known
            group = replace(known, admission=admission)
            await tx.save_group(group)
            if admin_id is not None:
                change = GroupChange(
                    person_id=admin_id,
                    what="admission",
                    before=known.admission,
                    after=admission,
                    at=self._clock.now(),
                )
                await tx.note_change(chat_id, change)
                await tx.note_act(
                    ActRecord(
                        by_id=admin_id,
                        act=Act.ADMIT,
                        subject=group.title or str(chat_id),
                        before=known.admission,
                        after=admission,
                        at=change.at,
                    )
                )
        return group

    async def _cancel_waiting(self, chat_id: int, now: datetime) -> int:
        """Cancel everything that waits in a chat, some in each transaction. Returns the credits that went back."""
        returned, more = 0, True
        while more:
            async with self._store.transaction() as tx:
                back, more = await _cancel_some(tx, chat_id, now)
            returned += back
        return returned

    def _first(self, chat_id: int) -> AdmissionStatus:
        if chat_id in self._own:
            return AdmissionStatus.ADMITTED
        match self._policy():
            case AdmissionPolicy.ASK:
                return AdmissionStatus.ASKED
            case AdmissionPolicy.OPEN:
                return AdmissionStatus.ADMITTED
            case AdmissionPolicy.LISTED if chat_id in self._listed:
                return AdmissionStatus.ADMITTED
            case AdmissionPolicy.LISTED | AdmissionPolicy.CLOSED:
                return AdmissionStatus.REFUSED

    def _unseen(self, chat_id: int) -> AdmissionStatus:
        first = self._first(chat_id)
        return AdmissionStatus.ADMITTED if first is AdmissionStatus.ASKED else first


async def _cancel_some(tx: Transaction, chat_id: int, now: datetime) -> tuple[int, bool]:
    """Cancel the oldest that wait in a chat: the credits that went back, and whether there may be more."""
    returned = 0
    waiting = await tx.waiting_in(chat_id, _AT_ONCE)
    for generation in waiting:
        cancelled = generation.stepped(State.CANCELLED, due_at=None, completed_at=now, notified=True)
        await tx.save(cancelled, expected=generation.state, at=now, detail="the bot left the group")
        returned += await release(tx, generation.id, now)
    return returned, len(waiting) == _AT_ONCE
