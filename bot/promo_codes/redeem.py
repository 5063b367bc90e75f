"""A person redeems a code: its credits are theirs, or their next purchase has more of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.promo_code import PromoCode, PromoKind, PromoTerms
from bot.domain.terms import Tariff
from bot.errors import (
    AccountBlocked,
    PromoCodeForFirstPurchase,
    PromoCodeForNewPeople,
    PromoCodeInvalid,
    PromoCodeUsed,
)
from bot.ledger.entries import Account, Balance
from bot.ledger.operations import grant, read_balance
from bot.ports import Clock, Store, Transaction
from bot.ports.runtime_settings import RuntimeSettings
from bot.promo_codes.guesses import WrongGuesses
from bot.runtime_settings.refusals import require_running

_LONGEST: int = 64
"""Characters of what is looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemed:
    """What a code gave.

    Attributes:
        terms: of the code.
        balance: what the person has now.
    """

    terms: PromoTerms
    balance: Balance


class PromoCodeRedeemer:
    """Redeems codes.

    Args:
        store: opens transactions.
        clock: the time.
        tariff: the operator's terms.
        guesses: counts wrong codes.
        settings: say whether anything is given now.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        guesses: WrongGuesses,
        settings: RuntimeSettings | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._guesses = guesses
        self._settings = settings

    async def redeem(self, code: str, person_id: int) -> Redeemed:
        """Give what the code gives. The same person's tries come one after the other.

        Raises:
            BotPaused: nothing is given now.
            TooManyGuesses: the person was wrong too often.
            PromoCodeInvalid: there is no such code, or it is over, used up or off: which of them is not said.
            PromoCodeUsed: the person has used it before.
            PromoCodeForNewPeople, PromoCodeForFirstPurchase: it is not for this person.
            AccountBlocked: the person is blocked.
        """
        require_running(self._settings)
        self._guesses.require_free(person_id)
        try:
            async with self._store.transaction() as tx:
                return await self._redeem(tx, code.strip().casefold()[:_LONGEST], person_id)
        except (PromoCodeInvalid, PromoCodeForNewPeople, PromoCodeForFirstPurchase):
            self._guesses.note(person_id)
            raise

    async def _redeem(self, tx: Transaction, code: str, person_id: int) -> Redeemed:
        account, now = await tx.account_of_person(person_id), self._clock.now()
        if account.blocked:
            raise AccountBlocked
        found = await tx.promo_code(code)
        if found is None:
            raise PromoCodeInvalid
        if await tx.promo_code_used_at(found.id, account.id) is not None:
            raise PromoCodeUsed
        await _require_usable(tx, found, account, now)
        if found.terms.kind is PromoKind.PERCENT:
            await tx.wait_for_purchase(account.id, found.id)
        elif await tx.use_promo_code(found.id, account.id, now):
            await grant(tx, account, found.terms.amount, f"code:{found.id}:{account.id}", now)
        else:
            raise PromoCodeInvalid
        if found.terms.campaign:
            await tx.note_campaign(person_id, found.terms.campaign)
        balance = await read_balance(tx, await tx.account(account.id), self._tariff.allowance, now)
        return Redeemed(terms=found.terms, balance=balance)


async def _require_usable(tx: Transaction, found: PromoCode, account: Account, now: datetime) -> None:
    if not found.is_on_at(now):
        raise PromoCodeInvalid
    if found.terms.new_people_only and await tx.has_ever_made(account.id):
        raise PromoCodeForNewPeople
    if found.terms.first_purchase_only and await tx.has_ever_bought(account.id):
        raise PromoCodeForFirstPurchase
