"""A song from its parts, one question after the other: lyrics, style, title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.song_options import SINGER, STYLE, TITLE, title_from
from bot.catalog.spec import Offer, Option, PromptRule
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.compose.views.prompt import MESSAGE_LIMIT, counted, idea_rows, suggestion_width
from handlers.core.buttons.draft import CardButton, SongButton, SongPickButton, SongStep
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen, cut, option_value, paragraphs

_SHOWN = 2500
_TITLE_LABEL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SongFacts:
    """What the questions show.

    Attributes:
        draft: the song.
        offer: what its model offers.
        settled: the complete choices.
        rule: what the lyrics may be.
        examples: lyrics to take as they are, with their places in the list.
        in_group: whether answers have to be replies.
    """

    draft: Draft
    offer: Offer
    settled: Mapping[str, str]
    rule: PromptRule
    examples: Sequence[tuple[int, str]]
    in_group: bool


def mode_row(t: Translator, draft: Draft, *, custom: bool) -> list[InlineKeyboardButton]:
    """The way to the other mode: from a description to one's own lyrics, and back."""
    if custom:
        return _step(draft, t.plain("button-song-simple"), SongStep.SIMPLE)
    return _step(draft, t.plain("button-song-lyrics"), SongStep.LYRICS)


def lyrics(t: Translator, facts: SongFacts) -> Screen:
    """The words to sing, or none."""
    draft = facts.draft
    room = paragraphs(
        t("prompt-up-to", maximum=facts.rule.room),
        t("prompt-long") if facts.rule.room > MESSAGE_LIMIT else None,
        gap=" ",
    )
    old = paragraphs(
        t("ask-prompt-old", prompt=cut(draft.prompt, _SHOWN)) if draft.prompt else None,
        counted(t, draft.prompt, facts.rule),
    )
    rows = [
        _step(draft, t.plain("button-song-keep"), SongStep.STYLE) if draft.prompt else [],
        *idea_rows(t, draft, facts.examples),
        _step(draft, t.plain("button-song-instrumental"), SongStep.INSTRUMENTAL),
        _step(draft, t.plain("button-song-simple"), SongStep.SIMPLE),
        [inline_button(t.plain("button-back"), CardButton(draft=draft.id))],
    ]
    return Screen(
        paragraphs(paragraphs(t("song-lyrics"), room), old, _hint(t, facts), gap="\n\n"),
        keyboard(rows),
    )


def style(t: Translator, facts: SongFacts) -> Screen:
    """Its style, ready-made or one's own, and who sings."""
    option = facts.offer.option(STYLE)
    chosen = facts.settled.get(STYLE, "")
    rows = _ready_made(t, facts, option, chosen) if option else []
    rows.append(_singers(t, facts))
    rows.append(_skip(t, facts, option, SongStep.TITLE))
    rows.append(_step(facts.draft, t.plain("button-back"), SongStep.LYRICS))
    return Screen(
        _question(t, facts, t("song-style"), option, facts.draft.choices.get(STYLE, "")),
        keyboard(rows),
    )


def title(t: Translator, facts: SongFacts) -> Screen:
    """Its title; the first line that is sung is suggested."""
    option = facts.offer.option(TITLE)
    suggested = suggested_title(facts.draft, facts.offer) if facts.rule.maximum_length else ""
    rows = []
    if suggested:
        label = t.plain("button-song-title", title=cut(suggested, _TITLE_LABEL))
        rows.append([inline_button(label, SongPickButton(draft=facts.draft.id, option=TITLE, choice=0))])
    rows.append(_skip(t, facts, option, SongStep.DONE))
    rows.append(_step(facts.draft, t.plain("button-back"), SongStep.STYLE))
    return Screen(
        _question(t, facts, t("song-title"), option, facts.draft.choices.get(TITLE, "")),
        keyboard(rows),
    )


def suggested_title(draft: Draft, offer: Offer) -> str:
    """A title from the lyrics, as long as the model takes it; empty when they give none."""
    option = offer.option(TITLE)
    return title_from(draft.prompt, option.maximum_length) if option else ""


def _question(t: Translator, facts: SongFacts, asking: Html, option: Option | None, chosen: str) -> Html:
    longest = option.maximum_length if option else 0
    own = option is not None and chosen not in {"", option.default}
    now = t("typed-now", value=cut(chosen, _SHOWN)) if own else None
    counter = t("prompt-counted", length=len(chosen), maximum=longest) if now else None
    return paragraphs(
        paragraphs(asking, t("prompt-up-to", maximum=longest)),
        paragraphs(now, counter),
        _hint(t, facts),
        gap="\n\n",
    )


def _hint(t: Translator, facts: SongFacts) -> Html | None:
    return t("song-reply") if facts.in_group else None


def _ready_made(
    t: Translator, facts: SongFacts, option: Option, chosen: str
) -> list[list[InlineKeyboardButton]]:
    labels = [
        ("✓ " if value == chosen else "") + option_value(t, option, value) for value in option.suggestions
    ]
    buttons = [
        inline_button(label, SongPickButton(draft=facts.draft.id, option=STYLE, choice=place))
        for place, label in enumerate(labels)
    ]
    return grid(buttons, suggestion_width(labels))


def _singers(t: Translator, facts: SongFacts) -> list[InlineKeyboardButton]:
    """The singer, unless it is instrumental."""
    option, chosen = facts.offer.option(SINGER), facts.settled.get(SINGER)
    if option is None or chosen is None:
        return []
    return [
        inline_button(
            ("✓ " if value == chosen else "") + t.plain("button-singer", singer=value),
            SongPickButton(draft=facts.draft.id, option=SINGER, choice=place),
        )
        for place, value in enumerate(option.choices)
    ]


def _skip(
    t: Translator, facts: SongFacts, option: Option | None, step: SongStep
) -> list[InlineKeyboardButton]:
    """On without an answer: what was set, or what the model takes by itself, stays."""
    value = option_value(t, option, facts.settled.get(option.name, "")) if option else ""
    label = t.plain("button-song-skip", value=cut(value, _TITLE_LABEL))
    return [inline_button(label, SongButton(draft=facts.draft.id, step=step))]


def _step(draft: Draft, label: str, step: SongStep) -> list[InlineKeyboardButton]:
    return [inline_button(label, SongButton(draft=draft.id, step=step))]
