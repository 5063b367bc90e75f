"""A message in words, and the small phrases that many messages share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from bot.catalog.spec import Model, Option
from bot.i18n import Html, Translator, model_key

_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_-]")
_BYTES_PER_UNIT = 2


@dataclass(frozen=True, slots=True)
class Screen:
    """One message.

    Attributes:
        text: Telegram HTML.
        buttons: under it, or None.
        asks: whether the next words or media answer it; in a group it is a question then, that is answered by a reply.
        aloud: what stands in its place where everybody in a group reads it: without the person's own numbers. None = the same.
    """

    text: Html
    buttons: InlineKeyboardMarkup | None = None
    asks: bool = False
    aloud: Screen | None = None

    @property
    def for_all(self) -> Screen:
        """What everybody may read."""
        return self.aloud or self


def paragraphs(*parts: Html | None, gap: str = "\n") -> Html:
    """The parts that there are, below each other."""
    return Html(gap.join(part for part in parts if part))


def cut(text: str, longest: int) -> str:
    """At most `longest` characters of a text as Telegram counts them (UTF-16 units), with an ellipsis when cut."""
    units = text.encode("utf-16-le", errors="replace")
    if len(units) <= longest * _BYTES_PER_UNIT:
        return text
    kept = units[: (longest - 1) * _BYTES_PER_UNIT].decode("utf-16-le", errors="ignore")
    return f"{kept.rstrip()}…"


def one_line(prompt: str, longest: int) -> str:
    """The beginning of a prompt for a list; a dash for what was made without words."""
    return cut(" ".join(prompt.split()), longest) or "–"


def character(t: Translator, model: Model) -> Html | None:
    """The model's short character, where a language has words for it."""
    key = model_key(model.slug)
    return t(key) if t.has(key) else None


def option_name(t: Translator, name: str) -> str:
    """An option's name for people; the catalogue may know options that no language has words for yet."""
    key = f"option-{name}"
    return t.plain(key) if t.has(key) else name.replace("_", " ").capitalize()


def option_value(t: Translator, option: Option, value: str) -> str:
    """An option's value for people: translated, with its unit, or as it is."""
    if not value:
        return t.plain("value-unset")
    for key in (
        f"value-{option.name}-{_NOT_IN_KEYS.sub('_', value)}",
        f"value-{_NOT_IN_KEYS.sub('_', value)}",
    ):
        if t.has(key):
            return t.plain(key)
    return t.plain(f"unit-{option.unit}", value=value) if option.unit else value
