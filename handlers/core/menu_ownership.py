"""Which buttons make a message a menu of one person's, and which of them say nothing of whose they are."""

from __future__ import annotations

from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from handlers.core import callback_data as buttons_data

PERSONAL: Final[tuple[type[CallbackData], ...]] = (
    buttons_data.MenuButton,
    buttons_data.ShelfButton,
    buttons_data.PickButton,
    buttons_data.RecipesButton,
    buttons_data.RecipeButton,
    buttons_data.FavouritesButton,
    buttons_data.DefaultsButton,
    buttons_data.DefaultButton,
    buttons_data.LanguageButton,
    buttons_data.SettingsButton,
    buttons_data.PreferenceButton,
    buttons_data.AutoConfirmButton,
    buttons_data.QuietHoursButton,
    buttons_data.ClockButton,
    buttons_data.ForgetButton,
)
"""Buttons that name no draft, generation or gallery: only the message that they hang on tells whose they are."""

_ABOUT_DRAFTS: Final[tuple[type[CallbackData], ...]] = (
    buttons_data.CardButton,
    buttons_data.OptionButton,
    buttons_data.ChoiceButton,
    buttons_data.ClearOptionButton,
    buttons_data.PromptButton,
    buttons_data.ExampleButton,
    buttons_data.SurpriseButton,
    buttons_data.MoreReferencesButton,
    buttons_data.SongButton,
    buttons_data.SongPickButton,
    buttons_data.SampleButton,
    buttons_data.RemoveReferencesButton,
    buttons_data.PriceButton,
    buttons_data.GenerateButton,
    buttons_data.DismissButton,
    buttons_data.UseWithVerbButton,
    buttons_data.DoersButton,
    buttons_data.PickDoerButton,
    buttons_data.FavouriteButton,
    buttons_data.MakeDefaultButton,
    buttons_data.SwitchModelButton,
    buttons_data.ApplySavingButton,
    buttons_data.RemoveLastReferenceButton,
    buttons_data.SwapReferencesButton,
)
_ABOUT_CHAINS: Final[tuple[type[CallbackData], ...]] = (
    buttons_data.ConfirmChainButton,
    buttons_data.DismissChainButton,
)
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
