"""Asking for words: the prompt of a draft, and the value of an option that is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.choices import allowed_values
from bot.catalog.spec import Option, PromptRule
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.core.buttons.base import Button
from handlers.core.buttons.draft import (
    CardButton,
    ChoiceButton,
    ClearOptionButton,
    ExampleButton,
    IdeaButton,
    MoreReferencesButton,
    SurpriseButton,
)
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen, cut, option_name, option_value, paragraphs

MESSAGE_LIMIT = 4096
"""Characters that one message of a person can have (Bot API, Message.text)."""

_OLD_SHOWN = 3000
_LABEL = 36
"""Characters of an example on its button: as many as a phone shows."""
_MARK = re.compile(r"\[[^]]*]")
"""Marks in lyrics, like `[Verse]`."""
_NARROW_LABEL = 14
_MANY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptQuestion:
    """What is needed to ask for a prompt.

    Attributes:
        draft: whose prompt it is.
        rule: how long it may be.
        genre: what sort of words they are.
        examples: some, with their places in the list.
        got: lines about the media that there are.
        thinks: whether the writer can think of something.
    """

    draft: Draft
    rule: PromptRule
    genre: str
    examples: Sequence[tuple[int, str]]
    got: Sequence[Html] = ()
    thinks: bool = False


def ask_prompt(t: Translator, asking: PromptQuestion) -> Screen:
    """Ask for the prompt, below what there is of media; an old one is shown so that it can be copied."""
    room, draft = asking.rule.room, asking.draft
    question = paragraphs(
        t("ask-prompt", genre=asking.genre),
        t("prompt-up-to", maximum=room),
        _more(t, room),
        gap=" ",
    )
    text = paragraphs(paragraphs(*asking.got, question), _old_prompt(t, draft, room), gap="\n\n")
    back = [inline_button(t.plain("button-back"), CardButton(draft=draft.id))]
    ideas = idea_rows(t, draft, asking.examples, thinks=asking.thinks)
    return Screen(text, keyboard([*ideas, _add_row(t, draft, room), back]))


def idea_rows(
    t: Translator, draft: Draft, examples: Sequence[tuple[int, str]], *, thinks: bool = False
) -> list[list[InlineKeyboardButton]]:
    """A button for each example, each of which goes up to the quote, one for a surprise, and one for an idea of the writer's."""
    rows = [
        [
            inline_button(
                t.plain("button-example", prompt=_label(text)),
                ExampleButton(draft=draft.id, place=place),
            )
        ]
        for place, text in examples
    ]
    thought = [inline_button(t.plain("button-idea"), IdeaButton(draft=draft.id))] if thinks else []
    return [*rows, [inline_button(t.plain("button-surprise"), SurpriseButton(draft=draft.id)), *thought]]


def thinking(t: Translator, draft: Draft, turn: int) -> Screen:
    """While the writer is asked for an idea; a surprise is there at once."""
    surprise = inline_button(t.plain("button-surprise"), SurpriseButton(draft=draft.id, turn=turn))
    back = inline_button(t.plain("button-back"), CardButton(draft=draft.id))
    return Screen(t("idea-thinking"), keyboard([[surprise], [back]]))


def with_another_idea(t: Translator, screen: Screen, draft: Draft, turn: int) -> Screen:
    """A quote for an idea of the writer's, with a button for another one below its first."""
    return _with_second(screen, t.plain("button-idea-again"), IdeaButton(draft=draft.id, turn=turn))


def with_another(t: Translator, screen: Screen, draft: Draft, turn: int) -> Screen:
    """A quote for a surprise, with a button that makes another one below its first."""
    return _with_second(screen, t.plain("button-surprise-again"), SurpriseButton(draft=draft.id, turn=turn))


def _with_second(screen: Screen, label: str, button: Button) -> Screen:
    rows = screen.buttons.inline_keyboard if screen.buttons else []
    return Screen(screen.text, keyboard([*rows[:1], [inline_button(label, button)], *rows[1:]]))


def counted(t: Translator, prompt: str, rule: PromptRule) -> Html | None:
    """`120 of 2500 characters`, where there are words."""
    return t("prompt-counted", length=len(prompt), maximum=rule.room) if prompt and rule.room else None


def ask_value(t: Translator, draft: Draft, option: Option, chosen: str) -> Screen:
    """Ask for the value of an option that is typed; some have ready-made ones to tap."""
    name = option_name(t, option.name)
    own = chosen if chosen != option.default else ""
    if option.maximum_length:
        text = paragraphs(
            t("ask-option", name=option.name, option=name),
            t("prompt-up-to", maximum=option.maximum_length),
            gap=" ",
        )
        now = t("typed-now", value=cut(own, _OLD_SHOWN)) if own else None
        counter = t("prompt-counted", length=len(own), maximum=option.maximum_length) if own else None
        text = paragraphs(text, paragraphs(now, counter), gap="\n\n")
    else:
        text = t("option-typed-number", option=name, allowed=allowed_values(option))
    rows = suggestion_rows(t, draft, option, chosen)
    if own:
        rows.append(
            [inline_button(t.plain("button-unset"), ClearOptionButton(draft=draft.id, option=option.name))]
        )
    back = inline_button(t.plain("button-back"), CardButton(draft=draft.id))
    return Screen(text, keyboard([*rows, [back]]), asks=True)


def suggestion_rows(
    t: Translator, draft: Draft, option: Option, chosen: str
) -> list[list[InlineKeyboardButton]]:
    """The ready-made values of a free option."""
    labels = [
        ("✓ " if value == chosen else "") + option_value(t, option, value) for value in option.suggestions
    ]
    buttons = [
        inline_button(label, ChoiceButton(draft=draft.id, option=option.name, choice=place))
        for place, label in enumerate(labels)
    ]
    return grid(buttons, suggestion_width(labels))


def suggestion_width(labels: Sequence[str]) -> int:
    """How many such buttons stand side by side on a phone."""
    longest = max(map(len, labels), default=0)
    if longest > 2 * _NARROW_LABEL:
        return 1
    return 2 if longest > _MANY else 3


def _label(text: str) -> str:
    """The beginning of an example in whole words."""
    plain = " ".join(_MARK.sub(" ", text).split())
    if len(plain) <= _LABEL:
        return plain
    return f"{plain[:_LABEL].rpartition(' ')[0].rstrip(' ,.;:–')}…"


def _more(t: Translator, room: int) -> Html | None:
    """How to send more than a message holds, where the model takes more."""
    return t("prompt-long") if room > MESSAGE_LIMIT else None


def _old_prompt(t: Translator, draft: Draft, room: int) -> Html | None:
    if not draft.prompt:
        return None
    shown = t("ask-prompt-old", prompt=cut(draft.prompt, _OLD_SHOWN))
    return paragraphs(shown, t("prompt-counted", length=len(draft.prompt), maximum=room))


def _add_row(t: Translator, draft: Draft, room: int) -> list[InlineKeyboardButton]:
    """A button to add to a text that is longer than a message may be."""
    if not draft.prompt or room <= MESSAGE_LIMIT:
        return []
    return [inline_button(t.plain("button-more-text"), MoreReferencesButton(draft=draft.id))]
