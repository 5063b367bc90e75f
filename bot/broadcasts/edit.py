"""An operator puts a broadcast together: whom it is for, when it is sent, what stands below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.broadcasts.refusals import (
    BadLabel,
    BadLink,
    BadSegmentValue,
    BadStart,
    BroadcastGone,
    BroadcastNotOpen,
    CodeNotOn,
    TooManyLinks,
)
from bot.domain.broadcast import (
    FURTHEST_START,
    LONGEST_LABEL,
    MOST_LINKS,
    Broadcast,
    BroadcastState,
    LinkButton,
    is_link,
)
from bot.domain.segment import MOST_BALANCE, MOST_DAYS, SegmentField
from bot.domain.staff import Act, ActRecord
from bot.ports import Clock, Store, Transaction

_LARGEST: Final = {
    SegmentField.ACTIVE: MOST_DAYS,
    SegmentField.IDLE: MOST_DAYS,
    SegmentField.BALANCE: MOST_BALANCE,
}
_LONGEST_TEXT: Final = 128


class BroadcastEditor:
    """Changes drafts. Each change is one line of the operators' log.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def open(self, *, by: int, chat_id: int, message_id: int) -> Broadcast | None:
        """A new draft of this message; None when it has one."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            opened = await tx.add_broadcast(
                Broadcast(
                    id=0,
                    admin_id=by,
                    chat_id=chat_id,
                    message_id=message_id,
                    state=BroadcastState.DRAFT,
                    created_at=now,
                )
            )
            if opened is not None:
                await tx.note_act(_line(opened, by, now, "", opened.state))
            return opened

    async def set_to_all(self, broadcast_id: int, *, to_all: bool, by: int) -> Broadcast:
        """News, or what everyone must know. Raises as `_change`."""
        return await self._change(
            broadcast_id, by, lambda one: replace(one, to_all=to_all), lambda one: f"to all={one.to_all}"
        )

    async def set_condition(
        self, broadcast_id: int, field: SegmentField, value: str | int | bool | None, *, by: int
    ) -> Broadcast:
        """Set a condition of the segment; None takes it away.

        Raises:
            BadSegmentValue: it cannot have this value.
            BroadcastGone, BroadcastNotOpen: see `_change`.
        """
        _require_possible(field, value)
        return await self._change(
            broadcast_id,
            by,
            lambda one: replace(one, segment=one.segment.having(field, value)),
            lambda one: str(one.segment),
        )

    async def set_start(
        self, broadcast_id: int, *, starts_at: datetime | None, in_the_morning: bool, by: int
    ) -> Broadcast:
        """When it begins (None = as soon as it is confirmed), and whether each person gets it in their own morning.

        Raises:
            BadStart: that is past, or too far away.
            BroadcastGone, BroadcastNotOpen: see `_change`.
        """
        now = self._clock.now()
        if starts_at is not None and not now < starts_at <= now + FURTHEST_START:
            raise BadStart
        return await self._change(
            broadcast_id,
            by,
            lambda one: replace(one, starts_at=starts_at, in_the_morning=in_the_morning),
            _said_start,
        )

    async def add_link(self, broadcast_id: int, link: LinkButton, *, by: int) -> Broadcast:
        """One more button below it.

        Raises:
            BadLabel, BadLink, CodeNotOn: it cannot be a button.
            TooManyLinks: there are as many as there may be.
            BroadcastGone, BroadcastNotOpen: see `_change`.
        """
        label = " ".join(link.label.split())
        if not label or len(label) > LONGEST_LABEL or not label.isprintable():
            raise BadLabel(maximum=LONGEST_LABEL)
        if not link.code and not is_link(link.url):
            raise BadLink
        now = self._clock.now()
        async with self._store.transaction() as tx:
            draft = await _draft(tx, broadcast_id)
            if len(draft.links) >= MOST_LINKS:
                raise TooManyLinks(maximum=MOST_LINKS)
            if link.code:
                await require_code(tx, link.code, now)
            changed = replace(draft, links=(*draft.links, replace(link, label=label)))
            return await self._keep(tx, draft, changed, by, _said_links)

    async def remove_links(self, broadcast_id: int, *, by: int) -> Broadcast:
        """No buttons below it. Raises as `_change`."""
        return await self._change(broadcast_id, by, lambda one: replace(one, links=()), _said_links)

    async def _change(
        self,
        broadcast_id: int,
        by: int,
        change: Callable[[Broadcast], Broadcast],
        said: Callable[[Broadcast], str],
    ) -> Broadcast:
        """Change a draft; what it is already is no change.

        Raises:
            BroadcastGone: there is none.
            BroadcastNotOpen: it is confirmed, or over.
        """
        async with self._store.transaction() as tx:
            draft = await _draft(tx, broadcast_id)
            return await self._keep(tx, draft, change(draft), by, said)

    async def _keep(
        self,
        tx: Transaction,
        draft: Broadcast,
        changed: Broadcast,
        by: int,
        said: Callable[[Broadcast], str],
    ) -> Broadcast:
        if changed == draft:
            return draft
        changed = replace(changed, revision=draft.revision + 1)
        await tx.save_broadcast(changed)
        await tx.note_act(_line(draft, by, self._clock.now(), said(draft), said(changed)))
        return changed


async def require_code(tx: Transaction, code: str, now: datetime) -> None:
    """A promo code that a button may lead to. Raises CodeNotOn."""
    found = await tx.promo_code(code)
    if found is None or not found.is_on_at(now) or not found.terms.name:
        raise CodeNotOn(code=code)


async def _draft(tx: Transaction, broadcast_id: int) -> Broadcast:
    found = await tx.broadcast(broadcast_id)
    if found is None:
        raise BroadcastGone
    if found.state is not BroadcastState.DRAFT:
        raise BroadcastNotOpen(number=found.id, state=found.state.value)
    return found


def _require_possible(field: SegmentField, value: str | int | bool | None) -> None:
    if value is None:
        return
    largest = _LARGEST.get(field)
    if largest is not None:
        fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= largest
    elif field is SegmentField.PAID:
        fits = isinstance(value, bool)
    elif field is SegmentField.GROUP:
        fits = isinstance(value, int) and not isinstance(value, bool) and value <= 0
    else:
        fits = isinstance(value, str) and 0 < len(value) <= _LONGEST_TEXT
    if not fits:
        raise BadSegmentValue(field=field.value)


def _line(broadcast: Broadcast, by: int, now: datetime, before: str, after: str) -> ActRecord:
    return ActRecord(by_id=by, act=Act.BROADCAST, subject=broadcast.name, before=before, after=after, at=now)


def _said_start(broadcast: Broadcast) -> str:
    """When, in words of no language."""
    when = "now" if broadcast.starts_at is None else f"{broadcast.starts_at:%Y-%m-%d %H:%M}"
    return f"{when}, mornings" if broadcast.in_the_morning else when


def _said_links(broadcast: Broadcast) -> str:
    return ", ".join(link.code or link.url for link in broadcast.links)
