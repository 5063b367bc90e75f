"""People who need help with a payment: what is missing is looked for, and their words reach the operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from bot.domain.payment import Payment, PaymentReader
from bot.payments.find import find_payment
from bot.payments.overview import StarAccount
from bot.ports import Clock
from bot.rolling_window import RollingWindows, WindowLimit
from bot.support.service import Said, SupportService

LOOKS: Final = WindowLimit(3, 60.0)
"""How often Telegram's list is read for one person."""

_REMEMBERED: Final = 10_000
_SHOWN: Final = 3
_NAMED: Final = re.compile(r"(?:#|№ ?)(\d{1,15})\b|(\S{20,})")
"""A receipt's number as receipts write it, or what may be Telegram's id of a payment."""
_MOST_NAMED: Final = 5


class PaymentSupport:
    """Helps.

    Args:
        payments: reads payments.
        star_account: reads on in Telegram's list.
        service: takes in what people write.
        clock: the time.
    """

    def __init__(
        self,
        payments: PaymentReader,
        star_account: StarAccount,
        service: SupportService,
        clock: Clock,
    ) -> None:
        self._payments = payments
        self._star_account = star_account
        self._service = service
        self._clock = clock
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

    async def write_to_operator(self, said: Said, receipt: int = 0) -> None:
        """Bring a person's message to the operators, with the payment that it is about when it is the person's.

        Raises:
            SupportAsked: they wrote much just now.
        """
        payment = await self._payments.payment_with_number(receipt) if receipt else None
        if payment is None or payment.payer_id != said.author_id:
            payment = await self._mentioned(said.author_id, said.words)
        await self._service.write(said, receipt=payment.number if payment is not None else 0)

    async def _mentioned(self, person_id: int, words: str) -> Payment | None:
        """The payment of the person that stands in the words as `#12`, or as Telegram's id."""
        for named in islice(_NAMED.finditer(words), _MOST_NAMED):
            if (found := await self.named(person_id, named[1] or named[2])) is not None:
                return found
        return None
