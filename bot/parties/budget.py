"""The budget: filled once, spent by holds like any account, and emptied once. Each runs inside its caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.generation import NOTHING_CAME, Generation
from bot.domain.party import Party, PartyState
from bot.errors import Refusal
from bot.ledger.allowance import Allowance
from bot.ledger.operations import refill
from bot.ledger.transfer import transfer
from bot.parties.refusals import PartyBudgetEmpty, PartyJoined, PartyOver, ShareTooSmall
from bot.ports import Transaction


async def fill(
    tx: Transaction, party: Party, allowance: Allowance, now: datetime, *, closed: Refusal | None = None
) -> None:
    """Move the party's credits from where they come from into its budget; for `closed` see `transfer`.

    Raises:
        NotEnoughCredits, or `closed`: there are fewer; the transaction must be rolled back.
    """
    await transfer(
        tx,
        await tx.account(party.source_id),
        await tx.account(party.budget_account_id),
        party.credits,
        allowance,
        operation_key=f"party:{party.id}",
        now=now,
        note=f"party {party.id}",
        closed=closed,
    )


async def give_back(tx: Transaction, party: Party, allowance: Allowance, now: datetime) -> Party:
    """Move whatever is in the budget back to where it came from; once, when no entry holds any of it.

    Returns:
        The party with what went back; unchanged while an entry is open, or when it was given back before.
    """
    if party.returned is not None or await tx.held(party.budget_account_id):
        return party
    budget = await refill(tx, await tx.account(party.budget_account_id), allowance, now)
    if budget.available:
        await transfer(
            tx,
            budget,
            await tx.account(party.source_id),
            budget.available,
            allowance,
            operation_key=f"party-back:{party.id}",
            now=now,
            note=f"party {party.id}",
        )
    return replace(party, returned=budget.available)


async def require_seat(tx: Transaction, party_id: int, person_id: int) -> Party:
    """The party, when this member may add an entry to it now.

    Raises:
        PartyOver, PartyJoined: they may not.
    """
    party = await tx.party(party_id)
    if party is None or party.state is not PartyState.OPEN:
        raise PartyOver
    if any(_counts(one) and one.person_id == person_id for one in await tx.party_entries(party_id)):
        raise PartyJoined
    return party


def require_share(party: Party, price: int, available: int) -> None:
    """Whether the budget pays so much for one entry.

    Raises:
        ShareTooSmall, PartyBudgetEmpty: it does not.
    """
    if price > party.share:
        raise ShareTooSmall(price=price, share=party.share)
    if price > available:
        raise PartyBudgetEmpty(price=price, available=available)


async def end_when_empty(tx: Transaction, party: Party, now: datetime) -> None:
    """After an entry was paid: with too little left for another one, joining ends."""
    if (await tx.account(party.budget_account_id)).available < party.least:
        ended = replace(party, ends_at=min(party.ends_at, now), due_at=now)
        await tx.save_party(ended, expected=PartyState.OPEN)


def _counts(entry: Generation) -> bool:
    """Whether a member's entry is, or will be, in the gallery: who failed may try again."""
    return entry.state not in NOTHING_CAME and not entry.free_late_delivery
