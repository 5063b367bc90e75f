"""Examples on a screen: the gallery, one of them, what the operator decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.example import Example
from bot.domain.generation import Generation
from bot.domain.paging import OpenPage, PageNumber
from bot.domain.person import Draft
from bot.generation.example_recording import Recording
from bot.i18n import Html, Translator
from handlers.compose.views.bought import what_is_bought
from handlers.core.buttons.draft import CardButton
from handlers.core.buttons.example import (
    DecideButton,
    Decision,
    ExamplesButton,
    LikeExampleButton,
    ProposalButton,
    RecordButton,
    ShowExampleButton,
)
from handlers.core.draft_service import DraftTarget
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views.ai_label import labelled
from handlers.core.views.model_lists import kind_rows
from handlers.core.views.screen import Screen, cut, one_line, paragraphs

PAGE = 8
"""Examples on a page."""

_PROMPT_LISTED = 90
_PROMPT_SHOWN = 600
"""Of the 1,024 characters that a caption may have (Bot API, sendPhoto)."""


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """A page of one kind.

    Attributes:
        kind: what the models make.
        examples: those on the page.
        number: from 0.
    """

    kind: Kind
    examples: OpenPage[Example]
    number: int


def gallery(t: Translator, kinds: Mapping[Kind, int], *, is_operator: bool) -> Screen:
    """The kinds that have examples; the shelves while none has."""
    proposals = [[inline_button(t.plain("button-proposals"), ProposalButton())]] if is_operator else []
    if not kinds:
        return Screen(t("examples-none"), keyboard([*kind_rows(t, draft=None), *proposals]))
    buttons = [
        inline_button(
            t.plain("button-examples-kind", kind=t.plain(f"button-{kind}"), count=count),
            ExamplesButton(kind=kind),
        )
        for kind, count in kinds.items()
    ]
    return Screen(t("examples-title"), keyboard([*([button] for button in buttons), *proposals]))


def page(t: Translator, catalog: PricedCatalog, shown: GalleryPage) -> Screen:
    """A page of one kind: each with its words, and a button that sends it."""
    examples = shown.examples.lines
    lines = [
        t(
            "examples-line",
            number=number,
            model=catalog.title(example.model),
            prompt=one_line(example.prompt, _PROMPT_LISTED),
        )
        for number, example in enumerate(examples, 1)
    ]
    buttons = [
        inline_button(
            t.plain("button-example-number", number=number, model=catalog.title(example.model)),
            ShowExampleButton(example=example.id),
        )
        for number, example in enumerate(examples, 1)
    ]
    pages = shown.number + (2 if shown.examples.has_more else 1)
    turning = pager(PageNumber(shown.number, pages, PAGE), ExamplesButton(kind=shown.kind))
    back = inline_button(t.plain("button-back"), ExamplesButton())
    title = t(f"examples-{shown.kind}")
    return Screen(paragraphs(title, *lines, gap="\n\n"), keyboard([*grid(buttons, 2), [back, *turning]]))


def example(t: Translator, catalog: PricedCatalog, shown: Example, *, price: int | None) -> Screen:
    """Below an example: what it was asked for with, and a button for one like it at its price now."""
    return Screen(labelled(t, _asked_for(t, catalog, shown)), keyboard([[_like(t, shown, price)]]))


def proposal(t: Translator, catalog: PricedCatalog, shown: Example) -> Screen:
    """Below a proposal: the operator's yes and no."""
    take = inline_button(
        t.plain("button-proposal-take"),
        DecideButton(example=shown.id, decision=Decision.TAKE),
        ButtonStyle.SUCCESS,
    )
    decline = inline_button(
        t.plain("button-proposal-decline"), DecideButton(example=shown.id, decision=Decision.DECLINE)
    )
    return Screen(paragraphs(t("proposal-title"), _asked_for(t, catalog, shown)), keyboard([[take, decline]]))


def record_question(t: Translator, draft: Draft, recording: Recording, *, title: str) -> Screen:
    """Whether an example shall be recorded, and what KIE takes for it."""
    yes = inline_button(
        t.plain("button-record-sure", price=float(recording.kie_credits)),
        RecordButton(draft=draft.id, priced=recording.priced_as),
        ButtonStyle.SUCCESS,
    )
    back = inline_button(t.plain("button-back"), CardButton(draft=draft.id))
    text = t("record-question", model=title, prompt=recording.prompt, price=float(recording.kie_credits))
    return Screen(text, keyboard([[yes], [back]]))


def ordered(t: Translator, draft: Draft, *, title: str) -> Screen:
    """That it is being recorded."""
    back = inline_button(t.plain("button-back"), CardButton(draft=draft.id))
    return Screen(t("record-ordered", model=title), keyboard([[back]]))


def recorded(t: Translator, generation: Generation, *, title: str) -> Screen:
    """Below a recording that has just arrived in the operator's chat."""
    return Screen(t("record-done", model=title, prompt=cut(generation.prompt, _PROMPT_SHOWN)))


def not_recorded(t: Translator, *, title: str) -> Screen:
    """A recording that came to nothing."""
    return Screen(t("record-failed", model=title))


def decided(t: Translator, shown: Example, *, taken: bool, title: str) -> Screen:
    """For the person who proposed it."""
    if not taken:
        return Screen(t("proposal-declined", model=title, id=shown.generation_id or 0))
    see = inline_button(t.plain("button-examples"), ExamplesButton(kind=shown.kind))
    return Screen(t("proposal-taken", model=title, id=shown.generation_id or 0), keyboard([[see]]))


def _asked_for(t: Translator, catalog: PricedCatalog, shown: Example) -> Html:
    head = t("card-title", model=catalog.title(shown.model))
    if shown.model in catalog.models and catalog.is_made(catalog.model(shown.model)):
        model = catalog.model(shown.model)
        target = DraftTarget(title=model.title, kind=model.kind, offer=catalog.offer(model))
        head = what_is_bought(t, target, shown.choices)
    return paragraphs(head, t("quote-prompt", prompt=cut(shown.prompt, _PROMPT_SHOWN)))


def _like(t: Translator, shown: Example, price: int | None) -> InlineKeyboardButton:
    label = t.plain("button-like-this") if price is None else t.plain("button-like-this-price", price=price)
    return inline_button(label, LikeExampleButton(example=shown.id))
