"""Several models side by side: the list to pick them from, and what each of them makes at which price."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Dialect, Model
from bot.domain.paging import PageNumber
from bot.domain.quote import Quote, QuotedStep
from bot.i18n import Html, Translator
from handlers.compose.views.bought import option_in_words, what_is_bought
from handlers.core.buttons.draft import CardButton, CompareButton, CompareNoMoreButton, CompareWithButton
from handlers.core.draft_service import DraftTarget
from handlers.core.keyboards import inline_button, keyboard, pager
from handlers.core.views.model_lists import PAGE
from handlers.core.views.screen import Screen, cut, paragraphs

_TITLE_SHOWN: Final = 22
"""Characters of a model's title on a button beside a mark and a price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonFacts:
    """What can be compared.

    Attributes:
        draft: the draft.
        own: what its own model makes.
        others: what the others make, the best first.
        chosen: slugs of the models that are compared, its own first.
        titles: the title of a slug.
        by_key: whether a key of the person's own pays, so that there are no prices in credits.
    """

    draft: int
    own: QuotedStep
    others: Sequence[QuotedStep]
    chosen: Sequence[str]
    titles: Callable[[str], str]
    by_key: bool = False


def list_of_models(t: Translator, facts: ComparisonFacts, *, page: int) -> Screen:
    """The models that can make the same, each with its price and a mark; below them the sum, and the way back."""
    place = PageNumber.near(page, total=len(facts.others), size=PAGE)
    rows = [[_model_button(t, facts, step, place.number)] for step in place.of(facts.others)]
    chosen = [step for step in (facts.own, *facts.others) if step.model in facts.chosen]
    sums = []
    if len(chosen) > 1:
        price = None if facts.by_key else sum(step.price for step in chosen)
        sums = [inline_button(compare_label(t, len(chosen), price), CardButton(draft=facts.draft))]
    back = inline_button(t.plain("button-card"), CompareNoMoreButton(draft=facts.draft))
    turns = pager(place, CompareButton(draft=facts.draft))
    text = t("compare-pick", model=facts.titles(facts.own.model))
    return Screen(text, keyboard([*rows, turns, sums, [back]]))


def _model_button(t: Translator, facts: ComparisonFacts, step: QuotedStep, page: int) -> InlineKeyboardButton:
    on = step.model in facts.chosen
    title = cut(facts.titles(step.model), _TITLE_SHOWN)
    price = step.kie_credits if facts.by_key else step.price
    label = (
        t.plain("button-compare-model-chosen", model=title, price=price)
        if on
        else t.plain("button-compare-model", model=title, price=price)
    )
    return inline_button(label, CompareWithButton(draft=facts.draft, slug=step.model, on=not on, page=page))


def compare_label(t: Translator, parts: int, price: int | None) -> str:
    """On the button that makes it, or leads to that; without a price where an own key pays."""
    if price is None:
        return t.plain("button-compare-own-key", parts=parts)
    return t.plain("button-compare-for", parts=parts, price=price)


def comparison_rows(
    t: Translator, draft: int, model: Model, *, compared: bool, comparable: bool, own_price: int | None
) -> list[list[InlineKeyboardButton]]:
    """Below a price: the way to the list, and from several models to the draft's own.

    Args:
        t: translator.
        draft: the draft.
        model: its own model.
        compared: whether several models make it.
        comparable: whether another one can.
        own_price: credits of its own model; None where an own key pays.
    """
    if not compared:
        more = inline_button(t.plain("button-compare-with"), CompareButton(draft=draft))
        return [[more]] if comparable else []
    title = cut(model.title, _TITLE_SHOWN)
    alone = (
        t.plain("button-compare-own-model", model=title)
        if own_price is None
        else t.plain("button-compare-no-more", model=title, price=own_price)
    )
    return [
        [inline_button(t.plain("button-compare-change"), CompareButton(draft=draft))],
        [inline_button(alone, CompareNoMoreButton(draft=draft))],
    ]


def compared_models(t: Translator, quote: Quote, models: Sequence[Model]) -> Html:
    """A line for each model of a comparison: what it makes, its price, and what was set that it does not have."""
    return paragraphs(*_lines(t, quote, models))


def with_unable(t: Translator, screen: Screen, titles: Sequence[str]) -> Screen:
    """The screen below which models of a comparison are left out."""
    if not titles:
        return screen
    said = t("compare-unable", models=", ".join(titles), count=len(titles))
    return replace(screen, text=paragraphs(said, screen.text, gap="\n\n"))


def _lines(t: Translator, quote: Quote, models: Sequence[Model]) -> Iterator[Html]:
    for number, (step, model) in enumerate(zip(quote.steps, models, strict=True), 1):
        offer = model.offer(Dialect(quote.dialect))
        if offer is None:
            continue
        target = DraftTarget(title=model.title, kind=model.kind, offer=offer)
        price = step.price if quote.key_owner is None else step.kie_credits
        yield t("compare-line", number=number, what=what_is_bought(t, target, step.choices), price=price)
        without = paragraphs(*_left_out(t, quote, models[0], step), gap=", ")
        if without:
            yield t("compare-without", options=without)


def _left_out(t: Translator, quote: Quote, own: Model, step: QuotedStep) -> Iterator[Html]:
    """What was set otherwise than by default and this model does not have, or not with this value."""
    offer = own.offer(Dialect(quote.dialect))
    for option in offer.options if offer is not None else ():
        value = quote.first.choices.get(option.name, "")
        if (
            value
            and value != option.default
            and step.choices.get(option.name, "").casefold() != value.casefold()
        ):
            yield option_in_words(t, option, value)
