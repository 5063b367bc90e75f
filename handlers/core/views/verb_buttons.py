"""What can be done with media or words: its buttons, its questions, and the models to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Media, Model, Verb
from bot.domain.generation import Generation
from bot.domain.person import Draft
from bot.i18n import Translator
from handlers.core.buttons.draft import CardButton, DoersButton, PickDoerButton, UseWithVerbButton
from handlers.core.buttons.menu import ShelfButton
from handlers.core.buttons.result import VerbButton
from handlers.core.draft_service import DraftTarget
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen, paragraphs

_TAKERS_SHOWN = 4


def on_result(t: Translator, verbs: Iterable[Verb], generation: Generation) -> list[InlineKeyboardButton]:
    """Buttons that begin something new with what a generation made."""
    return [
        inline_button(t.plain(f"button-verb-{verb}"), VerbButton(verb=verb, generation=generation.id))
        for verb in verbs
    ]


def on_draft(t: Translator, verbs: Iterable[Verb], draft: Draft) -> list[InlineKeyboardButton]:
    """Buttons that do something with what a draft has."""
    return [
        inline_button(t.plain(f"button-verb-{verb}"), UseWithVerbButton(verb=verb, draft=draft.id))
        for verb in verbs
    ]


def ask_media(t: Translator, verb: Verb, draft: Draft) -> Screen:
    """Ask for the media that this is to be done with."""
    wanted = "face" if verb.joins_media else str(verb.begins_with)
    text = t("verb-send-media", command=f"/{verb}", media=wanted)
    return Screen(
        text,
        keyboard([[inline_button(t.plain("button-options"), CardButton(draft=draft.id))]]),
        asks=True,
    )


def ask_words(t: Translator, verb: Verb, draft: Draft) -> Screen:
    """Ask for the words that this needs."""
    options = inline_button(t.plain("button-options"), CardButton(draft=draft.id))
    return Screen(t(f"verb-ask-{verb}"), keyboard([[options]]), asks=True)


def with_others(t: Translator, screen: Screen, verb: Verb, draft: Draft) -> Screen:
    """The screen with a button to the models that do the same, in place of the one to a whole shelf."""
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    other = inline_button(t.plain("button-other-model"), DoersButton(verb=verb, draft=draft.id))
    changed = [[other if _leads_to_shelf(button) else button for button in row] for row in rows]
    if changed == rows:
        at = max(len(rows) - 1, 0)
        changed = [*rows[:at], [other], *rows[at:]]
    return replace(screen, buttons=keyboard(changed))


def _leads_to_shelf(button: InlineKeyboardButton) -> bool:
    return (button.callback_data or "").startswith(f"{ShelfButton.__prefix__}{ShelfButton.__separator__}")


def doers(t: Translator, catalog: PricedCatalog, verb: Verb, models: Sequence[Model], draft: Draft) -> Screen:
    """The models that do this, each with its price."""
    rows = [
        [
            inline_button(
                shelves.label(t, catalog, model), PickDoerButton(verb=verb, draft=draft.id, slug=model.slug)
            )
        ]
        for model in models
    ]
    return Screen(t(f"verb-doers-{verb}"), keyboard(rows))


def which(t: Translator, verb: Verb, generation: Generation) -> Screen:
    """Ask which of several assets is meant."""
    buttons = [
        inline_button(str(number), VerbButton(verb=verb, generation=generation.id, position=number - 1))
        for number in range(1, len(generation.assets) + 1)
    ]
    return Screen(t("verb-which"), keyboard(grid(buttons, 4)))


def nobody(t: Translator, verb: Verb, media: Media | None, others: Sequence[InlineKeyboardButton]) -> Screen:
    """No model here does this with such media (None = words): what can be done with it instead."""
    text = t(f"verb-unavailable-{verb}", media=str(media or "words"))
    instead = t("verb-instead") if others else None
    return Screen(paragraphs(text, instead, gap="\n\n"), keyboard(grid(others, 2)))


def takers(
    t: Translator,
    catalog: PricedCatalog,
    target: DraftTarget,
    media: Media,
    buttons: Sequence[InlineKeyboardButton],
    draft: Draft,
) -> Screen:
    """The model or recipe does not take such media: what can be done with it, and the models that do take it.

    Args:
        t: translator into the language of who reads it.
        catalog: what is sold.
        target: what does not take it.
        media: what came.
        buttons: buttons that do something with it.
        draft: the draft that it came for and that keeps it.
    """
    models = catalog.takers(media, first=target.kind)[:_TAKERS_SHOWN]
    back = inline_button(t.plain("button-card"), CardButton(draft=draft.id))
    text = t("verb-takers", model=target.title, media=str(media))
    rows = shelves.model_rows(t, catalog, models, draft.id)
    return Screen(text, keyboard([*grid(buttons, 2), *rows, [back]]))
