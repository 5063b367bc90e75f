"""Which buttons make a message a menu of one person's, and which of them say nothing of whose they are."""

from __future__ import annotations

from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from handlers.core import callback_data as taps

PERSONAL: Final[tuple[type[CallbackData], ...]] = (
    taps.MenuTap,
    taps.ShelfTap,
    taps.PickTap,
    taps.RecipesTap,
    taps.RecipeTap,
    taps.FavouritesTap,
    taps.DefaultsTap,
    taps.DefaultTap,
    taps.LanguageTap,
    taps.SettingsTap,
    taps.PreferTap,
    taps.UnaskedTap,
    taps.QuietTap,
    taps.ClockTap,
    taps.ForgetTap,
)
"""Buttons that name no draft, generation or gallery: only the message that they hang on tells whose they are."""

_ABOUT_DRAFTS: Final[tuple[type[CallbackData], ...]] = (
    taps.CardTap,
    taps.OptionTap,
    taps.ChoiceTap,
    taps.UnsetTap,
    taps.PromptTap,
    taps.ExampleTap,
    taps.SurpriseTap,
    taps.MoreTap,
    taps.SongTap,
    taps.SongPickTap,
    taps.SampleTap,
    taps.DropTap,
    taps.PriceTap,
    taps.GenerateTap,
    taps.DismissTap,
    taps.WithTap,
    taps.DoersTap,
    taps.DoerTap,
    taps.FavouriteTap,
    taps.MineTap,
    taps.MakeTap,
    taps.SaveTap,
    taps.TakeBackTap,
    taps.SwapTap,
)
_ABOUT_CHAINS: Final[tuple[type[CallbackData], ...]] = (taps.ChainGoTap, taps.ChainDropTap)
_MENUS: Final = {kind.__prefix__: kind for kind in (*PERSONAL, *_ABOUT_DRAFTS, *_ABOUT_CHAINS)}
_PERSONAL: Final = frozenset(kind.__prefix__ for kind in PERSONAL)


def is_personal(data: str) -> bool:
    """Whether a button's data says nothing of whose it is."""
    return data.partition(":")[0] in _PERSONAL


def about(buttons: InlineKeyboardMarkup | None) -> int | None:
    """The draft that a menu is about, 0 = none; None when these buttons make no menu."""
    found: int | None = None
    for row in buttons.inline_keyboard if buttons is not None else ():
        for button in row:
            kind = _MENUS.get((button.callback_data or "").partition(":")[0])
            if kind is None:
                continue
            found = found or getattr(kind.unpack(button.callback_data or ""), "draft", 0)
    return found
