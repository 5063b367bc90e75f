"""One tap below the operator's news: no more of them."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.core.buttons.account import NewsButton
from handlers.core.context import Context
from handlers.core.news_buttons import news_button


def build() -> Router:
    """The router of the button below news."""
    router = Router(name="news")
    router.callback_query.register(set_news, NewsButton.filter())
    return router


async def set_news(_: CallbackQuery, callback_data: NewsButton, ctx: Context) -> None:
    """Keep what the person wants, say how to change it, and offer the other way."""
    await ctx.user.people.keep(replace(ctx.person, news=callback_data.on))
    said = ctx.t.plain("toast-news-on" if callback_data.on else "toast-news-off")
    await ctx.chat.answer_callback(said, alert=not callback_data.on)
    await ctx.chat.edit_buttons(news_button(ctx.t, wanted=callback_data.on))
