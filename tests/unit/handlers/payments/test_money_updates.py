"""What Telegram says about money reaches its handlers from anywhere, and an unwilling database does not lose it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from aiogram.types import (
    BotSubscriptionUpdated,
    Chat,
    PreCheckoutQuery,
    RefundedPayment,
    SuccessfulPayment,
    Update,
    User,
)
from structlog.testing import capture_logs

from bot.domain.payment import Checkout, FoundBy, Payment, PaymentState, ReceivedPayment
from bot.errors import InvoiceOver, StorageError
from bot.payments.receive import Receipt
from bot.ports import AlertKind
from handlers.payments import checkout, received
from handlers.payments.ports import SubscriptionChange
from tests.unit.handlers.conftest import BotUnderTest

PAID = SuccessfulPayment(
    currency="XTR",
    total_amount=100,
    invoice_payload="k1",
    telegram_payment_charge_id="c" * 200,
    provider_payment_charge_id="",
    is_recurring=True,
    subscription_expiration_date=1_800_000_000,
)


@dataclass
class Cashier:
    """Stands for the use cases of payments: what it heard, and what it answers."""

    error: Exception | None = None
    failures: int = 0
    stuck: bool = False
    heard: list[object] = field(default_factory=list)

    async def check(self, asked: Checkout) -> None:
        """Look at a checkout."""
        self.heard.append(asked)
        if self.stuck:
            await asyncio.Event().wait()
        if self.error is not None:
            raise self.error

    async def receive(self, payment: ReceivedPayment, found_by: FoundBy) -> Receipt:
        """Take a payment in."""
        await self._write(payment)
        stored = Payment(
            number=1,
            charge_id=payment.charge_id,
            payer_id=payment.checkout.payer_id,
            account_id=None,
            stars=payment.checkout.amount,
            credits=0,
            state=PaymentState.UNCLAIMED,
            found_by=found_by,
            paid_at=payment.paid_at,
            written_at=payment.paid_at,
        )
        return Receipt(payment=stored, order=None, balance=None, is_new=True)

    def telling(self, charge_id: str) -> asyncio.Lock:
        """No one else says it."""
        assert charge_id
        return asyncio.Lock()

    async def note_notified(self, payment: Payment) -> bool:
        """The payer has read of it."""
        return payment.number == 1

    async def refunded(self, charge_id: str) -> None:
        """Take a refund in."""
        await self._write(charge_id)

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """Take a change in."""
        await self._write(change)

    async def _write(self, what: object) -> None:
        if self.failures:
            self.failures -= 1
            raise self.error or OSError("disk full")
        self.heard.append(what)


@pytest.fixture
def cashier(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> Cashier:
    """What stands behind the handlers."""
    cashier = Cashier()
    kiosk.dispatcher.workflow_data.update(
        pre_checkout=cashier, payment_receiver=cashier, payment_changes=cashier
    )
    monkeypatch.setattr(received, "RETRIES_SECONDS", (0.0, 0.0, 0.0))
    return cashier


async def check_out(kiosk: BotUnderTest, language: str = "en") -> None:
    """Tap on Pay."""
    user = User(id=7, is_bot=False, first_name="Ann", language_code=language)
    query = PreCheckoutQuery(id="q", from_user=user, currency="XTR", total_amount=100, invoice_payload="k1")
    with capture_logs():
        await kiosk.dispatcher.feed_update(kiosk.bot, Update(update_id=1, pre_checkout_query=query))


def answers(kiosk: BotUnderTest) -> Sequence[tuple[bool, str | None]]:
    """What was answered to Telegram."""
    return [(one.ok, one.error_message) for one in kiosk.screen.checkouts]


async def test_a_checkout_is_accepted(kiosk: BotUnderTest, cashier: Cashier) -> None:
    """What may be paid is answered with yes."""
    await check_out(kiosk)
    assert cashier.heard == [Checkout(payer_id=7, payload="k1", currency="XTR", amount=100)]
    assert answers(kiosk) == [(True, None)]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("error", "key"),
    [
        (InvoiceOver(), "refusal-invoice-over"),
        (StorageError("locked"), "checkout-later"),
        (ZeroDivisionError(), "checkout-later"),
    ],
)
async def test_a_checkout_is_refused(
    kiosk: BotUnderTest, cashier: Cashier, error: Exception, key: str, language: str
) -> None:
    """What may not be paid, or cannot be checked, is answered with no and a sentence in the payer's language."""
    cashier.error = error
    await check_out(kiosk, language)
    assert answers(kiosk) == [(False, kiosk.texts.speaking(language).plain(key))]


async def test_a_check_that_never_ends(
    kiosk: BotUnderTest, cashier: Cashier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is answered within its budget, not when Telegram has given up."""
    monkeypatch.setattr(checkout, "BUDGET_SECONDS", 0.01)
    cashier.stuck = True
    await check_out(kiosk)
    assert answers(kiosk) == [(False, kiosk.texts.speaking("en").plain("checkout-later"))]


@pytest.mark.parametrize("chat", [Chat(id=7, type="private"), Chat(id=-5, type="supergroup", title="G")])
async def test_money_from_a_muted_person_in_any_chat(
    kiosk: BotUnderTest, cashier: Cashier, chat: Chat
) -> None:
    """A person who was asked to slow down has paid, in private or in a group that the bot does not serve: it is taken in."""
    alice = kiosk.person(chat=chat)
    for _ in range(40):
        await alice.say("/balance")
    await alice.send(successful_payment=PAID)
    await alice.send(
        refunded_payment=RefundedPayment(
            total_amount=100, invoice_payload="k1", telegram_payment_charge_id=PAID.telegram_payment_charge_id
        )
    )
    payment, refund = cashier.heard
    assert isinstance(payment, ReceivedPayment)
    assert payment.checkout == Checkout(payer_id=7, payload="k1", currency="XTR", amount=100)
    assert (payment.charge_id, payment.recurring) == ("c" * 200, True)
    assert payment.period_ends_at is not None
    assert refund == "c" * 200


@pytest.mark.parametrize("ends", [2**60, -(2**60)])
async def test_a_period_out_of_range_hides_no_payment(
    kiosk: BotUnderTest, cashier: Cashier, ends: int
) -> None:
    """A subscription's payment counts whatever time stands beside it."""
    await kiosk.person().send(
        successful_payment=PAID.model_copy(update={"subscription_expiration_date": ends})
    )
    (payment,) = cashier.heard
    assert isinstance(payment, ReceivedPayment)
    assert (payment.charge_id, payment.period_ends_at) == ("c" * 200, None)


async def test_a_subscription_changes(kiosk: BotUnderTest, cashier: Cashier) -> None:
    """Telegram names its payload and person, no payment."""
    user = User(id=7, is_bot=False, first_name="Ann")
    changed = BotSubscriptionUpdated(user=user, invoice_payload="k1", state="canceled")
    await kiosk.dispatcher.feed_update(kiosk.bot, Update(update_id=1, subscription=changed))
    assert cashier.heard == [SubscriptionChange(payer_id=7, payload="k1", state="canceled")]


@pytest.mark.parametrize("error", [OSError("disk full"), StorageError("locked")])
async def test_a_payment_is_tried_again(kiosk: BotUnderTest, cashier: Cashier, error: Exception) -> None:
    """A database that is unwilling for seconds costs nothing but the seconds."""
    cashier.error, cashier.failures = error, 3
    with capture_logs():
        await kiosk.person().send(successful_payment=PAID)
    assert len(cashier.heard) == 1
    assert not kiosk.messenger.alerts


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_payment_that_cannot_be_written(kiosk: BotUnderTest, cashier: Cashier, language: str) -> None:
    """The payer is not left without a word, and the operator knows which payment it is."""
    cashier.failures = 99
    with capture_logs() as logged:
        await kiosk.person(language=language).send(successful_payment=PAID)
    assert {line["what"] for line in logged if "money_not_written" in line["event"]} == {"c" * 8}
    assert kiosk.screen.last.text == kiosk.texts.get(language, "payment-later")
    assert [(one.kind, one.detail) for one in kiosk.messenger.alerts] == [
        (AlertKind.PAYMENT_NOT_WRITTEN, PAID.telegram_payment_charge_id)
    ]
