"""One tap below the operator's news: no more of them."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.broadcasts.control import BroadcastControl
from handlers.core.buttons.account import NewsButton
from handlers.core.context import Context
from handlers.core.news_buttons import news_button


def build() -> Router:
    """The router of the button below news."""
    router = Router(name="news")
    router.callback_query.register(set_news, NewsButton.filter())
    return router


async def set_news(
    event: CallbackQuery, callback_data: NewsButton, ctx: Context, broadcast_control: BroadcastControl
) -> None:
    """Keep what the person wants, say how to change it, and offer the other way; the links stay."""
    changes = ctx.person.news != callback_data.on
    await ctx.user.people.keep(replace(ctx.person, news=callback_data.on))
    if changes and callback_data.below:
        await broadcast_control.note_news(callback_data.below, wanted=callback_data.on)
    said = ctx.t.plain("toast-news-on" if callback_data.on else "toast-news-off")
    await ctx.chat.answer_callback(said, alert=not callback_data.on)
    await ctx.chat.edit_buttons(
        news_button(ctx.t, wanted=callback_data.on, broadcast=callback_data.below, links=_links(event))
    )


def _links(event: CallbackQuery) -> list[list[InlineKeyboardButton]]:
    """The buttons with addresses of the message that was pressed."""
    markup = event.message.reply_markup if isinstance(event.message, Message) else None
    rows = markup.inline_keyboard if markup is not None else ()
    return [links for row in rows if (links := [button for button in row if button.url])]
