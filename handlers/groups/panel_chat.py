"""Which group a panel is of, and where it is shown: to its person alone, in the group or in their private chat."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from handlers.core.buttons import button_in
from handlers.core.buttons.group import (
    ChartButton,
    GroupButton,
    GroupBuyButton,
    GroupSettingButton,
    SpendingButton,
)
from handlers.core.context import Context
from handlers.core.keyboards import keyboard
from handlers.core.private_link import panel_button
from handlers.core.views.screen import Screen

PanelButton = GroupButton | GroupSettingButton | SpendingButton | ChartButton | GroupBuyButton


def panel_chat(button: PanelButton, ctx: Context) -> int:
    """The group that a button of a panel is about."""
    return button.chat if button.chat is not None else ctx.chat.topic.chat_id


async def panel_of(chat_id: int, screen: Screen, ctx: Context) -> Screen:
    """A page of the panel as it is shown here: in private its buttons name the group; where all would read it, a link
    to the private chat stands in its place.
    """
    if ctx.chat.in_group:
        link = Screen(ctx.t("group-panel-aloud"), keyboard([[await panel_button(ctx)]]))
        return replace(screen, in_public=link)
    rows = screen.buttons.inline_keyboard if screen.buttons is not None else []
    return replace(screen, buttons=keyboard([[_naming(one, chat_id) for one in row] for row in rows]))


def _naming(button: InlineKeyboardButton, chat_id: int) -> InlineKeyboardButton:
    named = button_in(button.callback_data or "")
    if not isinstance(named, PanelButton):
        return button
    return button.model_copy(update={"callback_data": named.model_copy(update={"chat": chat_id}).pack()})
