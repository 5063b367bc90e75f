"""The use cases of payments over one database, with a Telegram that plays along or does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.catalog.spec import Dialect
from bot.domain.order import Order, OrderKind
from bot.domain.payment import FoundBy, Payment
from bot.domain.terms import FixedTariff
from bot.ledger.entries import Bucket, EntryKind
from bot.ledger.operations import hold, release
from bot.payments.auditor import Auditor
from bot.payments.notify import ReceiptSender
from bot.payments.orders import OrderPlacer, OrderRequest
from bot.payments.packs import Packs
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds, SelfRefundRule
from bot.ports.purchase_effect import PurchaseEffect
from storage.core.database import Database
from storage.payments.packs import SqlitePackReader
from storage.payments.payments import SqlitePaymentReader
from storage.payments.star_moves import SqliteStarMoveReader
from tests.support.core import FaultyStore
from tests.support.fake_clock import FakeClock
from tests.support.fake_payments import FakePayerNotifier, FakeStars
from tests.support.fault_injector import FaultInjector
from tests.support.samples import held
from tests.support.store_setup import NONE, available

BUYER = 7


class PaymentCore:
    """Built anew by `restart`, as after the death of a process: the database and Telegram stay."""

    def __init__(self, database: Database, clock: FakeClock, rule: SelfRefundRule | None = None) -> None:
        self.database = database
        self.clock = clock
        self.rule = rule or SelfRefundRule()
        self.fault_injector = FaultInjector()
        self.store = FaultyStore(database, clock, self.fault_injector)
        self.stars = FakeStars(clock, self.fault_injector)
        self.payments = SqlitePaymentReader(database)
        self.star_moves = SqliteStarMoveReader(database)
        self.packs = Packs(self.store, SqlitePackReader(database), clock)
        self.placer = OrderPlacer(self.store, clock, lambda: True)
        self.notifier = FakePayerNotifier()
        self.effects: Sequence[PurchaseEffect] = ()
        self.restart()

    def restart(self) -> None:
        """A new process."""
        tariff = FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE)
        self.receiver = PaymentReceiver(self.store, self.clock, tariff, self.effects)
        self.refunds = Refunds(
            store=self.store,
            payments=self.payments,
            clock=self.clock,
            stars=self.stars,
            receiver=self.receiver,
            notifier=self.notifier,
            effects=self.effects,
            rule=lambda: self.rule,
        )
        self.receipt_sender = ReceiptSender(self.payments, self.receiver, self.notifier, self.clock)
        self.auditor = Auditor(
            store=self.store,
            payments=self.payments,
            star_moves=self.star_moves,
            stars=self.stars,
            receiver=self.receiver,
            refunds=self.refunds,
            clock=self.clock,
        )

    async def order(self, *, stars: int = 100, credits_: int = 150) -> Order:
        """An order of a person in private."""
        pack = await self.packs.add(stars=stars, credits_=credits_, monthly=False, made_by=1)
        return await self.placer.place(
            OrderRequest(buyer_id=BUYER, pack_id=pack.id, kind=OrderKind.PERSON, chat_id=BUYER, language="en")
        )

    async def buy(self, charge_id: str = "c", at: datetime | None = None) -> Payment:
        """A purchase that an update has brought."""
        order = await self.order()
        paid = self.stars.pays(charge_id, order.token, at=at)
        return (await self.receiver.receive(paid, FoundBy.UPDATE)).payment

    async def spend(self, amount: int, token: str = "t") -> int:
        """Hold so many credits of the buyer's for a generation; returns its id."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(BUYER)
            generation = await tx.add_generation(held(account.id, token, price=amount))
            await hold(tx, account, amount, generation.id, NONE, self.clock.now())
        return generation.id

    async def spend_free(self, amount: int, token: str) -> int:
        """Give so many free credits, and hold them for a generation; returns its id."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(BUYER)
            await tx.write_entry(
                account_id=account.id,
                kind=EntryKind.GRANT,
                bucket=Bucket.ALLOWANCE,
                amount=amount,
                operation_key=f"allowance:{token}",
                at=self.clock.now(),
            )
        return await self.spend(amount, token)

    async def release(self, generation_id: int) -> None:
        """Nothing was made: its credits come back."""
        async with self.store.transaction() as tx:
            await release(tx, generation_id, self.clock.now())

    async def payment(self, number: int = 1) -> Payment:
        """The payment as it is stored."""
        found = await self.payments.payment_with_number(number)
        assert found is not None
        return found

    async def credits(self) -> int:
        """What the buyer has; it is the sum of the ledger's entries."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(BUYER)
        return await available(self.store, account.id)

    async def alerts(self) -> list[tuple[str, str]]:
        """What waits for the admins."""
        rows = await self.database.rows("SELECT kind, detail FROM operator_notices ORDER BY id")
        return [(row["kind"], row["detail"]) for row in rows]


def refunds_of(
    database: Database, receiver: PaymentReceiver, stars: FakeStars, effects: Sequence[PurchaseEffect]
) -> Refunds:
    """Refunds of what another test's use cases have sold."""
    return Refunds(
        store=receiver._store,
        payments=SqlitePaymentReader(database),
        clock=receiver._clock,
        stars=stars,
        receiver=receiver,
        notifier=FakePayerNotifier(),
        effects=effects,
    )
