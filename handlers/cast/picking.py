"""The buttons by which characters get into a request, and out of it."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from bot.domain.person import Draft
from handlers.compose.cast import require_character, show_picker
from handlers.compose.screens import show_card
from handlers.core.buttons.cast import PickCastButton, SwitchCharacterButton
from handlers.core.context import Context


async def pick(_: CallbackQuery, callback_data: PickCastButton, draft: Draft, ctx: Context) -> None:
    """The whole cast, with who is in the request marked."""
    await ctx.chat.answer_callback()
    await show_picker(ctx, draft, page=callback_data.page)


async def switch(_: CallbackQuery, callback_data: SwitchCharacterButton, draft: Draft, ctx: Context) -> None:
    """Take a character in or out; what is asked for has another price then, or none yet."""
    if callback_data.on:
        await require_character(ctx, draft, callback_data.character)
    draft = await ctx.drafts.with_character(draft, callback_data.character, on=callback_data.on)
    await ctx.chat.answer_callback()
    if callback_data.page is not None:
        await show_picker(ctx, draft, page=callback_data.page)
    else:
        await show_card(draft, ctx)
