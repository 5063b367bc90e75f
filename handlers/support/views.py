"""What stands around people's words in support threads."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.payment import Payment
from bot.domain.support import FailureLine, SupportDelivery, SupportKind, SupportPurpose
from bot.i18n import Html, Translator
from bot.support.facts import SupportCard, SupportFacts
from handlers.core.buttons.refund import PaymentCardButton
from handlers.core.buttons.support import SupportCloseButton, SupportPersonButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

_TOPIC_NAME = 128
"""Characters of a topic's name (Bot API, createForumTopic)."""
_NAME_IN_TOPIC = 64
_EMPTY = Html("")


def above(t: Translator, delivery: SupportDelivery, facts: SupportFacts) -> Screen:
    """What stands above a message where it goes to, with the buttons below it."""
    is_closed = delivery.message.kind is SupportKind.CLOSED
    person = NamedPerson.like(facts.person).shown(t)
    by = NamedPerson.like(facts.author).label(t)
    match delivery.purpose:
        case SupportPurpose.ANSWER:
            return Screen(t("support-closed-person") if is_closed else t("support-answer"))
        case SupportPurpose.NOTE:
            if is_closed:
                return Screen(t("support-closed-note", by=by, person=person))
            return Screen(t("support-note", by=by, person=person))
    in_forum = delivery.chat_id < 0
    payment = facts.payment
    about = _payment(t, payment, sees_stars=facts.sees_stars) if payment is not None else None
    if in_forum:
        return Screen(about or _EMPTY)
    return Screen(
        paragraphs(t("support-letter", person=person), about),
        keyboard(_buttons(t, delivery.thread.id, facts)),
    )


def mention(t: Translator, delivery: SupportDelivery, facts: SupportFacts) -> Screen:
    """The same where it cannot be copied."""
    shown = above(t, delivery, facts)
    return Screen(paragraphs(shown.text or None, t("support-not-copied")), shown.buttons)


def not_brought(t: Translator, facts: SupportFacts, *, gone: bool) -> Html:
    """For who wrote the answer."""
    person = NamedPerson.like(facts.person).shown(t)
    return t("support-gone" if gone else "support-refused", person=person)


def card(t: Translator, card: SupportCard) -> Screen:
    """On top of a topic: who it is, what they have, what went wrong last, what they paid last; without sums of Stars."""
    text = paragraphs(
        paragraphs(
            NamedPerson.like(card.person).shown(t),
            t(
                "user-balance",
                available=card.balance.available,
                free=card.balance.allowance,
                bought=card.balance.bought,
                held=card.balance.held,
            ),
        ),
        _list(t("support-card-failures"), [_failure(t, one) for one in card.failures]),
        _list(t("support-card-payments"), [_payment(t, one, sees_stars=False) for one in card.payments]),
        t("support-card-how"),
        gap="\n\n",
    )
    return Screen(text, keyboard([_thread_buttons(t, card.thread.id)]))


def topic(card: SupportCard, t: Translator) -> str:
    """Name, @name and id, so that topics can be searched for."""
    person = NamedPerson.like(card.person)
    called = cut(person.label(t), _NAME_IN_TOPIC)
    username = f"@{card.person.username}" if card.person.username else ""
    parts = filter(None, (called, username if username != called else "", str(card.person.id)))
    return cut(" · ".join(parts), _TOPIC_NAME)


def _list(title: Html, lines: Sequence[Html]) -> Html | None:
    return paragraphs(title, *lines) if lines else None


def _failure(t: Translator, line: FailureLine) -> Html:
    return t(
        "support-card-failure",
        id=str(line.id),
        model=line.model,
        failure=line.failure or "–",
        at=f"{line.at:%Y-%m-%d}",
    )


def _payment(t: Translator, payment: Payment, *, sees_stars: bool) -> Html:
    credits_ = payment.credits + payment.bonus
    title = (
        t("own-payment", number=payment.number, stars=payment.stars, credits=credits_)
        if sees_stars
        else t("support-payment", number=str(payment.number), credits=credits_)
    )
    return paragraphs(title, t("payment-card-state", state=t.plain(f"payment-state-{payment.state}")))


def _buttons(t: Translator, thread_id: int, facts: SupportFacts) -> list[list[InlineKeyboardButton]]:
    payment = facts.payment
    look = (
        [inline_button(t.plain("button-payment-look"), PaymentCardButton(receipt=payment.number))]
        if payment is not None and facts.sees_stars
        else []
    )
    return [look, _thread_buttons(t, thread_id)]


def _thread_buttons(t: Translator, thread_id: int) -> list[InlineKeyboardButton]:
    return [
        inline_button(t.plain("button-support-person"), SupportPersonButton(thread=thread_id)),
        inline_button(t.plain("button-support-close"), SupportCloseButton(thread=thread_id)),
    ]
