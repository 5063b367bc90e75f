"""The question whether a person agrees to the terms."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.i18n import Translator
from bot.people.consent import ConsentStanding
from handlers.core.buttons.base import Button
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen


def question(
    t: Translator, standing: ConsentStanding, agree: Button, back: InlineKeyboardButton | None = None
) -> Screen:
    """Where the terms are, and the button that agrees and goes on."""
    text = t("consent-never" if standing is ConsentStanding.NEVER else "consent-outdated")
    rows = [[inline_button(t.plain("button-consent"), agree)], [back] if back is not None else []]
    return Screen(text, keyboard(rows))
