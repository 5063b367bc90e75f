"""A person's settings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.generation.people import Person
from bot.i18n import Words
from handlers.callbacks import LanguageTap, OriginalsTap, SettingsTap
from handlers.keyboards import grid, keyboard, tap
from handlers.views.screen import Screen


def languages(words: Words, names: Mapping[str, str], chosen: str) -> Screen:
    """Every language by its own name, and Telegram's."""
    buttons = [
        tap(("✓ " if code == chosen else "") + name, LanguageTap(code=code)) for code, name in names.items()
    ]
    as_telegram = tap(("" if chosen else "✓ ") + words.plain("button-language-auto"), LanguageTap(code=""))
    back = tap(words.plain("button-back"), SettingsTap())
    return Screen(words("language-choose"), keyboard([*grid(buttons, 2), [as_telegram], [back]]))


def settings(words: Words, person: Person) -> Screen:
    """Language, and whether results also come as files."""
    originals = tap(
        words.plain("button-originals-on" if person.originals else "button-originals-off"),
        OriginalsTap(on=not person.originals),
    )
    language = tap(words.plain("button-language"), SettingsTap(page="language"))
    return Screen(words("settings-title"), keyboard([[language], [originals]]))
