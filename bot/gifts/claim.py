"""A person opens the link of a gift: its credits are theirs, once, also when several open it at the same moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.gift import Gift, GiftState
from bot.domain.terms import Tariff
from bot.errors import AccountBlocked, GiftForAnother, GiftFrozen, GiftUnknown
from bot.gifts.give_back import give_back
from bot.gifts.notifier import GiftNotifier
from bot.gifts.tokens import token_hash
from bot.ledger.entries import Balance
from bot.ledger.gifts import hand_gift_over
from bot.ledger.operations import read_balance
from bot.ports import Clock, Store, Transaction


class GiftOutcome(StrEnum):
    """What opening a link came to."""

    OPENED = "opened"
    """The credits are the person's now."""
    OPENED_BEFORE = "opened-before"
    """They were theirs before: the same person opens it again."""
    OWN = "own"
    """It was the giver who opened it: nothing changes, it can still be opened."""
    CLAIMED = "claimed"
    """Another person was first."""
    RETURNED = "returned"
    """It had gone back, or goes back now: its time is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedGift:
    """What became of it.

    Attributes:
        gift: as it is now.
        outcome: what opening it came to.
        balance: what the person has now.
        is_giver: whether the person gave it.
    """

    gift: Gift
    outcome: GiftOutcome
    balance: Balance
    is_giver: bool


class GiftClaimer:
    """Opens gifts.

    Args:
        store: opens transactions.
        clock: the time.
        tariff: the operator's terms.
        notifier: writes to givers.
    """

    def __init__(self, store: Store, clock: Clock, tariff: Tariff, notifier: GiftNotifier) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._notifier = notifier

    async def open(self, token: str, person_id: int, username: str) -> OpenedGift:
        """Give the person what the link holds, or say why not.

        Args:
            token: of the link.
            person_id: who opens it.
            username: their @username now, without @, possibly empty.

        Raises:
            GiftUnknown: there is no such gift.
            GiftForAnother: it is for another person alone.
            AccountBlocked: the person is blocked.
            GiftFrozen: the giver is.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            gift = await tx.gift_with_token(token_hash(token))
            if gift is None:
                raise GiftUnknown
            opened = await self._open(tx, gift, person_id, username, now)
        if gift.state is not opened.gift.state:
            await self._notifier.close_card(opened.gift)
            if opened.outcome is GiftOutcome.OPENED:
                await self._notifier.tell_opened(opened.gift)
        return opened

    async def _open(
        self, tx: Transaction, gift: Gift, person_id: int, username: str, now: datetime
    ) -> OpenedGift:
        account = await tx.account_of_person(person_id)
        is_giver = gift.giver_id == person_id
        if gift.state is not GiftState.OPEN:
            outcome = _outcome_of_settled(gift, person_id, is_giver=is_giver)
        elif now >= gift.ends_at:
            outcome = GiftOutcome.RETURNED
            gift = await give_back(tx, gift, now)
        elif is_giver:
            outcome = GiftOutcome.OWN
        elif not gift.is_for(person_id, username):
            raise GiftForAnother
        elif account.blocked:
            raise AccountBlocked
        elif (await tx.account(gift.account_id)).blocked:
            raise GiftFrozen
        else:
            outcome = GiftOutcome.OPENED
            await tx.settle_gift(gift.id, GiftState.CLAIMED, now, claimed_by=person_id)
            await hand_gift_over(tx, account, gift.credits, gift.token_hash, now)
            gift = replace(gift, state=GiftState.CLAIMED, claimed_by=person_id, settled_at=now)
        balance = await read_balance(tx, await tx.account(account.id), self._tariff.allowance, now)
        return OpenedGift(gift=gift, outcome=outcome, balance=balance, is_giver=is_giver)


def _outcome_of_settled(gift: Gift, person_id: int, *, is_giver: bool) -> GiftOutcome:
    """Raises GiftForAnother where it is no business of this person's."""
    if gift.claimed_by == person_id:
        return GiftOutcome.OPENED_BEFORE
    if gift.receiver_id not in (None, person_id) and not is_giver:
        raise GiftForAnother
    return GiftOutcome.CLAIMED if gift.state is GiftState.CLAIMED else GiftOutcome.RETURNED
