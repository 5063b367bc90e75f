"""What can be done with media or words: its buttons, its questions, and the models to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Media, Model, Verb
from bot.domain.generation import Generation
from bot.domain.person import Draft
from bot.i18n import Words
from handlers.core.callback_data import CardTap, DoersTap, DoerTap, VerbTap, WithTap
from handlers.core.keyboards import grid, keyboard, tap
from handlers.core.priced_catalog import Shop
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen, paragraphs

_TAKERS_SHOWN = 4


def on_result(words: Words, verbs: Iterable[Verb], generation: Generation) -> list[InlineKeyboardButton]:
    """Buttons that begin something new with what a generation made."""
    return [
        tap(words.plain(f"button-verb-{verb}"), VerbTap(verb=verb, generation=generation.id))
        for verb in verbs
    ]


def on_draft(words: Words, verbs: Iterable[Verb], draft: Draft) -> list[InlineKeyboardButton]:
    """Buttons that do something with what a draft has."""
    return [tap(words.plain(f"button-verb-{verb}"), WithTap(verb=verb, draft=draft.id)) for verb in verbs]


def ask_media(words: Words, verb: Verb, draft: Draft) -> Screen:
    """Ask for the media that this is to be done with."""
    text = words("verb-send-media", command=f"/{verb}")
    return Screen(text, keyboard([[tap(words.plain("button-options"), CardTap(draft=draft.id))]]), asks=True)


def ask_words(words: Words, verb: Verb, draft: Draft) -> Screen:
    """Ask for the words that this needs."""
    options = tap(words.plain("button-options"), CardTap(draft=draft.id))
    return Screen(words(f"verb-ask-{verb}"), keyboard([[options]]), asks=True)


def with_others(words: Words, screen: Screen, verb: Verb, draft: Draft) -> Screen:
    """The screen with one more button: another model for the same."""
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    other = [tap(words.plain("button-other-model"), DoersTap(verb=verb, draft=draft.id))]
    at = max(len(rows) - 1, 0)
    return replace(screen, buttons=keyboard([*rows[:at], other, *rows[at:]]))


def doers(words: Words, shop: Shop, verb: Verb, models: Sequence[Model], draft: Draft) -> Screen:
    """The models that do this, each with its price."""
    rows = [
        [tap(shelves.label(words, shop, model), DoerTap(verb=verb, draft=draft.id, slug=model.slug))]
        for model in models
    ]
    return Screen(words(f"verb-doers-{verb}"), keyboard(rows))


def which(words: Words, verb: Verb, generation: Generation) -> Screen:
    """Ask which of several assets is meant."""
    buttons = [
        tap(str(number), VerbTap(verb=verb, generation=generation.id, position=number - 1))
        for number in range(1, len(generation.assets) + 1)
    ]
    return Screen(words("verb-which"), keyboard(grid(buttons, 4)))


def nobody(words: Words, verb: Verb, media: Media | None, others: Sequence[InlineKeyboardButton]) -> Screen:
    """No model here does this with such media (None = words): what can be done with it instead."""
    text = words(f"verb-nobody-{verb}", media=str(media or "words"))
    instead = words("verb-instead") if others else None
    return Screen(paragraphs(text, instead, gap="\n\n"), keyboard(grid(others, 2)))


def takers(
    words: Words,
    shop: Shop,
    title: str,
    media: Media,
    deeds: Sequence[InlineKeyboardButton],
    draft: Draft,
    holder: Draft,
) -> Screen:
    """The model (`title`) does not take such media: what can be done with it, and the models that do take it.

    Args:
        words: the language.
        shop: what is sold.
        title: of the model that does not take it.
        media: what came.
        deeds: buttons that do something with it.
        draft: the draft that it came for, and the way back to it.
        holder: the draft that has it now.
    """
    models = shop.takers(media, first=shop.model(draft.model).kind)[:_TAKERS_SHOWN]
    back = tap(words.plain("button-card"), CardTap(draft=draft.id))
    text = words("verb-takers", model=title, media=str(media))
    rows = shelves.model_rows(words, shop, models, holder.id)
    return Screen(text, keyboard([*grid(deeds, 2), *rows, [back]]))
