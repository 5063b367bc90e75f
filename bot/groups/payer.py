"""Who pays for what is asked for in a group, and whether its rules allow it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.chat import is_group
from bot.domain.group import Group, GroupRepository, Payer
from bot.errors import QuoteUnknown
from bot.groups.refusals import GroupAccountTooSmall
from bot.groups.rules import require_admitted, require_approval, require_caps
from bot.ledger.entries import Account
from bot.ports import Transaction


async def group_of(tx: GroupRepository, chat_id: int) -> Group | None:
    """The group that a chat is; None for a private one, and for a group that is not stored."""
    # Telegram's ids of private chats are those of people, and positive.
    return await tx.group(chat_id) if is_group(chat_id) else None


def group_language(group: Group | None) -> str:
    """The language of what a generation says to all; empty = the asker's."""
    return group.rules.language if group is not None else ""


def destination_of(
    group: Group | None, thread_id: int | None, reply_to: int | None
) -> tuple[int | None, int | None]:
    """The topic of the results and the message that they reply to; a reply does not reach into another topic."""
    topic_id = group.rules.topic_id if group is not None else None
    if topic_id is None or topic_id == thread_id:
        # 0 is the number of every message that only the bot saw: nothing that all see can be a reply to it.
        return thread_id, reply_to or None
    return topic_id, None


async def paying_account(tx: Transaction, group: Group | None, person_id: int) -> Account:
    """The account that pays: the group's where its admins chose so, else the person's own."""
    if group is not None and group.rules.paid_by is Payer.GROUP:
        return await tx.group_account(group.chat_id)
    return await tx.account_of_person(person_id)


async def require_payment(
    tx: Transaction,
    group: Group,
    account: Account,
    person_id: int,
    price: int,
    now: datetime,
    *,
    approved: bool,
) -> None:
    """Whether this account pays so much for this member, as the group's rules are now.

    Args:
        tx: the transaction.
        group: where it was asked for.
        account: the account that the quote named.
        person_id: who asks.
        price: credits of the whole.
        now: the moment.
        approved: whether an admin of the group has agreed.

    Raises:
        QuoteUnknown: another account pays since the quote was made.
        GroupNotAdmitted, CapReached, GroupAccountTooSmall, ApprovalNeeded: it does not, or not yet.
    """
    require_admitted(group)
    if account.id != (await paying_account(tx, group, person_id)).id:
        raise QuoteUnknown
    await require_caps(tx, group.rules, account_id=account.id, person_id=person_id, price=price, now=now)
    if not account.is_personal and account.available < price:
        missing = price - account.available
        raise GroupAccountTooSmall(price=price, available=account.available, missing=missing)
    if not approved:
        require_approval(group.rules, price)
