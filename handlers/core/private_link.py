"""Buttons of a group's messages that lead to the person's private chat with the bot."""

from __future__ import annotations

from typing import Final

from aiogram.types import InlineKeyboardButton

from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget

OWN_CREDITS: Final = "credits"
"""The payload of the link to what a person has."""


BUY: Final = "buy"
"""The payload of the link to what is sold; copies of an invoice that are passed on lead there, too."""


RECEIPTS: Final = "receipts"
"""The payload of the link to what a person has paid."""


async def receipts_button(ctx: Context) -> InlineKeyboardButton:
    """To what the person has paid."""
    me = await ctx.chat.bot.me()
    return InlineKeyboardButton(
        text=ctx.t.plain("button-receipts"), url=f"https://t.me/{me.username}?start={RECEIPTS}"
    )


async def buy_button(ctx: Context) -> InlineKeyboardButton:
    """To what is sold."""
    me = await ctx.chat.bot.me()
    return InlineKeyboardButton(text=ctx.t.plain("button-buy"), url=f"https://t.me/{me.username}?start={BUY}")


async def own_credits_button(ctx: Context) -> InlineKeyboardButton:
    """To what the person has."""
    me = await ctx.chat.bot.me()
    url = f"https://t.me/{me.username}?start={OWN_CREDITS}"
    return InlineKeyboardButton(text=ctx.t.plain("button-own-credits"), url=url)


async def panel_button(ctx: Context) -> InlineKeyboardButton:
    """To the panel of the group."""
    me = await ctx.chat.bot.me()
    link = DeepLink(LinkTarget.GROUP, str(ctx.chat.topic.chat_id))
    return InlineKeyboardButton(text=ctx.t.plain("button-open-panel"), url=link.url(me.username or ""))
