"""Stars that belong to no order of ours: an operator credits them to an account, or returns them (`Refunds`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.pack import Pack, PackReader, paid_once
from bot.domain.payment import Payment, PaymentState
from bot.domain.person import PersonRepository
from bot.domain.staff import Act, ActRecord
from bot.domain.terms import Tariff
from bot.errors import PaymentClaimed, PaymentUnknown, PersonUnknown
from bot.ledger.purchases import credit_purchase
from bot.payments.break_even import BreakEven
from bot.ports import Clock, Store


class UnclaimedPayments:
    """Credits them.

    Args:
        store: opens transactions.
        people: who is known.
        packs: what is on sale.
        clock: the time.
        tariff: the operator's terms.
    """

    def __init__(
        self, store: Store, people: PersonRepository, packs: PackReader, clock: Clock, tariff: Tariff
    ) -> None:
        self._store = store
        self._people = people
        self._packs = packs
        self._clock = clock
        self._tariff = tariff

    async def worth(self, stars: int) -> int:
        """Credits that so many Stars bring by the packs on sale; without any, what they cover at KIE."""
        packs = paid_once(await self._packs.packs_on_sale())
        if packs:
            return _by_packs(stars, packs)
        return max(1, int(BreakEven.of(self._tariff).credits_covered(stars)))

    async def credit(self, number: int, person_id: int, credits_: int, *, by: int) -> Payment:
        """Give a person what was paid, on behalf of the operator `by`.

        Raises:
            PaymentUnknown: there is no such payment.
            PaymentClaimed: it was credited, or is being returned.
            PersonUnknown: they never wrote to the bot.
        """
        is_known, now = await self._people.person(person_id) is not None, self._clock.now()
        async with self._store.transaction() as tx:
            payment = await tx.payment_with_number(number)
            if payment is None:
                raise PaymentUnknown
            if payment.state is not PaymentState.UNCLAIMED:
                raise PaymentClaimed(number=number)
            account = await tx.known_account_of_person(person_id)
            # Who has paid may have it even when they never wrote to this bot: they had to another program's.
            if account is None and not is_known and person_id != payment.payer_id:
                raise PersonUnknown(person=person_id)
            account = account or await tx.account_of_person(person_id)
            credited = replace(
                payment,
                state=PaymentState.CREDITED,
                account_id=account.id,
                credits=credits_,
                notified=person_id != payment.payer_id,
            )
            await tx.save_payment(credited, expected=PaymentState.UNCLAIMED)
            await credit_purchase(tx, account, paid=credits_, bonus=0, charge_id=payment.charge_id, now=now)
            await tx.note_act(
                ActRecord(
                    by_id=by,
                    act=Act.CREDIT,
                    subject=f"#{number}",
                    person_id=person_id,
                    before=PaymentState.UNCLAIMED,
                    after=str(credits_),
                    at=now,
                )
            )
            return credited


def _by_packs(stars: int, packs: Sequence[Pack]) -> int:
    """By the largest pack that they pay for, else by the smallest one."""
    paid_for = [pack for pack in packs if pack.stars <= stars]
    like = max(paid_for, key=lambda pack: (pack.stars, pack.credits)) if paid_for else min(packs, key=_stars)
    return max(1, stars * like.credits // like.stars)


def _stars(pack: Pack) -> int:
    return pack.stars
