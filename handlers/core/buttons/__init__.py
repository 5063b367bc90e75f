"""All kinds of buttons, a module per feature."""

from __future__ import annotations

from typing import Final

from aiogram.types import InlineKeyboardMarkup

from handlers.core.buttons import (
    account,
    archive,
    cast,
    draft,
    example,
    gift,
    group,
    history,
    join,
    look,
    menu,
    operator,
    party,
    payment,
    promo_code,
    quote,
    recipe,
    refund,
    report,
    result,
    selection,
    subscription,
    support,
)
from handlers.core.buttons.base import MENU_OWNERS, Button

__all__ = ["BUTTONS", "Button", "button_in", "draft_of_menu", "is_menu", "kinds_in"]

_MODULES = (
    account,
    archive,
    cast,
    draft,
    example,
    gift,
    group,
    history,
    look,
    join,
    menu,
    operator,
    party,
    payment,
    promo_code,
    quote,
    recipe,
    refund,
    report,
    result,
    selection,
    subscription,
    support,
)

BUTTONS: Final = {
    kind.__prefix__: kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Button) and kind is not Button
}
"""Every kind by its prefix."""


def button_in(data: str) -> Button | None:
    """The button that callback data stands for, None when it stands for none (any more)."""
    kind = BUTTONS.get(data.partition(":")[0])
    if kind is None:
        return None
    try:
        return kind.unpack(data)
    except (TypeError, ValueError):
        return None


def kinds_in(markup: InlineKeyboardMarkup | None) -> frozenset[type[Button]]:
    """The kinds of the buttons below a message of ours."""
    rows = markup.inline_keyboard if markup is not None else ()
    found = {BUTTONS.get((one.callback_data or "").partition(":")[0]) for row in rows for one in row}
    return frozenset(kind for kind in found if kind is not None)


def is_menu(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether these buttons make a message in a group a menu of one person."""
    return any(kind.owner in MENU_OWNERS for kind in kinds_in(markup))


def draft_of_menu(markup: InlineKeyboardMarkup | None) -> int | None:
    """The draft that a menu is about, None when it is about none."""
    menus = (button for button in _buttons(markup) if button.owner in MENU_OWNERS)
    return next((found for button in menus if (found := getattr(button, "draft", None)) is not None), None)


def _buttons(markup: InlineKeyboardMarkup | None) -> list[Button]:
    rows = markup.inline_keyboard if markup is not None else ()
    found = (button_in(button.callback_data or "") for row in rows for button in row)
    return [button for button in found if button is not None]
