"""An operator confirms a broadcast, holds it up, lets it go on, or gives it up; also while it is under way."""

from __future__ import annotations

from dataclasses import replace

from bot.broadcasts.edit import require_code
from bot.broadcasts.refusals import BroadcastChanged, BroadcastGone, BroadcastNotOpen
from bot.domain.broadcast import STEPS, Broadcast, BroadcastState
from bot.domain.staff import Act, ActRecord
from bot.ports import Clock, Store


class BroadcastControl:
    """Moves broadcasts from state to state. Each step is one line of the operators' log.

    The first one wins: the same step once more changes nothing, and one that does not fit any more is refused.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def confirm(self, broadcast_id: int, *, revision: int, chosen: int, by: int) -> Broadcast:
        """From now on it is sent, at once or when its time has come.

        Args:
            broadcast_id: the draft.
            revision: what was looked at.
            chosen: how many people it was for then.
            by: the operator.

        Raises:
            BroadcastGone: there is none.
            BroadcastChanged: it is not what was looked at.
            BroadcastNotOpen: it is over.
            CodeNotOn: a button leads to a code that cannot be used any more.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            draft = await tx.broadcast(broadcast_id)
            if draft is None:
                raise BroadcastGone
            if draft.state is not BroadcastState.DRAFT:
                if draft.state is BroadcastState.CANCELLED:
                    raise BroadcastNotOpen(number=draft.id, state=draft.state.value)
                return draft
            if draft.revision != revision:
                raise BroadcastChanged
            for link in draft.links:
                if link.code:
                    await require_code(tx, link.code, now)
            confirmed = replace(
                draft, state=BroadcastState.SCHEDULED, revision=draft.revision + 1, chosen=chosen
            )
            await tx.save_broadcast(confirmed)
            to_all = ", to all" if confirmed.to_all else ""
            await tx.note_act(
                ActRecord(
                    by_id=by,
                    act=Act.BROADCAST,
                    subject=draft.name,
                    before=draft.state,
                    after=f"{confirmed.state}: {confirmed.segment}{to_all}, {chosen}",
                    at=now,
                )
            )
            return confirmed

    async def pause(self, broadcast_id: int, *, by: int) -> Broadcast:
        """No one gets it until it goes on; who is being sent it in this moment may. Raises as `_step`."""
        return await self._step(broadcast_id, BroadcastState.PAUSED, by)

    async def go_on(self, broadcast_id: int, *, by: int) -> Broadcast:
        """After a pause it goes on where it was, or waits for its time again. Raises as `_step`."""
        return await self._step(broadcast_id, None, by)

    async def cancel(self, broadcast_id: int, *, by: int) -> Broadcast:
        """No one gets it any more; who has it keeps it. Raises as `_step`."""
        return await self._step(broadcast_id, BroadcastState.CANCELLED, by)

    async def reopen(self, broadcast_id: int, *, by: int) -> Broadcast:
        """One that has not begun is a draft again, and can be changed. Raises as `_step`."""
        return await self._step(broadcast_id, BroadcastState.DRAFT, by)

    async def note_news(self, broadcast_id: int, *, wanted: bool) -> None:
        """A person has switched news off, or on again, with the button below it."""
        async with self._store.transaction() as tx:
            await tx.note_opted_out(broadcast_id, -1 if wanted else 1)

    async def _step(self, broadcast_id: int, state: BroadcastState | None, by: int) -> Broadcast:
        """Step to a state; None = the one before the pause.

        Raises:
            BroadcastGone: there is none.
            BroadcastNotOpen: the state that it is in does not let it.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            found = await tx.broadcast(broadcast_id)
            if found is None:
                raise BroadcastGone
            wanted = state or found.resumed_state
            if found.state is wanted:
                return found
            if wanted not in STEPS[found.state] or (
                state is None and found.state is not BroadcastState.PAUSED
            ):
                raise BroadcastNotOpen(number=found.id, state=found.state.value)
            stepped = replace(
                found,
                state=wanted,
                revision=found.revision + 1,
                ended_at=now if wanted is BroadcastState.CANCELLED else None,
            )
            await tx.save_broadcast(stepped)
            await tx.note_act(
                ActRecord(
                    by_id=by,
                    act=Act.BROADCAST,
                    subject=found.name,
                    before=found.state,
                    after=stepped.state,
                    at=now,
                )
            )
            return stepped
