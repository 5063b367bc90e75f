"""Answers to operators: what they say of people is for them alone, wherever they ask."""

from __future__ import annotations

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from handlers.core.context import Context
from handlers.core.views.screen import Screen


async def answer_alone(ctx: Context, screen: Screen) -> None:
    """Answer in the private chat; who asks in a group and has none with the bot reads that there."""
    try:
        await ctx.chat.in_private(ctx.person.id).send(screen)
    except (TelegramForbiddenError, TelegramBadRequest):
        if not ctx.chat.in_group:
            raise
        await ctx.chat.send(Screen(ctx.t("operator-write-first")), alone=True)
