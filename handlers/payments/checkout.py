"""Telegram asks whether an invoice may be paid: answered within its ten seconds, whatever else is going on."""

from __future__ import annotations

import asyncio
import time
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramServerError
from aiogram.types import PreCheckoutQuery

from bot.domain.payment import Checkout
from bot.errors import Refusal
from bot.payments.pre_checkout import PreCheckout
from handlers.core.views.refusal_text import refusal_text
from handlers.payments.payer_language import PayerLanguage
from handlers.payments.ports import CheckoutObserver

BUDGET_SECONDS: Final = 2.0
"""For the check. Telegram waits for ten seconds (Bot API, answerPreCheckoutQuery), and the way there takes some of them."""

_ATTEMPTS: Final = 3
"""How often the answer is sent while Telegram or the way there fails."""

_log = structlog.get_logger(__name__)


async def answer_checkout(
    query: PreCheckoutQuery,
    bot: Bot,
    payer_language: PayerLanguage,
    pre_checkout: PreCheckout,
    checkout_observer: CheckoutObserver,
) -> None:
    """Say yes, or no and why."""
    began = time.monotonic()
    outcome, error = "accepted", None
    try:
        async with asyncio.timeout(BUDGET_SECONDS):
            await pre_checkout.check(_checkout(query))
    except Refusal as refusal:
        outcome = "refused"
        error = refusal_text(await payer_language.words(query.from_user), refusal, plain=True)
    except Exception:  # noqa: BLE001  without an answer the payer waits, and is refused without a word
        _log.exception("checkout_not_checked", query=query.id)
        outcome = "failed"
        error = (await payer_language.words(query.from_user)).plain("checkout-later")
    await _answer(bot, query.id, error)
    checkout_observer.checkout(outcome, time.monotonic() - began)


def _checkout(query: PreCheckoutQuery) -> Checkout:
    return Checkout(
        payer_id=query.from_user.id,
        payload=query.invoice_payload,
        currency=query.currency,
        amount=query.total_amount,
    )


async def _answer(bot: Bot, query_id: str, error: str | None) -> None:
    """Send the answer. Too late an answer is refused by Telegram, and no money moves."""
    for attempt in range(_ATTEMPTS):
        try:
            await bot.answer_pre_checkout_query(
                query_id, ok=error is None, error_message=error, request_timeout=round(BUDGET_SECONDS)
            )
        except (TelegramNetworkError, TelegramServerError) as trouble:
            _log.warning("checkout_not_answered", attempt=attempt, error=type(trouble).__name__)
        except TelegramAPIError as refusal:
            _log.warning("checkout_not_answered", detail=refusal.message)
            return
        else:
            return
