"""Telegram's methods about Stars: what its refusals and silences mean, and what can be read of lines of any shape."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import RefundStarPayment, TelegramMethod
from aiogram.types import StarAmount

from bot.errors import PaymentCallRefused, PaymentsUnavailable
from bot.telegram.stars import TelegramStars
from tests.support.fake_clock import START, FakeClock

METHOD = RefundStarPayment(user_id=7, telegram_payment_charge_id="c")
LONG_ID = "stx" + "A" * 300


class Answering:
    """A bot whose calls have one answer, or fail."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.calls: list[TelegramMethod[Any]] = []

    async def __call__(self, method: TelegramMethod[Any], request_timeout: int) -> Any:
        """Answer."""
        assert request_timeout <= 60
        self.calls.append(method)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def stars(answer: Any) -> TelegramStars:
    """The port over it."""
    return TelegramStars(cast("Bot", Answering(answer)), FakeClock())


def line(**fields: Any) -> dict[str, Any]:
    """A line of the list: an invoice that was paid."""
    partner = {
        "type": "user",
        "transaction_type": "invoice_payment",
        "user": {"id": 7, "is_bot": False, "first_name": "A"},
        "invoice_payload": "k1",
    }
    return {"id": LONG_ID, "amount": 100, "date": 1_800_000_000, "source": partner} | fields


async def read(*lines: Any) -> Any:
    """What the port makes of these lines, as the page that begins at 5."""
    return await stars({"transactions": list(lines)}).transactions(5, 100)


REFUSALS = [
    TelegramBadRequest(METHOD, "Bad Request: CHARGE_NOT_FOUND"),
    TelegramBadRequest(METHOD, "Bad Request: whatever they will say next year"),
    TelegramForbiddenError(METHOD, "Forbidden: user is deactivated"),
]
SILENCES = [
    TelegramRetryAfter(METHOD, "Too Many Requests: retry after 5", 5),
    TelegramServerError(METHOD, "Internal Server Error"),
    TelegramNetworkError(METHOD, "timeout"),
    AiogramError("https://api.telegram.org/bot42:SECRET/"),
]


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_refusal(refusal: AiogramError) -> None:
    """Telegram's words arrive as they are."""
    with pytest.raises(PaymentCallRefused, match=str(refusal).rpartition("- ")[2]):
        await stars(refusal).refund(7, "c")


@pytest.mark.parametrize("silence", SILENCES)
async def test_no_answer_that_counts(silence: AiogramError) -> None:
    """It may have been done; the token is in no text."""
    for call in (
        stars(silence).refund(7, "c"),
        stars(silence).balance(),
        stars(silence).transactions(0, 1),
        stars(silence).set_subscription_canceled(7, "c", canceled=True),
    ):
        with pytest.raises(PaymentsUnavailable) as trouble:
            await call
        assert "SECRET" not in str(trouble.value)


async def test_returned_before_is_done() -> None:
    """The one refusal that is an answer."""
    await stars(TelegramBadRequest(METHOD, "Bad Request: CHARGE_ALREADY_REFUNDED")).refund(7, "c")


async def test_the_balance() -> None:
    """Below zero too, with its billionths."""
    found = await stars(StarAmount(amount=-3, nanostar_amount=-500)).balance()
    assert (found.stars, found.nanos, found.at) == (-3, -500, START)


async def test_a_payment() -> None:
    """With its place, its payer, its order and what the referral programme took."""
    [found] = await read(
        line(
            nanostar_amount=7,
            source=line()["source"] | {"affiliate": {"amount": 9}, "subscription_period": 60},
        )
    )
    at = datetime.fromtimestamp(1_800_000_000, UTC)
    assert (found.move.position, found.move.id, found.move.incoming) == (5, LONG_ID, True)
    assert (found.move.stars, found.move.nanos, found.move.partner, found.move.at) == (100, 7, "user", at)
    paid = found.payment
    assert (paid.charge_id, paid.checkout.payer_id, paid.checkout.payload) == (LONG_ID, 7, "k1")
    assert (paid.checkout.currency, paid.checkout.amount, paid.affiliate_stars) == ("XTR", 100, 9)
    assert (paid.recurring, paid.period_ends_at) == (True, at + timedelta(minutes=1))


async def test_a_commission_with_a_fraction() -> None:
    """Billionths of both parts are kept, also where no whole Star is beside them."""
    affiliate = {"affiliate": {"amount": 0, "nanostar_amount": 500_000_000}}
    [found] = await read(line(amount=0, nanostar_amount=500_000_000, source=line()["source"] | affiliate))
    paid = found.payment
    assert (paid.checkout.amount, paid.nanos) == (0, 500_000_000)
    assert (paid.affiliate_stars, paid.affiliate_nanos) == (0, 500_000_000)


@pytest.mark.parametrize("period", [2**51, -(2**51), 10**30])
async def test_a_period_out_of_range_hides_no_payment(period: int) -> None:
    """Whatever the calendar cannot hold."""
    strange, payment = await read(line(source=line()["source"] | {"subscription_period": period}), line())
    assert (strange.payment.charge_id, payment.payment.charge_id) == (LONG_ID, LONG_ID)


OTHERS = [
    line(source=None, receiver={"type": "fragment", "withdrawal_state": {"type": "odd"}}),
    line(source={"type": "a partner of next year", "x": [1]}),
    line(source={"type": "user", "transaction_type": "gift_purchase", "user": {"id": 7}}),
    line(source={"type": "user", "transaction_type": "invoice_payment"}),
    line(id=None),
    line(source=None),
    {},
    "nonsense",
    line(amount="many", date=10**30, source=[1]),
]


@pytest.mark.parametrize("other", OTHERS)
async def test_lines_of_any_shape_keep_their_places(other: Any) -> None:
    """What is no payment, or cannot be read, hides no line behind it."""
    strange, payment = await read(other, line())
    assert strange.payment is None
    assert (strange.move.position, payment.move.position) == (5, 6)
    assert payment.payment.charge_id == LONG_ID


async def test_half_a_character() -> None:
    """JSON can hold what no database takes."""
    [found] = await read(line(source=line()["source"] | {"invoice_payload": "\ud800\x00x"}))
    found.payment.checkout.payload.encode()


async def test_no_list_at_all() -> None:
    """An answer without one is no answer."""
    with pytest.raises(PaymentsUnavailable):
        await stars({"ok": True}).transactions(0, 100)
