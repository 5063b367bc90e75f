"""What an edited line has changed of the choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.catalog.spec import Offer
from bot.i18n import Html, Translator
from handlers.core.views.screen import Screen, cut, option_name, option_value, paragraphs

_VALUE_SHOWN = 40
"""Characters of a value that are repeated."""


def changed_options(
    t: Translator, offer: Offer, before: Mapping[str, str], now: Mapping[str, str]
) -> Html | None:
    """The options that have another value now, with it; None when there is none. Another model has options of its own."""
    changed = [
        option
        for option in offer.options
        if option.name in before and option.name in now and now[option.name] != before[option.name]
    ]
    if not changed:
        return None
    shown = (
        f"{option_name(t, option.name)}: {cut(option_value(t, option, now[option.name]), _VALUE_SHOWN)}"
        for option in changed
    )
    return t("line-edited", changes=", ".join(shown))


def with_note(screen: Screen, note: Html | None) -> Screen:
    """The screen with a note above it."""
    return screen if note is None else replace(screen, text=paragraphs(note, screen.text))
