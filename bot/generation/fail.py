"""The end without media: the credits go back in the same transaction, and what was agreed for this case begins in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.generation import Generation, State
from bot.errors import FailureKind
from bot.generation.batch_steps import part_ended
from bot.generation.chain_steps import cancel_rest
from bot.generation.fall_back import AgreedFallBack
from bot.generation.intervals import LATE_POLL
from bot.generation.selection_steps import picture_ended
from bot.ledger.operations import release
from bot.ports import Alert, Clock, Store, Transaction
from bot.workers.until_written import until_written

_LONGEST_DETAIL = 500


async def fail(
    store: Store,
    clock: Clock,
    generation: Generation,
    kind: FailureKind,
    detail: str,
    notice: Alert | None = None,
    agreed: AgreedFallBack | None = None,
) -> Generation:
    """End an open generation without media, release its hold, and make telling its person due.

    In the same transaction another model takes its place, where that was agreed and can be; else the steps that were to
    follow it in a chain end with it, and their credits go back.

    Args:
        store: opens transactions.
        clock: the time.
        generation: as it was read; its state must still be that.
        kind: why.
        detail: the supplier's words, for the operator.
        notice: what the admins hear of it, written down with it.
        agreed: what was agreed beforehand (`FallBack.agreed`).

    Raises:
        IllegalStep: another step was first.
    """
    now = clock.now()
    gift = generation.free_late_delivery  # its credits went back at the deadline, and its person knows
    failed = generation.stepped(
        State.FAILED,
        failure=kind,
        failure_detail=detail[:_LONGEST_DETAIL],
        completed_at=now,
        due_at=None if gift else now,
        attempts=0,
        notified=gift,
    )
    async with store.transaction() as tx:
        await tx.save(failed, expected=generation.state, at=now, detail=f"{kind}: {detail}"[:_LONGEST_DETAIL])
        instead = None
        if not gift:
            if agreed is not None:
                # A period that is over takes back what is its.
                await agreed.refilled(tx, generation.account_id, now)
            returned = await release(tx, generation.id, now)
            if agreed is not None:
                instead = await agreed.begin(tx, failed, returned, now)
        if instead is not None:
            failed = replace(failed, progress_message_id=None)  # it goes on with what takes its place
            await tx.save(failed, expected=State.FAILED, at=now)
        else:
            failed = await _with_rest(tx, failed, now)
            if not gift and await part_ended(tx, failed, now):
                failed = watched_silently(failed, now)
                await _save_again(tx, failed, now)
            if not gift:
                await picture_ended(tx, failed, now)
        if notice is not None:
            await tx.add_notice(notice, now)
    if agreed is not None and instead is not None:
        agreed.wake()
    return failed


async def _with_rest(tx: Transaction, failed: Generation, now: datetime) -> Generation:
    """What waited for it is cancelled, and what went back for that is kept with it."""
    rest = await cancel_rest(tx, failed, now)
    if not rest:
        return failed
    failed = replace(failed, later_steps_returned=failed.later_steps_returned + rest)
    await _save_again(tx, failed, now)
    return failed


def watched_silently(failed: Generation, now: datetime) -> Generation:
    """A failed generation whose person needs no message (any more); a late result is still watched for."""
    late = failed.failure is FailureKind.SLOW
    return replace(failed, notified=True, due_at=now + LATE_POLL if late else None)


async def _save_again(tx: Transaction, failed: Generation, now: datetime) -> None:
    """Write it back after its failure was written; what was forgotten is empty by then, and stays so."""
    written = await tx.generation(failed.id)
    if written is not None and written.person_id is not None:
        await tx.save(failed, expected=State.FAILED, at=now)


async def postpone(store: Store, clock: Clock, generation: Generation) -> None:
    """Write back an unfinished step: the same state, with the `due_at` and `attempts` that it now has.

    Raises:
        IllegalStep: another step was first.
    """
    async with store.transaction() as tx:
        await tx.save(generation, expected=generation.state, at=clock.now())


async def revise(
    store: Store,
    clock: Clock,
    generation: Generation,
    change: Callable[[Generation], Generation],
    *,
    ends_step: bool = False,
) -> None:
    """Change a generation as its row is now: while the step lasted, another one may have written something else there.

    `ends_step` says that the step under way has nothing more to do.

    Raises:
        IllegalStep: it has another state by now, or is gone.
    """
    async with store.transaction() as tx:
        now = await tx.generation(generation.id) or generation
        await tx.save(change(now), expected=generation.state, at=clock.now())
        if ends_step:
            await tx.drop_lease(generation.id)


async def keep(store: Store, clock: Clock, generation: Generation, learned: str) -> None:
    """`postpone` for what would be lost or done twice otherwise: tried until the database takes it.

    Args:
        store: opens transactions.
        clock: the time.
        generation: as `postpone` writes it.
        learned: what is new, for the log while it cannot be written.

    Raises:
        IllegalStep: another step was first.
    """
    await until_written(f"generation {generation.id}: {learned}", lambda: postpone(store, clock, generation))
