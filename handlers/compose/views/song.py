"""A song from its parts, one question after the other: lyrics, style, title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.song_options import SINGER, STYLE, TITLE, title_from
from bot.catalog.spec import Offer, Option, PromptRule
from bot.domain.person import Draft
from bot.i18n import Html, Words
from handlers.compose.views.prompt import MESSAGE_LIMIT, counted, idea_rows, suggestion_width
from handlers.core.callback_data import CardTap, SongPickTap, SongStep, SongTap
from handlers.core.keyboards import grid, keyboard, tap
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


def mode_row(words: Words, draft: Draft, *, custom: bool) -> list[InlineKeyboardButton]:
    """The way to the other mode: from a description to one's own lyrics, and back."""
    if custom:
        return _step(draft, words.plain("button-song-simple"), SongStep.SIMPLE)
    return _step(draft, words.plain("button-song-lyrics"), SongStep.LYRICS)


def lyrics(words: Words, facts: SongFacts) -> Screen:
    """The words to sing, or none."""
    draft = facts.draft
    room = paragraphs(
        words("prompt-up-to", maximum=facts.rule.room),
        words("prompt-long") if facts.rule.room > MESSAGE_LIMIT else None,
        gap=" ",
    )
    old = paragraphs(
        words("ask-prompt-old", prompt=cut(draft.prompt, _SHOWN)) if draft.prompt else None,
        counted(words, draft.prompt, facts.rule),
    )
    rows = [
        _step(draft, words.plain("button-song-keep"), SongStep.STYLE) if draft.prompt else [],
        *idea_rows(words, draft, facts.examples),
        _step(draft, words.plain("button-song-instrumental"), SongStep.INSTRUMENTAL),
        _step(draft, words.plain("button-song-simple"), SongStep.SIMPLE),
        [tap(words.plain("button-back"), CardTap(draft=draft.id))],
    ]
    return Screen(
        paragraphs(paragraphs(words("song-lyrics"), room), old, _hint(words, facts), gap="\n\n"),
        keyboard(rows),
    )


def style(words: Words, facts: SongFacts) -> Screen:
    """Its style, ready-made or one's own, and who sings."""
    option = facts.offer.option(STYLE)
    chosen = facts.settled.get(STYLE, "")
    rows = _ready_made(words, facts, option, chosen) if option else []
    rows.append(_singers(words, facts))
    rows.append(_skip(words, facts, option, SongStep.TITLE))
    rows.append(_step(facts.draft, words.plain("button-back"), SongStep.LYRICS))
    return Screen(
        _question(words, facts, words("song-style"), option, facts.draft.choices.get(STYLE, "")),
        keyboard(rows),
    )


def title(words: Words, facts: SongFacts) -> Screen:
    """Its title; the first line that is sung is suggested."""
    option = facts.offer.option(TITLE)
    suggested = suggested_title(facts.draft, facts.offer) if facts.rule.maximum_length else ""
    rows = []
    if suggested:
        label = words.plain("button-song-title", title=cut(suggested, _TITLE_LABEL))
        rows.append([tap(label, SongPickTap(draft=facts.draft.id, option=TITLE, choice=0))])
    rows.append(_skip(words, facts, option, SongStep.DONE))
    rows.append(_step(facts.draft, words.plain("button-back"), SongStep.STYLE))
    return Screen(
        _question(words, facts, words("song-title"), option, facts.draft.choices.get(TITLE, "")),
        keyboard(rows),
    )


def suggested_title(draft: Draft, offer: Offer) -> str:
    """A title from the lyrics, as long as the model takes it; empty when they give none."""
    option = offer.option(TITLE)
    return title_from(draft.prompt, option.maximum_length) if option else ""


def _question(words: Words, facts: SongFacts, asking: Html, option: Option | None, chosen: str) -> Html:
    longest = option.maximum_length if option else 0
    own = option is not None and chosen not in {"", option.default}
    now = words("typed-now", value=cut(chosen, _SHOWN)) if own else None
    counter = words("prompt-counted", length=len(chosen), maximum=longest) if now else None
    return paragraphs(
        paragraphs(asking, words("prompt-up-to", maximum=longest)),
        paragraphs(now, counter),
        _hint(words, facts),
        gap="\n\n",
    )


def _hint(words: Words, facts: SongFacts) -> Html | None:
    return words("song-reply") if facts.in_group else None


def _ready_made(
    words: Words, facts: SongFacts, option: Option, chosen: str
) -> list[list[InlineKeyboardButton]]:
    labels = [
        ("✓ " if value == chosen else "") + option_value(words, option, value) for value in option.suggestions
    ]
    buttons = [
        tap(label, SongPickTap(draft=facts.draft.id, option=STYLE, choice=place))
        for place, label in enumerate(labels)
    ]
    return grid(buttons, suggestion_width(labels))


def _singers(words: Words, facts: SongFacts) -> list[InlineKeyboardButton]:
    """Who sings, where somebody does."""
    option, chosen = facts.offer.option(SINGER), facts.settled.get(SINGER)
    if option is None or chosen is None:
        return []
    return [
        tap(
            ("✓ " if value == chosen else "") + words.plain("button-singer", singer=value),
            SongPickTap(draft=facts.draft.id, option=SINGER, choice=place),
        )
        for place, value in enumerate(option.choices)
    ]


def _skip(
    words: Words, facts: SongFacts, option: Option | None, step: SongStep
) -> list[InlineKeyboardButton]:
    """On without an answer: what was set, or what the model takes by itself, stays."""
    value = option_value(words, option, facts.settled.get(option.name, "")) if option else ""
    label = words.plain("button-song-skip", value=cut(value, _TITLE_LABEL))
    return [tap(label, SongTap(draft=facts.draft.id, step=step))]


def _step(draft: Draft, label: str, step: SongStep) -> list[InlineKeyboardButton]:
    return [tap(label, SongTap(draft=draft.id, step=step))]
