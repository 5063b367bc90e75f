"""Buttons for what the credits reach for."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.catalog.cheaper_options import CheaperOption
from bot.i18n import Translator
from handlers.compose.alternatives import Alternatives
from handlers.core.buttons.draft import ApplySavingButton, ChoiceButton, SwitchModelButton
from handlers.core.keyboards import inline_button
from handlers.core.views.screen import cut, option_name, option_value

_VALUE_SHOWN = 24


def on_card(t: Translator, alternatives: Alternatives, *, draft: int) -> list[list[InlineKeyboardButton]]:
    """Below a card: a tap changes the card."""
    chosen = [
        inline_button(_saved(t, one), ChoiceButton(draft=draft, option=one.option.name, choice=one.position))
        for one in alternatives.savings
    ]
    return [*([one] for one in chosen), *_models(t, alternatives, draft)]


def on_quote(t: Translator, alternatives: Alternatives, *, draft: int) -> list[list[InlineKeyboardButton]]:
    """Below a price: a tap leads to the next price."""
    saved = [
        inline_button(
            _saved(t, one), ApplySavingButton(draft=draft, option=one.option.name, choice=one.position)
        )
        for one in alternatives.savings
    ]
    return [*([one] for one in saved), *_models(t, alternatives, draft)]


def _saved(t: Translator, one: CheaperOption) -> str:
    value = option_value(t, one.option, one.option.choices[one.position])
    name = option_name(t, one.option.name)
    return t.plain("button-saving", option=name, value=cut(value, _VALUE_SHOWN), price=one.price)


def _models(t: Translator, alternatives: Alternatives, draft: int) -> list[list[InlineKeyboardButton]]:
    return [
        [
            inline_button(
                t.plain("button-affordable", model=model.title, price=price),
                SwitchModelButton(draft=draft, slug=model.slug),
            )
        ]
        for model, price in alternatives.models
    ]
