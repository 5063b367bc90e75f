"""Short ways to bring a store into a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.generation import Generation, State
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import grant, hold
from bot.ports import Store
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held

NONE = Allowance(0, Period.MONTH)
LEASE = timedelta(minutes=5)
WORKING = (State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.FAILED)


async def funded_account(store: Store, person_id: int = 7, amount: int = 100) -> int:
    """An account with bought credits."""
    async with store.transaction() as tx:
        account = await tx.account_of_person(person_id)
        if amount:
            await grant(tx, account, amount, f"gift:{person_id}:{amount}", START)
    return account.id


async def waiting(store: Store, account_id: int, token: str = "t", *, amount: int = 10) -> Generation:
    """A generation that waits in line, with its hold."""
    async with store.transaction() as tx:
        generation = await tx.add_generation(held(account_id, token, price=amount))
        await hold(tx, await tx.account(account_id), amount, generation.id, NONE, START)
    return generation


async def moved(store: Store, generation: Generation, *states: State) -> Generation:
    """The generation after these steps."""
    for state in states:
        stepped = generation.stepped(state)
        async with store.transaction() as tx:
            await tx.save(stepped, expected=generation.state, at=START)
        generation = stepped
    return generation


async def available(store: Store, account_id: int) -> int:
    """Credits that can be held now; they are always the sum of the ledger's entries."""
    async with store.transaction() as tx:
        account = await tx.account(account_id)
        entries = await tx.entries(account_id, 10_000)
    assert account.available == sum(entry.amount for entry in entries)
    return account.available


async def claimed(store: Store, clock: FakeClock, *states: State, limit: int = 10) -> Sequence[Generation]:
    """What is due now, under lease."""
    now = clock.now()
    return await store.claim_due(now, lease_until=now + LEASE, limit=limit, states=states)


async def far_away(store: Store) -> Generation:
    """A running generation whose next status query is an hour away."""
    running = await moved(
        store, await waiting(store, await funded_account(store)), State.SUBMITTING, State.RUNNING
    )
    later = replace(running, due_at=START + timedelta(hours=1))
    async with store.transaction() as tx:
        await tx.save(later, expected=State.RUNNING, at=START)
    return later


async def poke(store: Store, generation: Generation, digest: str = "d", *, task_id: str = "task") -> bool:
    """A callback arrives."""
    async with store.transaction() as tx:
        return await tx.record_callback(generation.id, digest=digest, task_id=task_id, stage="done", at=START)
