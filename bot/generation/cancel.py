"""A person changes their mind while KIE does not have it yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.generation import Generation, State
from bot.domain.terms import Tariff
from bot.errors import GenerationUnknown, NotCancellable
from bot.generation.chain_steps import cancel_rest, chain_of_person
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance, release
from bot.ports import Clock, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """A cancelled generation, the credits that went back, and what the person has now."""

    generation: Generation
    returned: int
    balance: Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledChain:
    """What became of a chain that its person stopped.

    Attributes:
        returned: credits of the steps that are not made any more.
        goes_on: the step that KIE has already and that is still finished, None when there is none.
        balance: what the person has now.
    """

    returned: int
    goes_on: Generation | None
    balance: Balance


class Canceller:
    """Takes generations out of the line."""

    def __init__(self, store: Store, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff

    async def cancel(self, generation_id: int, person_id: int) -> Cancelled:
        """Cancel a held generation of this person and release its credits; repeating it changes nothing.

        The steps that were to follow it in a chain are cancelled with it.

        Raises:
            GenerationUnknown: no such generation of this person.
            NotCancellable: KIE may have it already, or it has ended.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.person_id != person_id:
                raise GenerationUnknown
            if generation.state is not State.CANCELLED:
                generation = await cancel_held(tx, generation, now, detail="by the person")
            account = await tx.account(generation.account_id)
            balance = await read_balance(tx, account, self._tariff.allowance, now)
        return Cancelled(generation=generation, returned=generation.returned, balance=balance)

    async def cancel_chain(self, chain_id: int, person_id: int) -> CancelledChain:
        """Cancel every step of a chain that is not at KIE yet; what KIE has is finished, and nothing follows it.

        Raises:
            QuoteUnknown, QuoteNotYours: no such chain, or somebody else's.
            NotCancellable: nothing of it waits (any more).
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            chain = await chain_of_person(tx, chain_id, person_id)
            going = [step for step in await tx.chain_steps(chain.id) if step.is_open]
            if not going or (len(going) == 1 and going[0].state is not State.HELD):
                raise NotCancellable(state=going[0].state if going else State.CANCELLED)
            current = going[0]
            if current.state is State.HELD:
                returned = (await cancel_held(tx, current, now, detail="by the person")).returned
            else:
                returned = await cancel_rest(tx, current, now)
            balance = await read_balance(
                tx, await tx.account(current.account_id), self._tariff.allowance, now
            )
        goes_on = None if current.state is State.HELD else current
        return CancelledChain(returned=returned, goes_on=goes_on, balance=balance)


async def cancel_held(tx: Transaction, generation: Generation, now: datetime, *, detail: str) -> Generation:
    """Take a generation out of the line and give its credits back, inside the caller's transaction.

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
    return cancelled
