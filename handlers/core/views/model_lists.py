"""The start, the menu, the shelves and the answers to a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind, Model
from bot.domain.model_preferences import Taste
from bot.i18n import Html, Words
from bot.ledger.entries import Balance
from handlers.core.callback_data import AgainTap, MenuTap, PickTap, PriceTap, RecipesTap, ShelfTap
from handlers.core.keyboards import grid, keyboard, pager, tap
from handlers.core.priced_catalog import Shop
from handlers.core.suggested_models import arranged, last_used
from handlers.core.views.requirement_marks import Marks
from handlers.core.views.screen import Screen, character, cut, one_line, paragraphs

PAGE = 8
"""Models on one page of a shelf."""

_PROMPT_SHOWN = 300
_LAST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What somebody made last: it can be had again by one tap."""

    generation: int
    title: str
    prompt: str


def menu(words: Words, balance: Balance, *, name: str = "", last: Last | None = None) -> Screen:
    """What can be made and what there is to spend; with a name it is a welcome. Who made something is offered it again."""
    money = credits_line(words, balance)
    recipes = [tap(words.plain("button-recipes"), RecipesTap())]
    if last is None:
        greeting = words("start-welcome", name=cut(name, 64)) if name else words("menu-title")
        text = paragraphs(greeting, paragraphs(money, words("menu-choose")), gap="\n\n")
        return Screen(text, keyboard([*kind_rows(words, draft=0), recipes]))
    greeting = words("start-back", name=cut(name, 64)) if name else words("menu-title")
    made = words("menu-last", model=last.title, prompt=one_line(last.prompt, _LAST_SHOWN))
    again = tap(words.plain("button-same-again", model=last.title), AgainTap(generation=last.generation))
    return Screen(
        paragraphs(greeting, paragraphs(money, made), gap="\n\n"),
        keyboard([[again], *kind_rows(words, draft=0), recipes]),
    )


def credits_line(words: Words, balance: Balance) -> Html:
    """What there is to spend, in one line."""
    return words("credits-unlimited") if balance.unlimited else words("credits-have", count=balance.available)


def shelf(words: Words, shop: Shop, taste: Taste, kind: Kind, *, page: int, draft: int) -> Screen:
    """The models of one kind, a page of them: those first that this person likes."""
    models = arranged(shop, taste, kind)
    last = last_used(shop, taste, kind)
    pages = max(1, -(-len(models) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = [(model, Marks.of(taste, model, last)) for model in models[page * PAGE : (page + 1) * PAGE]]
    text = paragraphs(
        words(f"shelf-{kind}"), *(_described(words, shop, model, marks) for model, marks in shown)
    )
    buttons = [
        tap(_title(words, shop, model) + marks.short, PickTap(slug=model.slug, draft=draft))
        for model, marks in shown
    ]
    back = tap(words.plain("button-back"), MenuTap())
    turning = pager(page, pages, ShelfTap(kind=kind, draft=draft))
    return Screen(text, keyboard([*grid(buttons, 2), [back, *turning]]))


def page_of(shop: Shop, taste: Taste, model: Model) -> int:
    """The page of its shelf that a model stands on."""
    slugs = [one.slug for one in arranged(shop, taste, model.kind)]
    # A card may show what its group has switched off since.
    return slugs.index(model.slug) // PAGE if model.slug in slugs else 0


def offer_text(words: Words, model: Model, *, draft: int, prompt: str, price: int | None) -> Screen:
    """Words came without a dialogue: make something of them with the model of choice, or pick another."""
    text = words("offer-prompt", prompt=cut(prompt, _PROMPT_SHOWN))
    if price is None:
        label = words.plain("button-make-with", model=model.title)
    else:
        label = words.plain("button-make-for", model=model.title, price=price)
    return Screen(text, keyboard([[tap(label, PriceTap(draft=draft))], *kind_rows(words, draft=draft)]))


def offer_media(words: Words, deeds: Sequence[InlineKeyboardButton], *, draft: int) -> Screen:
    """Media came without a dialogue: what shall become of it? `deeds` do something with it at once."""
    return Screen(words("offer-media"), keyboard([*grid(deeds, 2), *kind_rows(words, draft=draft)]))


def kind_rows(words: Words, *, draft: int) -> list[list[InlineKeyboardButton]]:
    """The four shelves; a draft is carried along."""
    buttons = [tap(words.plain(f"button-{kind}"), ShelfTap(kind=kind, draft=draft)) for kind in Kind]
    return grid(buttons, 2)


def model_rows(
    words: Words, shop: Shop, models: Sequence[Model], draft: int
) -> list[list[InlineKeyboardButton]]:
    """A button for each model, with its price or that it is not available."""
    return [[tap(label(words, shop, model), PickTap(slug=model.slug, draft=draft))] for model in models]


def _described(words: Words, shop: Shop, model: Model, marks: Marks) -> Html:
    """What a shelf says of a model: the price from, what the person has to do with it, and its short character."""
    if not shop.is_sold(model):
        head = words("shelf-model-off", model=model.title)
    else:
        head = words(
            f"shelf-model-{shop.sold_by(model)}",
            model=_marked(words, shop, model),
            price=shop.price_from(model),
        )
    return paragraphs(paragraphs(head, marks.said(words), gap=" · "), character(words, model))


def _title(words: Words, shop: Shop, model: Model) -> str:
    return (
        _marked(words, shop, model)
        if shop.is_sold(model)
        else words.plain("button-shelf-off", model=model.title)
    )


def _marked(words: Words, shop: Shop, model: Model) -> str:
    """The title, with a mark while the model keeps failing."""
    return words.plain("button-troubled", model=model.title) if shop.is_troubled(model) else model.title


def label(words: Words, shop: Shop, model: Model) -> str:
    """A model's button: its title and price, or that it is not available."""
    if not shop.is_sold(model):
        return words.plain("button-model-off", model=model.title)
    return words.plain(
        f"button-model-{shop.sold_by(model)}", model=_marked(words, shop, model), price=shop.price_from(model)
    )
