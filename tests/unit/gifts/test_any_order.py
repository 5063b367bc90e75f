"""Whatever happens to gifts in whatever order: no credit appears or is lost, and each gift ends once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.catalog.spec import Dialect
from bot.domain.gift import GiftState
from bot.domain.terms import FixedTariff
from bot.errors import Refusal
from bot.gifts.claim import GiftClaimer
from bot.gifts.give import GiftCard, GiftGiver, GiftRequest
from bot.gifts.give_back import GiftReturner
from bot.gifts.tokens import GiftTokens
from bot.people.forget import PersonEraser
from storage.store import SqliteStore
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.store_setup import NONE, funded_account

PEOPLE = (7, 8, 9)
EACH = 60
PERSON = st.sampled_from(PEOPLE)


class Gifts(RuleBasedStateMachine):
    """Three people who give, open, take back, wait, are blocked and are forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._runner = asyncio.Runner()
        self._clock = FakeClock()
        self._database = self._run(empty_database(Path(self._folder.name) / "kiosk.db"))
        self._store = SqliteStore(self._database, self._clock, aliases=lambda one: (one + 1000,))
        notifier = FakeGiftNotifier()
        tariff = FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE)
        self._giver = GiftGiver(self._store, self._clock, GiftTokens("secret"))
        self._claimer = GiftClaimer(self._store, self._clock, tariff, notifier)
        self._returner = GiftReturner(self._store, self._clock, notifier)
        self._eraser = PersonEraser(self._store, self._clock, lambda one: one + 1000, notifier)
        self._cards: list[GiftCard] = []
        for person_id in PEOPLE:
            self._run(funded_account(self._store, person_id, EACH))

    def teardown(self) -> None:
        self._run(self._database.close())
        self._runner.close()
        self._folder.cleanup()

    @rule(giver=PERSON, credits_=st.integers(1, EACH + 20), to=st.none() | PERSON, message=st.integers(1, 6))
    def give(self, giver: int, credits_: int, to: int | None, message: int) -> None:
        """A gift; the same message again is the same gift."""
        request = GiftRequest(
            giver_id=giver,
            credits=credits_,
            receiver_id=to if to != giver else None,
            made_for=f"{giver}:{message}",
            chat_id=giver,
            language="en",
        )
        with suppress(Refusal):
            self._cards.append(self._run(self._giver.give(request)))

    @rule(person=PERSON, number=st.integers(0, 10))
    def open(self, person: int, number: int) -> None:
        """A link is opened, perhaps not for the first time."""
        if self._cards:
            with suppress(Refusal):
                card = self._cards[number % len(self._cards)]
                self._run(self._claimer.open(card.token, person, ""))

    @rule(person=PERSON, number=st.integers(0, 10))
    def take_back(self, person: int, number: int) -> None:
        """The button is pressed, perhaps by another person."""
        with suppress(Refusal):
            self._run(self._returner.take_back(number, person))

    @rule(days=st.integers(1, 31))
    def wait(self, days: int) -> None:
        """Time goes by, and what is too old goes back."""
        self._clock.moment += timedelta(days=days)
        self._run(self._returner.return_too_old())

    @rule(person=PERSON, blocked=st.booleans())
    def block(self, person: int, *, blocked: bool) -> None:
        """The operator blocks a person, or does not any more."""
        self._run(self._block(person, blocked=blocked))

    @rule(person=PERSON)
    def forget(self, person: int) -> None:
        """A person is forgotten, and may come back."""
        self._run(self._eraser.forget(person))

    @invariant()
    def adds_up(self) -> None:
        """All credits are in accounts or in open gifts; each gift has the entries of its state."""
        accounts, waiting = self._run(self._sums())
        assert accounts + waiting == EACH * len(PEOPLE)
        for row in self._run(self._database.rows("SELECT * FROM gifts")):
            key = f"gift:{row['token_hash']}"
            entries = self._run(
                self._database.rows(
                    "SELECT operation_key, amount FROM ledger_entries WHERE operation_key IN (?, ?, ?)",
                    (key, f"{key}:to", f"{key}:back"),
                )
            )
            expected = {key: -row["credits"]}
            if row["state"] != GiftState.OPEN:
                end = ":to" if row["state"] == GiftState.CLAIMED else ":back"
                expected[key + end] = row["credits"]
            assert {entry["operation_key"]: entry["amount"] for entry in entries} == expected

    async def _sums(self) -> tuple[int, int]:
        accounts = await self._database.row("SELECT sum(bought) FROM accounts")
        waiting = await self._database.row("SELECT coalesce(sum(credits), 0) FROM gifts WHERE state = 'open'")
        assert accounts is not None
        assert waiting is not None
        return int(accounts[0]), int(waiting[0])

    async def _block(self, person_id: int, *, blocked: bool) -> None:
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            await tx.set_blocked(account.id, blocked=blocked)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)


TestGifts = Gifts.TestCase
TestGifts.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
