"""People who need help with a payment: what is missing is looked for, and their words reach the operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from bot.domain.payment import Payment, PaymentReader, PaymentState
from bot.domain.person import PersonRepository
from bot.errors import SupportAsked
from bot.payments.find import find_payment
from bot.payments.overview import StarAccount
from bot.ports import Alert, AlertKind, Clock, Store
from bot.rolling_window import RollingWindows, WindowLimit

LETTERS: Final = WindowLimit(3, 3600.0)
"""What one person may write to the operator."""
LOOKS: Final = WindowLimit(3, 60.0)
"""How often Telegram's list is read for one person."""
LONGEST: Final = 800
"""Characters of their words that reach the operator."""

_REMEMBERED: Final = 10_000
_SHOWN: Final = 3
_NAMED: Final = re.compile(r"(?:#|№ ?)(\d{1,15})\b|(\S{20,})")
"""A receipt's number as receipts write it, or what may be Telegram's id of a payment."""
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLetter:
    """A person's words to the operator, as the detail of an alert.

    Attributes:
        who: their name, @name and id.
        words: theirs.
        number: of the receipt that it is about; 0 for none.
        stars, credits, state: of that payment.
    """

    who: str
    words: str
    number: int = 0
    stars: int = 0
    credits: int = 0
    state: PaymentState = PaymentState.CREDITED

    def __str__(self) -> str:
        about = f"{self.number} {self.stars} {self.credits} {self.state}"
        return f"{about} {self.who}:\n{self.words}"

    @classmethod
    def read(cls, detail: str) -> SupportLetter:
        """What `str` has made of one. Raises ValueError for anything else."""
        number, stars, credits_, state, rest = detail.split(" ", 4)
        who, _, words = rest.partition(":\n")
        return cls(
            who=who,
            words=words,
            number=int(number),
            stars=int(stars),
            credits=int(credits_),
            state=PaymentState(state),
        )


class PaymentSupport:
    """Helps.

    Args:
        store: opens transactions.
        payments: reads payments.
        people: who writes.
        star_account: reads on in Telegram's list.
        clock: the time.
    """

    def __init__(
        self,
        store: Store,
        payments: PaymentReader,
        people: PersonRepository,
        star_account: StarAccount,
        clock: Clock,
    ) -> None:
        self._store = store
        self._payments = payments
        self._people = people
        self._star_account = star_account
        self._clock = clock
        self._letters: RollingWindows[int] = RollingWindows(_REMEMBERED, LETTERS)
        self._looks: RollingWindows[int] = RollingWindows(_REMEMBERED, LOOKS)

    async def newest(self, person_id: int) -> Sequence[Payment]:
        """What the person has paid last, the newest first."""
        return await self._payments.payments_of(person_id, _SHOWN)

    async def named(self, person_id: int, words: str) -> Payment | None:
        """The payment of this person that the words name; another person's is as unknown as none."""
        found = await find_payment(self._payments, words)
        return found if found is not None and found.payer_id == person_id else None

    async def look_for_missing(self, person_id: int) -> Sequence[Payment] | None:
        """Take in what the person has paid and no update has brought. Returns it; None when it cannot be known now."""
        before = {one.number for one in await self.newest(person_id)}
        now = self._clock.now().timestamp()
        if not self._looks.take(person_id, now):
            return []
        if not await self._star_account.look_for(person_id):
            return None
        return [one for one in await self.newest(person_id) if one.number not in before]

    async def write_to_operator(self, person_id: int, words: str, receipt: int = 0) -> None:
        """Bring the words to the admins, with the payment that they are about when it is the person's.

        Raises:
            SupportAsked: they wrote several times just now.
        """
        now = self._clock.now()
        if not self._letters.take(person_id, now.timestamp()):
            raise SupportAsked
        payment = await self._payments.payment_with_number(receipt) if receipt else None
        if payment is None or payment.payer_id != person_id:
            payment = await self._mentioned(person_id, words)
        person = await self._people.person(person_id)
        called = (person.name, f"@{person.username}" if person.username else "") if person is not None else ()
        who = " ".join(filter(None, (*called, str(person_id))))
        letter = SupportLetter(who=who, words=words.strip()[:LONGEST])
        if payment is not None:
            letter = replace(
                letter,
                number=payment.number,
                stars=payment.stars,
                credits=payment.credits + payment.bonus,
                state=payment.state,
            )
        alert = Alert(kind=AlertKind.PAYMENT_SUPPORT, detail=str(letter))
        async with self._store.transaction() as tx:
            await tx.add_notice(alert, now)

    async def _mentioned(self, person_id: int, words: str) -> Payment | None:
        """The payment of the person that stands in the words as `#12`, or as Telegram's id."""
        for named in islice(_NAMED.finditer(words), _MOST_NAMED):
            if (found := await self.named(person_id, named[1] or named[2])) is not None:
                return found
        return None
