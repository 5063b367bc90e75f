"""Forgetting a person: what will happen, and what has happened."""

from __future__ import annotations

from aiogram.enums import ButtonStyle

from bot.i18n import Translator
from bot.people.forget import Forgotten
from handlers.core.buttons.account import ForgetButton, SettingsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def ask(t: Translator) -> Screen:
    """What goes, what stays, and the one question."""
    forget = inline_button(t.plain("button-forget"), ForgetButton(), ButtonStyle.DANGER)
    keep = inline_button(t.plain("button-forget-not"), SettingsButton())
    return Screen(t("forget-ask"), keyboard([[forget], [keep]]))


def done(t: Translator, forgotten: Forgotten, *, has_payments: bool) -> Screen:
    """What was kept and why."""
    back = t("forget-cancelled", returned=forgotten.returned) if forgotten.cancelled else None
    still = t("forget-unfinished", count=forgotten.unfinished) if forgotten.unfinished else None
    paid = t("forget-kept-payments") if has_payments else None
    return Screen(paragraphs(t("forget-done"), back, still, t("forget-kept"), paid, gap="\n\n"))
