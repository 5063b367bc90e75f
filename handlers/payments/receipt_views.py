"""A person's payments in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.paging import OpenPage
from bot.domain.payment import Payment, PaymentState
from bot.domain.person import Person
from bot.i18n import Html, Translator
from handlers.core.buttons.payment import ReceiptButton, ReceiptProblemButton, ReceiptsButton
from handlers.core.buttons.subscription import SubscriptionButton
from handlers.core.keyboards import Rows, grid, inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs

PAGE: Final = 10
"""Payments on one page."""
_COPIED: Final = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""


def page(t: Translator, found: OpenPage[Payment], person: Person, before: int) -> Screen:
    """A page of payments."""
    if not found.lines and not before:
        return Screen(t("receipts-none"))
    lines = [_line(t, payment, person) for payment in found.lines]
    buttons = [
        inline_button(
            t.plain("button-receipt", number=payment.number),
            ReceiptButton(receipt=payment.number, before=before),
        )
        for payment in found.lines
    ]
    turning: list[InlineKeyboardButton] = []
    if before:
        turning.append(inline_button(t.plain("button-receipts-newest"), ReceiptsButton()))
    if found.last is not None:
        older = ReceiptsButton(receipt=found.last.number)
        turning.append(inline_button(t.plain("button-receipts-older"), older))
    return Screen(
        paragraphs(t("receipts-title"), paragraphs(*lines), gap="\n\n"),
        keyboard([*grid(buttons, 5), turning]),
    )


def details(t: Translator, payment: Payment, person: Person, before: int) -> Screen:
    """One payment, with what an operator needs to find it."""
    text = paragraphs(
        t("receipt-title", number=payment.number),
        paragraphs(
            t("receipt-date", date=_there(payment.paid_at, person), zone=_zone(person)),
            t("receipt-stars", stars=payment.stars),
            t("receipt-credits", credits=payment.credits + payment.bonus) if payment.credits else None,
            t("receipt-monthly") if payment.recurring else None,
            _state(t, payment),
        ),
        t("receipt-id", id=payment.charge_id),
        gap="\n\n",
    )
    copying = (
        [
            InlineKeyboardButton(
                text=t.plain("button-receipt-copy"), copy_text=CopyTextButton(text=payment.charge_id)
            )
        ]
        if len(payment.charge_id) <= _COPIED
        else []
    )
    monthly = [inline_button(t.plain("button-subscription"), SubscriptionButton())]
    rows: Rows = [
        copying,
        monthly if payment.recurring else [],
        [inline_button(t.plain("button-receipt-problem"), ReceiptProblemButton(receipt=payment.number))],
        [inline_button(t.plain("button-back"), ReceiptsButton(receipt=before))],
    ]
    return Screen(text, keyboard(rows))


def problem(t: Translator, screen: Screen, receipt: int) -> Screen:
    """What can be done about a payment, in place of its receipt, and the way back to it."""
    rows = screen.buttons.inline_keyboard if screen.buttons is not None else []
    back = inline_button(t.plain("button-back"), ReceiptButton(receipt=receipt))
    return Screen(screen.text, keyboard([*rows, [back]]))


def elsewhere(t: Translator, link: InlineKeyboardButton) -> Screen:
    """In a group: where they are."""
    return Screen(t("receipts-elsewhere"), keyboard([[link]]))


def _line(t: Translator, payment: Payment, person: Person) -> Html:
    return t(
        "receipts-line",
        number=payment.number,
        date=_there(payment.paid_at, person),
        stars=payment.stars,
        credits=payment.credits + payment.bonus,
        state=_mark(t, payment),
    )


def _mark(t: Translator, payment: Payment) -> str:
    """What a list says of a payment beside its numbers: nothing when all is as it should be."""
    if payment.state is PaymentState.CREDITED:
        return ""
    return " · " + t.plain(f"receipt-state-{payment.state}")


def _state(t: Translator, payment: Payment) -> Html:
    return t("receipt-state", state=t.plain(f"receipt-state-{payment.state}"))


def _zone(person: Person) -> str:
    """What stands after a time: it is UTC while the person's clock is not known."""
    return "" if person.time_zone or person.utc_offset is not None else " UTC"


def _there(moment: datetime, person: Person) -> datetime:
    """The moment by the person's clock, still labelled UTC."""
    return moment + timedelta(minutes=person.offset_at(moment))
