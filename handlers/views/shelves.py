"""The start, the menu, the shelves and the answers to a search."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind, Model
from bot.i18n import Html, Words
from bot.ledger.entries import Balance
from handlers.callbacks import MenuTap, PickTap, PriceTap, ShelfTap
from handlers.keyboards import grid, keyboard, pager, tap
from handlers.shop import Shop
from handlers.views.screen import Screen, character, cut, paragraphs

PAGE = 8
"""Models on one page of a shelf."""

_PROMPT_SHOWN = 300


def menu(words: Words, balance: Balance, *, name: str = "") -> Screen:
    """What can be made and what there is to spend; with a name it is a welcome."""
    greeting = words("start-welcome", name=cut(name, 64)) if name else words("menu-title")
    text = paragraphs(greeting, words("menu-choose"), credits_line(words, balance), gap="\n\n")
    return Screen(text, keyboard(_kinds(words, draft=0)))


def credits_line(words: Words, balance: Balance) -> Html:
    """What there is to spend, in one line."""
    return words("credits-unlimited") if balance.unlimited else words("credits-have", count=balance.available)


def shelf(words: Words, shop: Shop, kind: Kind, *, page: int, draft: int) -> Screen:
    """The models of one kind, a page of them."""
    models = shop.shelf(kind)
    pages = max(1, -(-len(models) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = models[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(words(f"shelf-{kind}"), *(_described(words, shop, model) for model in shown))
    buttons = [tap(_title(words, shop, model), PickTap(slug=model.slug, draft=draft)) for model in shown]
    back = tap(words.plain("button-back"), MenuTap())
    turning = pager(page, pages, ShelfTap(kind=kind, draft=draft))
    return Screen(text, keyboard([*grid(buttons, 2), [back, *turning]]))


def page_of(shop: Shop, model: Model) -> int:
    """The page of its shelf that a model stands on."""
    return list(shop.shelf(model.kind)).index(model) // PAGE


def found(words: Words, shop: Shop, wanted: str) -> Screen:
    """The models that a search found, or all of them by shelf."""
    models = shop.search(wanted) if wanted else ()
    if not wanted:
        return Screen(words("models-all", count=len(shop.search(""))), keyboard(_kinds(words, draft=0)))
    if not models:
        return Screen(words("models-none", wanted=cut(wanted, 64)), keyboard(_kinds(words, draft=0)))
    text = words("models-found", wanted=cut(wanted, 64), count=len(models))
    return Screen(text, keyboard(model_rows(words, shop, models[:20], 0)))


def offer_text(words: Words, model: Model, *, draft: int, prompt: str) -> Screen:
    """Words came without a dialogue: make something of them with the model used last, or pick another."""
    text = words("offer-prompt", prompt=cut(prompt, _PROMPT_SHOWN))
    suggested = tap(words.plain("button-make-with", model=model.title), PriceTap(draft=draft))
    return Screen(text, keyboard([[suggested], *_kinds(words, draft=draft)]))


def offer_media(words: Words, *, draft: int) -> Screen:
    """Media came without a dialogue: what shall become of it?"""
    return Screen(words("offer-media"), keyboard(_kinds(words, draft=draft)))


def _kinds(words: Words, *, draft: int) -> list[list[InlineKeyboardButton]]:
    buttons = [tap(words.plain(f"button-{kind}"), ShelfTap(kind=kind, draft=draft)) for kind in Kind]
    return grid(buttons, 2)


def model_rows(
    words: Words, shop: Shop, models: Sequence[Model], draft: int
) -> list[list[InlineKeyboardButton]]:
    """A button for each model, with its price or that it is not available."""
    return [[tap(label(words, shop, model), PickTap(slug=model.slug, draft=draft))] for model in models]


def _described(words: Words, shop: Shop, model: Model) -> Html:
    """What a shelf says of a model: the price from, and below it the short character."""
    if not shop.is_sold(model):
        head = words("shelf-model-off", model=model.title)
    else:
        head = words(
            f"shelf-model-{shop.sold_by(model)}",
            model=_marked(words, shop, model),
            price=shop.price_from(model),
        )
    return paragraphs(head, character(words, model))


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
