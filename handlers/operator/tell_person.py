"""A person reads what an operator has changed for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError

from bot.i18n import Html, Translator
from handlers.core.context import Context


async def tell_person(ctx: Context, person_id: int, text: Callable[[Translator], Html]) -> None:
    """Write to them in their language. What was changed counts whether or not Telegram lets it be said."""
    if await ctx.user.people.person(person_id) is None:
        return
    t = await translator_of(ctx, person_id)
    with suppress(TelegramAPIError):
        await ctx.chat.bot.send_message(person_id, text(t), parse_mode=ParseMode.HTML)


async def translator_of(ctx: Context, person_id: int) -> Translator:
    """What speaks to a person in their language."""
    known = await ctx.user.people.person(person_id)
    texts = ctx.user.texts
    return texts.speaking(
        texts.pick(known.language if known else "", known.telegram_language if known else "")
    )
