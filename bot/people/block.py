"""A person is barred from new generations, or let in again, within a transaction of the operator's decision."""

from __future__ import annotations

from datetime import datetime

from bot.domain.staff import Act, ActRecord
from bot.errors import PersonUnknown
from bot.ledger.entries import Account
from bot.payments.renewals import stop_renewals
from bot.ports import Transaction


async def block_person(
    tx: Transaction,
    person_id: int,
    *,
    is_known: bool,
    blocked: bool,
    by: int,
    reason: str,
    now: datetime,
) -> int:
    """Block or unblock them, with a line in the operators' log where that changes something; see `Balances.set_blocked`.

    `is_known` says that they have written to the bot; without it only who has an account is blocked.

    Returns:
        How many subscriptions end so with their periods.

    Raises:
        PersonUnknown: they never wrote to the bot.
    """
    account = await account_of_known(tx, person_id, is_known=is_known)
    if account.blocked is not blocked:
        await tx.set_blocked(account.id, blocked=blocked)
        before, after = ("open", "blocked") if blocked else ("blocked", "open")
        await tx.note_act(
            ActRecord(
                by_id=by,
                act=Act.BLOCK,
                person_id=person_id,
                before=before,
                after=after,
                reason=reason,
                at=now,
            )
        )
    return await stop_renewals(tx, person_id, now) if blocked else 0


async def account_of_known(tx: Transaction, person_id: int, *, is_known: bool) -> Account:
    """The account of a person who has written to the bot, also of one who was forgotten. Raises PersonUnknown."""
    account = await tx.known_account_of_person(person_id)
    if account is None and not is_known:
        raise PersonUnknown(person=person_id)
    return account or await tx.account_of_person(person_id)
