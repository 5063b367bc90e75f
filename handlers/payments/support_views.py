"""Help with a payment, as its payer reads it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.payment import Payment, PaymentState
from bot.errors import Refusal
from bot.i18n import Html, Translator
from handlers.core.buttons.refund import OwnPaymentButton, SelfRefundButton, SupportButton, SupportTopic
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, paragraphs


def buttons(t: Translator, payments: Sequence[Payment]) -> list[list[InlineKeyboardButton]]:
    """The payments, and what may be wrong."""
    return [
        *([_to_payment(t, one)] for one in payments),
        [
            inline_button(t.plain("button-support-missing"), SupportButton(topic=SupportTopic.MISSING)),
            inline_button(t.plain("button-support-mistake"), SupportButton(topic=SupportTopic.MISTAKE)),
        ],
        [inline_button(t.plain("button-support-write"), SupportButton(topic=SupportTopic.OTHER))],
    ]


def own_payment(t: Translator, payment: Payment, why_not: Refusal | None) -> Screen:
    """A payment, and whether it can be returned at once; `why_not` says why an operator has to look at it."""
    title = t(
        "own-payment", number=payment.number, stars=payment.stars, credits=payment.credits + payment.bonus
    )
    write = _write(t, payment.number)
    match payment.state:
        case PaymentState.UNCLAIMED:
            return Screen(paragraphs(title, t("own-payment-unclaimed")), keyboard([write]))
        case PaymentState.REFUNDING:
            return Screen(paragraphs(title, t("own-payment-refunding")), keyboard([write]))
        case PaymentState.REFUNDED:
            return Screen(paragraphs(title, t("own-payment-refunded")), keyboard([write]))
    if why_not is not None:
        return Screen(paragraphs(title, Html(refusal_text(t, why_not))), keyboard([write]))
    back = inline_button(
        t.plain("button-self-refund", stars=payment.stars), SelfRefundButton(receipt=payment.number)
    )
    return Screen(paragraphs(title, t("own-payment-unspent")), keyboard([[back], write]))


def returned(t: Translator, payment: Payment) -> Screen:
    """What became of a refund that its payer began, while it is not done."""
    if payment.state is PaymentState.REFUNDING:
        return Screen(t("self-refund-waits", number=payment.number))
    return Screen(
        t("refund-refused", stars=payment.stars, number=payment.number), keyboard([_write(t, payment.number)])
    )


def found(t: Translator, payments: Sequence[Payment] | None) -> Screen:
    """What Telegram's list has that was missing here; None when it cannot be read now."""
    if payments is None:
        return Screen(t("support-not-now"), keyboard([_write(t)]))
    if not payments:
        return Screen(t("support-nothing-missing"), keyboard([_write(t)]))
    return Screen(t("support-found"), keyboard([_to_payment(t, one)] for one in payments))


def nothing_bought(t: Translator) -> Screen:
    """There is no payment of theirs."""
    return Screen(t("support-no-payment"), keyboard([_missing(t), _write(t)]))


def ask(t: Translator) -> Screen:
    """The next words go to the operator."""
    return Screen(t("support-ask"))


def sent(t: Translator, contact: str) -> Screen:
    """They did; `contact` is where else the operator is reached, empty for nowhere."""
    return Screen(paragraphs(t("support-sent"), t("legal-contact", contact=contact) if contact else None))


def _to_payment(t: Translator, payment: Payment) -> InlineKeyboardButton:
    label = t.plain("button-payment", number=payment.number, stars=payment.stars)
    return inline_button(label, OwnPaymentButton(receipt=payment.number))


def _write(t: Translator, receipt: int = 0) -> list[InlineKeyboardButton]:
    button = SupportButton(topic=SupportTopic.OTHER, receipt=receipt)
    return [inline_button(t.plain("button-support-write"), button)]


def _missing(t: Translator) -> list[InlineKeyboardButton]:
    return [inline_button(t.plain("button-support-missing"), SupportButton(topic=SupportTopic.MISSING))]
