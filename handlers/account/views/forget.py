"""Forgetting a person: what will happen, and what has happened."""

from __future__ import annotations

from aiogram.enums import ButtonStyle

from bot.i18n import Words
from bot.people.forget import Forgotten
from handlers.core.callback_data import ForgetTap, SettingsTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen, paragraphs


def ask(words: Words) -> Screen:
    """What goes, what stays, and the one question."""
    forget = tap(words.plain("button-forget"), ForgetTap(), ButtonStyle.DANGER)
    keep = tap(words.plain("button-forget-not"), SettingsTap())
    return Screen(words("forget-ask"), keyboard([[forget], [keep]]))


def done(words: Words, forgotten: Forgotten) -> Screen:
    """What was kept and why."""
    back = words("forget-cancelled", returned=forgotten.returned) if forgotten.cancelled else None
    still = words("forget-unfinished", count=forgotten.unfinished) if forgotten.unfinished else None
    return Screen(paragraphs(words("forget-done"), back, still, words("forget-kept"), gap="\n\n"))
