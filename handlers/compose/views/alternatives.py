"""Buttons for what the credits reach for."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.catalog.cheaper_options import Saving
from bot.i18n import Words
from handlers.compose.alternatives import Reach
from handlers.core.callback_data import ChoiceTap, MakeTap, SaveTap
from handlers.core.keyboards import tap
from handlers.core.views.screen import cut, option_name, option_value

_VALUE_SHOWN = 24


def on_card(words: Words, reach: Reach, *, draft: int) -> list[list[InlineKeyboardButton]]:
    """Below a card: a tap changes the card."""
    chosen = [
        tap(_saved(words, one), ChoiceTap(draft=draft, option=one.option.name, choice=one.position))
        for one in reach.savings
    ]
    return [*([one] for one in chosen), *_models(words, reach, draft)]


def on_quote(words: Words, reach: Reach, *, draft: int) -> list[list[InlineKeyboardButton]]:
    """Below a price: a tap leads to the next price."""
    saved = [
        tap(_saved(words, one), SaveTap(draft=draft, option=one.option.name, choice=one.position))
        for one in reach.savings
    ]
    return [*([one] for one in saved), *_models(words, reach, draft)]


def _saved(words: Words, one: Saving) -> str:
    value = option_value(words, one.option, one.option.choices[one.position])
    name = option_name(words, one.option.name)
    return words.plain("button-saving", option=name, value=cut(value, _VALUE_SHOWN), price=one.price)


def _models(words: Words, reach: Reach, draft: int) -> list[list[InlineKeyboardButton]]:
    return [
        [
            tap(
                words.plain("button-within-reach", model=model.title, price=price),
                MakeTap(draft=draft, slug=model.slug),
            )
        ]
        for model, price in reach.models
    ]
