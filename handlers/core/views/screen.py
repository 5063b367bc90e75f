"""A message in words, and the small phrases that many messages share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

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
        own: what of the text holds the person's own numbers, and what stands in its place where everybody in a group reads
            it; empty = nothing does.
        in_public: what is shown in its place there, where nothing of it is for all.
        aloud_button: what is added under it there: the way to those numbers.
    """

    text: Html
    buttons: InlineKeyboardMarkup | None = None
    asks: bool = False
    own: tuple[tuple[Html, Html], ...] = ()
    in_public: Screen | None = None
    aloud_button: InlineKeyboardButton | None = None

    @property
    def for_all(self) -> Screen:
        """What everybody may read."""
        if self.in_public is not None:
            return self.in_public
        text = self.text
        for said, aloud in self.own:
            text = Html(text.replace(said, aloud) if aloud else _without_line(text, said))
        rows = list(self.buttons.inline_keyboard) if self.buttons is not None else []
        if self.aloud_button is not None:
            rows.append([self.aloud_button])
        markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
        return replace(self, text=text, buttons=markup, own=(), aloud_button=None)


def _without_line(text: Html, line: Html) -> str:
    return text.replace(f"{line}\n", "").replace(f"\n{line}", "").replace(line, "")


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
    return typed_option_name(t, name) if _option_keys(t, name) else name.replace("_", " ").capitalize()


def typed_option_name(t: Translator, name: str) -> str:
    """An option's name as a person typed it; in people's words where it has some."""
    return next((t.plain(key) for key in _option_keys(t, name)), name)


def _option_keys(t: Translator, name: str) -> list[str]:
    """Keys of words for an option; those of a recipe are its format and the models of its steps."""
    return [key for key in (f"option-{name}", f"step-{name}") if t.has(key)]


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
