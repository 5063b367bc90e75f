"""Privacy, terms and help with payments in words."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.domain.age import LEAST_AGE
from bot.domain.legal import Operator
from bot.i18n import Html, Translator
from handlers.core.buttons.account import Page, SettingsButton
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs

_GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyFacts:
    """What is true of this bot alone.

    Attributes:
        own_keys: whether people may bring KIE keys of their own.
        quotes_days, drafts_days: how long what no one uses any more is kept.
        records_days: how long KIE's callbacks and the steps of a generation are kept at most.
        payments_days: how long payments name who paid.
    """

    own_keys: bool
    quotes_days: int
    drafts_days: int
    records_days: int
    payments_days: int


def privacy(t: Translator, facts: PrivacyFacts, minimum_age: int) -> Html:
    """What is stored, why, how long, who gets it, how to delete it; `minimum_age` 0 is none."""
    return paragraphs(
        t("privacy-title"),
        paragraphs(
            t("privacy-stored"),
            t("privacy-stored-key") if facts.own_keys else None,
            t("privacy-stored-payments"),
            t("privacy-stored-age", age=minimum_age) if minimum_age else None,
        ),
        t("privacy-why"),
        paragraphs(
            t(
                "privacy-kept",
                quotes=facts.quotes_days,
                drafts=facts.drafts_days,
                records=facts.records_days,
            ),
            t("privacy-kept-payments", days=facts.payments_days),
        ),
        t("privacy-shared"),
        t("privacy-rights"),
        gap=_GAP,
    )


def terms(t: Translator, minimum_age: int) -> Html:
    """What people can expect, and what is expected of them; `minimum_age` 0 is that of Kiosk's own terms, unasked."""
    age = t("terms-age", age=minimum_age or LEAST_AGE)
    return paragraphs(
        t("terms-title"),
        t("terms-service"),
        with_age(t, age, minimum_age) if minimum_age else age,
        t("terms-use"),
        t("terms-media"),
        t("terms-credits"),
        t("terms-refunds"),
        t("terms-changes"),
        gap=_GAP,
    )


def with_age(t: Translator, text: Html, minimum_age: int) -> Html:
    """Terms, with what people say before their first generation."""
    return paragraphs(text, t("terms-age-asked", age=minimum_age))


def document(t: Translator, text: Html, version: str, operator: Operator) -> Html:
    """A document with its version and who answers for it."""
    return paragraphs(text, _small_print(t, version, operator), gap=_GAP)


def folded(t: Translator, text: Html, version: str, operator: Operator) -> Html:
    """The same for a group: opened by a tap, so that it does not push away what people talk about."""
    return Html(f"<blockquote expandable>{text}</blockquote>\n{_small_print(t, version, operator)}")


def privacy_buttons(t: Translator) -> list[list[InlineKeyboardButton]]:
    """The way to having everything deleted."""
    return [[inline_button(t.plain("button-legal-forget"), SettingsButton(page=Page.FORGET))]]


def payment_support(t: Translator, operator: Operator, person_id: int, rows: Rows) -> Screen:
    """What the person can do at once, in a private chat, and how the operator is reached besides; while the database
    cannot be read there are no `rows`.
    """
    outside = _contact(t, operator)
    return Screen(
        paragraphs(
            t("paysupport" if rows else "paysupport-later"),
            outside,
            t("paysupport-number", id=str(person_id)) if outside or not rows else None,
            gap=_GAP,
        ),
        keyboard(rows),
    )


def payment_support_in_group(t: Translator, operator: Operator, url: str) -> Screen:
    """The same where others read it: what is personal belongs into the private chat."""
    to_private = InlineKeyboardButton(text=t.plain("button-legal-private"), url=url)
    return Screen(
        paragraphs(t("paysupport-aloud"), _contact(t, operator), t("paysupport-private"), gap=_GAP),
        keyboard([[to_private]]),
    )


def _small_print(t: Translator, version: str, operator: Operator) -> Html:
    return paragraphs(_who(t, operator), t("legal-version", version=version))


def _contact(t: Translator, operator: Operator) -> Html | None:
    """Who runs the bot and how else they are reached; None where neither is known."""
    lines = [
        t("legal-operator", name=operator.name) if operator.name else None,
        t("legal-contact", contact=operator.contact) if operator.contact else None,
    ]
    return paragraphs(*lines) if any(lines) else None


def _who(t: Translator, operator: Operator) -> Html:
    return paragraphs(
        t("legal-operator", name=operator.name) if operator.name else None,
        t("legal-contact", contact=operator.contact) if operator.contact else t("legal-no-contact"),
    )
