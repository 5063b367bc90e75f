"""The moves of a chain, each inside its caller's transaction: the next step begins, or the rest ends.

The steps of a chain are generations of their own, each with its own hold. A later one waits until the step before it is in
the chat; no process has to remember that, for both are written in the transaction that says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.catalog.recipe import MADE
from bot.domain.generation import Asset, Generation, Reference, State
from bot.generation.versions import as_version
from bot.ledger.operations import release
from bot.ports import Transaction

LONGEST_WAIT: Final = timedelta(hours=24)
"""How long a generation may wait for its turn before it is given up."""

FRESH_FOR: Final = timedelta(hours=12)
"""How long after its submission a result's address is used as a reference.

KIE keeps results for 14 days, but its pages warn that addresses may expire after 24 hours.
"""

_DONE: Final = frozenset({State.DELIVERED, State.STORED})


async def start_next(tx: Transaction, done: Generation, now: datetime) -> Generation | None:
    """A step of a chain is done: the one after it gets in line, with what was made as its reference.

    Returns:
        The step that begins, None when there is none.
    """
    if done.quote_id is None or not done.is_followed:
        return None
    steps = await tx.generations_of_quote(done.quote_id)
    following = next((step for step in steps if step.state is State.WAITING), None)
    if following is None:
        return None
    made = made_in(steps)
    references = tuple(made.get(given.made_by, given) for given in following.references)
    started = following.stepped(
        State.HELD,
        references=references,
        created_at=now,
        due_at=now,
        deadline_at=now + LONGEST_WAIT,
    )
    started = await as_version(tx, started)
    await tx.save(started, expected=State.WAITING, at=now, detail=f"after #{done.id}")
    return started


async def cancel_rest(tx: Transaction, ended: Generation, now: datetime) -> int:
    """A step of a chain comes to nothing: those that wait for it are cancelled.

    Returns:
        Credits that went back.
    """
    if ended.quote_id is None or not ended.is_followed:
        return 0
    returned = 0
    for step in await tx.generations_of_quote(ended.quote_id):
        if step.state is State.WAITING:
            cancelled = step.stepped(State.CANCELLED, due_at=None, completed_at=now, notified=True)
            await tx.save(cancelled, expected=State.WAITING, at=now, detail=f"with #{ended.id}")
            returned += await release(tx, step.id, now)
    return returned


def without_replaced(steps: Sequence[Generation]) -> Sequence[Generation]:
    """The generations of a quote, one for each of its steps: without those whose place another one has taken."""
    replaced = {step.instead_of.id for step in steps if step.instead_of is not None}
    return [step for step in steps if step.id not in replaced]


async def confirmed_with(tx: Transaction, generation: Generation) -> Sequence[int]:
    """The generation and those that were confirmed with it: their credits go back together."""
    if generation.quote_id is None or generation.batch_id is not None:
        return [generation.id]
    return [step.id for step in await tx.generations_of_quote(generation.quote_id)]


def made_in(steps: Iterable[Generation]) -> dict[str, Reference]:
    """What these steps have made, by their names; what its person deleted is gone."""
    return {
        step.chain_step: made_of(step)
        for step in steps
        if step.state in _DONE and any(asset.file_id or asset.url for asset in step.assets)
    }


def made_of(step: Generation) -> Reference:
    """The first result of a step as a reference: at KIE's own address while that is fresh, else Telegram's copy."""
    asset = _best(step.assets)
    until = (step.submitted_at or step.created_at) + FRESH_FOR
    return Reference(
        file_id=asset.file_id,
        media=MADE[asset.kind],
        seconds=math.ceil(asset.seconds),
        url=asset.url,
        url_until=int(until.timestamp()),
        generation_id=step.id,
    )


def _best(assets: Iterable[Asset]) -> Asset:
    """The first one that reached Telegram, else the first."""
    return min(assets, key=lambda asset: (not asset.file_id, asset.position))
