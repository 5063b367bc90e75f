"""Operators decide about a reported result. The first decision counts: each says which state it was made in.

A decision is one transaction, with its line in the operators' log. What it has to do at Telegram are rows of the same
transaction (`bot.reports.carry_out`).
"""

from __future__ import annotations

from bot.domain.generation import Generation
from bot.domain.report import EffectKind, ReportedResult, ReportEffect, ReportState
from bot.domain.staff import Act, ActRecord
from bot.people.block import block_person
from bot.ports import Clock, Store, Transaction
from bot.reports.refusals import MakerForgotten, ReportDecided, ReportGone
from bot.staff.staff import Staff


class ReportDecider:
    """The decisions. That the person who decides may do so is the caller's to know.

    Args:
        store: opens transactions.
        staff: who has a role.
        clock: the time.
    """

    def __init__(self, store: Store, staff: Staff, clock: Clock) -> None:
        self._store = store
        self._staff = staff
        self._clock = clock

    async def dismiss(self, reported_id: int, *, seen: ReportState, by: int) -> ReportedResult:
        """Nothing is wrong with it: it stays, and those who wanted to know are notified.

        Raises:
            ReportGone: there is no such reported result.
            ReportDecided: it is not in the state that the operator has seen.
        """
        async with self._store.transaction() as tx:
            _, decided = await self._decide(tx, reported_id, seen, ReportState.DISMISSED, by)
        return decided

    async def block(
        self, reported_id: int, *, seen: ReportState, by: int, reason: str
    ) -> tuple[ReportedResult, int]:
        """Block who made it; the result stays until it is deleted as well.

        Returns:
            The reported result, and how many subscriptions end with their periods.

        Raises:
            ReportGone, ReportDecided: as above.
            MakerForgotten: there is no one to be blocked.
            HasRole: they help the operator.
        """
        async with self._store.transaction() as tx:
            found = await _reported(tx, reported_id)
            generation = await tx.generation(found.generation_id)
            maker = generation.person_id if generation is not None else None
            if maker is None:
                raise MakerForgotten
            self._staff.require_no_role(maker)
            if found.state is not seen:
                raise ReportDecided
            decided = found
            if seen is not ReportState.DELETED:  # what was deleted stays deleted
                _, decided = await self._decide(tx, reported_id, seen, ReportState.BLOCKED, by)
            stopped = await block_person(
                tx,
                maker,
                is_known=True,
                blocked=True,
                by=by,
                reason=reason,
                now=self._clock.now(),
            )
        return decided, stopped

    async def delete_everywhere(self, reported_id: int, *, seen: ReportState, by: int) -> ReportedResult:
        """Delete the result: its files, its place in histories, examples, shares and casts, and every message that is known
        to carry it. Its maker is notified, and so are those who wanted to know; what was paid stays paid.

        Raises:
            ReportGone, ReportDecided: as above.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            generation, decided = await self._decide(tx, reported_id, seen, ReportState.DELETED, by)
            messages = await tx.messages_of_result(generation)
            await tx.delete_characters_of(generation)
            await tx.delete_result(generation.id)
            for chat_id, message_id in messages:
                await tx.add_effect(
                    ReportEffect(
                        kind=EffectKind.MESSAGE,
                        generation_id=generation.id,
                        chat_id=chat_id,
                        message_id=message_id,
                        outcome=ReportState.DELETED,
                        due_at=now,
                    )
                )
            if generation.person_id is not None:
                await tx.add_effect(
                    ReportEffect(
                        kind=EffectKind.MAKER,
                        generation_id=generation.id,
                        chat_id=generation.person_id,
                        outcome=ReportState.DELETED,
                        due_at=now,
                    )
                )
        return decided

    async def _decide(
        self, tx: Transaction, reported_id: int, seen: ReportState, after: ReportState, by: int
    ) -> tuple[Generation, ReportedResult]:
        now = self._clock.now()
        found = await _reported(tx, reported_id)
        generation = await tx.generation(found.generation_id)
        if generation is None:
            raise ReportGone
        if found.state is not seen or seen is after:
            raise ReportDecided
        if not await tx.decide_reported(reported_id, seen, after, by, now):
            raise ReportDecided
        await tx.note_act(
            ActRecord(
                by_id=by,
                act=Act.REPORTS,
                subject=f"#{generation.id}",
                person_id=generation.person_id,
                before="" if seen is ReportState.OPEN else seen,
                after=after,
                at=now,
            )
        )
        for person_id in await tx.reporters_who_want_answer(generation.id):
            await tx.add_effect(
                ReportEffect(
                    kind=EffectKind.REPORTER,
                    generation_id=generation.id,
                    chat_id=person_id,
                    outcome=after,
                    due_at=now,
                )
            )
        return generation, await _reported(tx, reported_id)


async def _reported(tx: Transaction, reported_id: int) -> ReportedResult:
    found = await tx.reported_by_id(reported_id)
    if found is None:
        raise ReportGone
    return found
