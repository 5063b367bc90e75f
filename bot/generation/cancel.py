"""A person changes their mind while KIE does not have it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.generation import OPEN_STATES, Generation, State
from bot.domain.terms import Tariff
from bot.errors import GenerationUnknown, NotCancellable
from bot.generation.batch_steps import part_ended
from bot.generation.chain_steps import cancel_rest, confirmed_with
from bot.generation.selection_steps import picture_ended
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance, release
from bot.ports import Clock, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """What became of a generation, or of a chain, that its person stopped.

    Attributes:
        generation: the step that was cancelled before it left; or the one that KIE has already and that is still
            finished, while nothing follows it any more. Of a batch a part that goes on, when any does.
        returned: credits that went back.
        balance: what the account has now.
        cancelled: of a batch how many parts were cancelled, else 0.
        parts: of a batch how many it has, else 0.
    """

    generation: Generation
    returned: int
    balance: Balance
    cancelled: int = 0
    parts: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether KIE has the step and finishes it."""
        return self.generation.is_open


class Canceller:
    """Takes generations out of the queue."""

    def __init__(self, store: Store, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff

    async def cancel(self, generation_id: int, person_id: int) -> Cancelled:
        """Cancel what was confirmed with this generation and is not at KIE yet; repeating it changes nothing.

        Of a chain that is the step whose turn it is, with all that follow; when KIE has that step already, only those
        that follow. Of a batch it is every part that KIE does not have yet.

        Raises:
            GenerationUnknown: no such generation of this person.
            NotCancellable: KIE may have all of it already, or it has ended.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.person_id != person_id:
                raise GenerationUnknown
            is_repeated = generation.state is State.CANCELLED
            returned = generation.returned
            if not is_repeated:
                generation, returned = await self._cancel(tx, await _current(tx, generation), now)
            account = await tx.account(generation.account_id)
            parts = await _parts(tx, generation) if generation.batch_id is not None else ()
            gone = [one for one in parts if one.state is State.CANCELLED]
            if is_repeated and gone:
                returned = sum(one.returned for one in gone)
            ended = [one.id for one in gone] or await confirmed_with(tx, generation)
            balance = await read_balance(tx, account, self._tariff.allowance, now, returned_for=ended)
        return Cancelled(
            generation=generation,
            returned=returned,
            balance=balance,
            cancelled=len(gone),
            parts=len(parts),
        )

    async def _cancel(self, tx: Transaction, current: Generation, now: datetime) -> tuple[Generation, int]:
        if current.batch_id is not None:
            return await _cancel_parts(tx, current, now)
        if current.state is State.HELD:
            cancelled = await cancel_held(tx, current, now, detail="by the person")
            return cancelled, cancelled.returned
        if not await _has_waiting(tx, current):
            raise NotCancellable(state=current.state)
        return current, await cancel_rest(tx, current, now)


async def cancel_held(tx: Transaction, generation: Generation, now: datetime, *, detail: str) -> Generation:
    """Take a generation out of the queue and give its credits back, inside the caller's transaction.

    The steps that were to follow it in a chain are cancelled with it.

    Raises:
        NotCancellable: KIE may have it already, or it has ended.
    """
    if generation.state is not State.HELD:
        raise NotCancellable(state=generation.state)
    rest = await cancel_rest(tx, generation, now)
    cancelled = generation.stepped(
        State.CANCELLED, due_at=None, completed_at=now, notified=True, later_steps_returned=rest
    )
    await tx.save(cancelled, expected=State.HELD, at=now, detail=detail)
    await release(tx, generation.id, now)
    await part_ended(tx, cancelled, now)
    await picture_ended(tx, cancelled, now)
    return cancelled


async def _cancel_parts(tx: Transaction, part: Generation, now: datetime) -> tuple[Generation, int]:
    """Cancel every part of a batch that KIE does not have yet. Raises NotCancellable."""
    parts = await _parts(tx, part)
    held = [one for one in parts if one.state is State.HELD]
    if not held:
        raise NotCancellable(state=part.state)
    cancelled = [await cancel_held(tx, one, now, detail="by the person") for one in held]
    going_on = next((one for one in parts if one.state in OPEN_STATES and one.state is not State.HELD), None)
    return going_on or cancelled[0], sum(one.price for one in cancelled)


async def _current(tx: Transaction, generation: Generation) -> Generation:
    """The step whose turn it is, of the chain that the generation is of; the generation itself when none is open."""
    if generation.quote_id is None or not generation.in_chain:
        return generation
    steps = await tx.generations_of_quote(generation.quote_id)
    return next((step for step in steps if step.is_open), generation)


async def _has_waiting(tx: Transaction, current: Generation) -> bool:
    if current.quote_id is None or not current.is_followed:
        return False
    steps = await tx.generations_of_quote(current.quote_id)
    return any(step.state is State.WAITING for step in steps)


async def _parts(tx: Transaction, part: Generation) -> Sequence[Generation]:
    """The generations of a batch."""
    return await tx.generations_of_quote(part.quote_id) if part.quote_id is not None else [part]
