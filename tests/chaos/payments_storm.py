"""Hundreds of payments: announced once, many times, at once or never, returned from all sides, while the bot dies at random."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.sandbox.telegram import Charge, ChatHandle, Payment, Person
from tests.chaos.buyers import check_out, invoice, refund, sell
from tests.chaos.reconciled import left, reconciled
from tests.chaos.stall import Stall, stall
from tests.chaos.verdict import Verdict, judge
from tests.support.fork_server import ForkServer

_PEOPLE: Final = 20
_PAYMENTS_EACH: Final = 4
"""Fewer payments have fewer people."""
_STARS: Final = 1_000_000
"""No one runs out."""
_KILL_AFTER: Final = (1.0, 7.0)
"""Shortest and longest time between two kills in seconds."""
_PATIENCE: Final = 120.0
_SETTLING_SECONDS: Final = 180.0
_SOON: Final = (0.1, 1.5)

_UNHEARD: Final = 0.15
"""Shares of all payments: whose update never comes; whose update comes again, up to so many times; who pays twice at once;"""
_REPEATED, _MOST_REPEATS, _AS_ANOTHER = 0.35, 10, 0.3
_TWICE: Final = 0.1
_IN_A_GROUP: Final = 0.15
_SPENDING: Final = 0.1
"""after which something is made, for the payer's account alone;"""
_REFUNDED, _ELSEWHERE = 0.1, 0.06
"""which the operator returns, which is returned without the bot."""


@dataclass(slots=True)
class PaymentsWeather:
    """What a storm did and what came of it.

    Attributes:
        done: what was done, counted by kind.
        doubled: payments with more than one row, more than one purchase, or returned more than once.
        lost: payments without a row or a purchase.
    """

    seed: int
    verdict: Verdict = field(default_factory=Verdict)
    payments: int = 0
    kills: int = 0
    done: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    seconds: float = 0.0


async def payments_storm(fork_server: ForkServer, *, seed: int, payments: int) -> PaymentsWeather:
    """Let it storm.

    Args:
        fork_server: starts the processes.
        seed: of everything that is random here; the moments of the kills also depend on the machine's speed.
        payments: how many.
    """
    begun = time.monotonic()
    weather = PaymentsWeather(seed)
    settings = {"FREE_CREDITS": "0", "OPEN_PER_ACCOUNT": "1000"}
    with tempfile.TemporaryDirectory(prefix="kiosk-payments-") as folder:
        async with stall(fork_server, Path(folder), settings=settings) as kiosk:
            await _Storm(kiosk, random.Random(seed), payments, weather).rage()
            stuck = await _calm(kiosk)
            weather.verdict = judge(kiosk, opening=0)
            weather.verdict.violations = stuck + weather.verdict.violations
            _count(kiosk, weather)
    weather.seconds = time.monotonic() - begun
    return weather


class _Storm:
    """What people, the operator and Telegram do beside each other."""

    def __init__(self, kiosk: Stall, dice: random.Random, payments: int, weather: PaymentsWeather) -> None:
        self._kiosk = kiosk
        self._dice = dice
        self._payments = payments
        self._people = min(_PEOPLE, payments // _PAYMENTS_EACH)
        self._weather = weather
        self._left = payments
        self._asked: set[str] = set()
        """Charges that someone wants returned: of two, one would wait for an answer that the other gets."""

    async def rage(self) -> None:
        """Sell, and let everyone buy until it is enough."""
        kiosk = self._kiosk
        await sell(kiosk)
        people = [
            kiosk.alice,
            *(kiosk.telegram.person(f"Person {number}") for number in range(1, self._people)),
        ]
        for person in people:
            person.stars = _STARS
        group = kiosk.telegram.group("Artists", people, bot_is_admin=True)
        async with asyncio.TaskGroup() as tasks:
            beside = [tasks.create_task(self._kill()), tasks.create_task(self._return())]
            async with asyncio.TaskGroup() as buying:
                for person in people:
                    buying.create_task(self._buy(person, group))
            for task in beside:
                task.cancel()

    @property
    def _charges(self) -> dict[str, Charge]:
        return self._kiosk.telegram.stars.charges

    def _is(self, share: float) -> bool:
        return self._dice.random() < share

    def _note(self, what: str, times: int = 1) -> None:
        self._weather.done[what] += times

    async def _buy(self, person: Person, group: ChatHandle) -> None:
        """A person buys, and does with it what people do, until all have paid often enough."""
        while self._left > 0 and not self._kiosk.fault:
            times = 2 if self._left > 1 and self._is(_TWICE) else 1
            self._left -= times
            room = group if self._is(_IN_A_GROUP) else None
            bill = await invoice(person, room=room, patience=_PATIENCE)
            checkouts = await asyncio.gather(*(check_out(person, bill) for _ in range(times)))
            is_heard = not self._is(_UNHEARD)
            self._note("invoices paid twice at once", times - 1)
            self._note("payments whose update never came", 0 if is_heard else times)
            for checkout in checkouts:
                paid = person.settle(checkout, is_heard=is_heard)
                assert paid.paid, paid.error
                self._repeat(paid)
            if room is None:
                await self._after(person)

    def _repeat(self, paid: Payment) -> None:
        """Telegram tells of it again: by the same update, whose answer it did not get, or by another."""
        if paid.update is None or not self._is(_REPEATED):
            return
        updates = self._kiosk.telegram.updates
        for _ in range(self._dice.randint(1, _MOST_REPEATS)):
            if self._is(_AS_ANOTHER):
                updates.add(paid.update.kind, paid.update.payload, paid.update.order_key)
            else:
                updates.repeat(paid.update)
            self._note("updates that came again")

    async def _after(self, person: Person) -> None:
        """The payer spends of it."""
        if self._is(_SPENDING):
            with suppress(TimeoutError, AssertionError):  # what was bought may have gone back meanwhile
                words = f"a lamp number {len(self._charges)}."
                await self._kiosk.generate(f"flux-pro {words}", person=person, patience=_PATIENCE)
                self._note("pictures ordered")

    async def _return(self) -> None:
        """The operator returns payments, and so do others."""
        operators, elsewhere = (round(self._payments * share) for share in (_REFUNDED, _ELSEWHERE))
        while True:
            await asyncio.sleep(self._dice.uniform(*_SOON))
            open_ones = [
                charge
                for charge in self._charges.values()
                if not charge.is_refunded and charge.id not in self._asked
            ]
            if not open_ones:
                continue
            charge = self._dice.choice(open_ones)
            self._asked.add(charge.id)
            if elsewhere and self._is(0.4):
                elsewhere -= 1
                self._kiosk.telegram.refund(charge.id)
                self._note("returned elsewhere")
            elif operators:
                operators -= 1
                number = await self._number(charge.id)
                if number is not None:
                    with suppress(TimeoutError, AssertionError):
                        await refund(self._kiosk, number)
                        self._note("returned by the operator")

    async def _number(self, charge_id: str) -> int | None:
        """The receipt's number; None when the payment is not known yet."""
        rows = self._kiosk.rows("SELECT number FROM payments WHERE charge_id = ?", charge_id)
        return int(rows[0]["number"]) if rows else None

    async def _kill(self) -> None:
        while True:
            await asyncio.sleep(self._dice.uniform(*_KILL_AFTER))
            await self._kiosk.rebirth()


async def _calm(kiosk: Stall) -> list[str]:
    """No one kills any more: everything must come to its end."""
    try:
        await kiosk.settled(patience=_SETTLING_SECONDS)
        await reconciled(kiosk, patience=_SETTLING_SECONDS)
    except TimeoutError:
        return [f"did not settle: {dict(left(kiosk))} {kiosk.fault}"]
    return []


def _count(kiosk: Stall, weather: PaymentsWeather) -> None:
    rows = kiosk.rows("SELECT charge_id, state, found_by FROM payments")
    entries = kiosk.rows("SELECT operation_key FROM ledger_entries WHERE operation_key LIKE 'purchase:%'")
    known, bought = (
        Counter(row["charge_id"] for row in rows),
        Counter(row["operation_key"] for row in entries),
    )
    returned = Counter(line["id"] for line in kiosk.telegram.stars.listed() if "receiver" in line)
    for charge_id in kiosk.telegram.stars.charges:
        times = (known[charge_id], bought[f"purchase:{charge_id}"])
        weather.lost += 0 in times
        weather.doubled += max(*times, returned[charge_id]) > 1
    weather.payments = len(kiosk.telegram.stars.charges)
    weather.kills = kiosk.killed
    weather.found = Counter(row["found_by"] for row in rows)
    weather.states = Counter(row["state"] for row in rows)
