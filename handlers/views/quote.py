"""The quote card: what will be made, what it costs, and what is left after."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Media, Offer
from bot.generation.ports import Quote
from bot.generation.quote import PricedQuote
from bot.i18n import Html, Words
from handlers.callbacks import CardTap, DismissTap, GenerateTap, PromptTap, ShelfTap
from handlers.keyboards import grid, keyboard, tap
from handlers.views.screen import Screen, about, cut, option_name, option_value, paragraphs

PROMPT_SHOWN = 2500
"""Characters of a prompt that a card repeats: Telegram's 4,096 hold the rest of the card too."""

CHEAPER_SHOWN = 4


def quote(
    words: Words, priced: PricedQuote, offer: Offer, *, draft: int, usual_seconds: int, renewed: bool = False
) -> Screen:
    """A quote that the balance covers: its first button makes it."""
    text = paragraphs(
        words("quote-renewed") if renewed else None,
        _wish(words, priced, offer),
        _price(words, priced, usual_seconds),
        gap="\n\n",
    )
    generate = tap(
        words.plain("button-generate"),
        GenerateTap(token=priced.quote.token, draft=draft),
        ButtonStyle.SUCCESS,
    )
    return Screen(text, keyboard([[generate], *_changes(words, offer, draft)]))


def too_dear(
    words: Words,
    priced: PricedQuote,
    offer: Offer,
    *,
    draft: int,
    cheaper: Sequence[Sequence[InlineKeyboardButton]],
) -> Screen:
    """A quote that the balance does not cover: how much is missing, and models that the credits reach for."""
    price, available = priced.quote.price, priced.balance.available
    text = paragraphs(
        _wish(words, priced, offer),
        words("quote-too-dear", price=price, available=available, missing=price - available),
        words("quote-cheaper") if cheaper else None,
        gap="\n\n",
    )
    shelf = [tap(words.plain("button-other-model"), ShelfTap(kind=priced.model.kind, draft=draft))]
    return Screen(text, keyboard([*cheaper[:CHEAPER_SHOWN], shelf, *_changes(words, offer, draft)]))


def _wish(words: Words, priced: PricedQuote, offer: Offer) -> Html:
    asked = priced.quote
    prompt = words("quote-prompt", prompt=cut(asked.prompt, PROMPT_SHOWN)) if asked.prompt else None
    return paragraphs(
        words("card-title", model=priced.model.title),
        prompt,
        _options(words, offer, asked),
        *_references(words, asked),
    )


def _options(words: Words, offer: Offer, asked: Quote) -> Html | None:
    """Everything that is set, in the card's order: `Duration: 8 s · Format: 16:9`."""
    shown = [
        words(
            "quote-option",
            option=option_name(words, option.name),
            value=cut(option_value(words, option, asked.choices[option.name]), 80),
        )
        for option in offer.options
        if option.name in asked.choices
    ]
    return paragraphs(*shown, gap=" · ") if shown else None


def _references(words: Words, asked: Quote) -> list[Html]:
    counts = ((media, sum(given.media is media for given in asked.references)) for media in Media)
    return [words("card-reference", media=str(media), count=count) for media, count in counts if count]


def _price(words: Words, priced: PricedQuote, usual_seconds: int) -> Html:
    line = words("quote-price", price=priced.quote.price, time=about(words, usual_seconds))
    if priced.balance.unlimited:
        return paragraphs(line, words("credits-unlimited"))
    return paragraphs(line, words("quote-left", available=priced.balance.available, left=priced.left))


def _changes(words: Words, offer: Offer, draft: int) -> list[list[InlineKeyboardButton]]:
    buttons = []
    if offer.prompt.maximum_length:
        buttons.append(tap(words.plain("button-edit-prompt"), PromptTap(draft=draft)))
    buttons.append(tap(words.plain("button-options"), CardTap(draft=draft)))
    return [*grid(buttons, 2), [tap(words.plain("button-cancel"), DismissTap(draft=draft))]]
