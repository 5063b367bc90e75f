"""/models: the catalogue, searched by names and by what is to be made; and the starred models."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.catalog.spelling import LONGEST
from handlers.browse.views import search as found
from handlers.compose.new_request import kept_of_button, kept_request
from handlers.compose.views.unused import with_kept
from handlers.core.buttons.menu import FavouritesButton, SearchButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.shown_draft import show_again_at


def build() -> Router:
    """The router of /models and /favourites."""
    router = Router(name="search")
    router.message.register(models, AnyCaseCommand("models"))
    router.message.register(favourites, AnyCaseCommand("favourites"))
    router.callback_query.register(turn_page, SearchButton.filter())
    router.callback_query.register(show_favourites, FavouritesButton.filter())
    return router


async def models(message: Message, command: CommandObject, ctx: Context) -> None:
    """Every model, or those that the words after the command fit; what was said and sent waits there for a model."""
    kept = await kept_request(message, "", ctx)
    search = found.Search((command.args or "").strip()[:LONGEST], draft=kept.id if kept is not None else None)
    show = found.found if search.wanted else found.all_models
    screen = show(ctx.t, ctx.catalog, await ctx.user.preferences(), search)
    shown = await ctx.chat.send(with_kept(ctx.t, screen, kept))
    if kept is not None:
        await show_again_at(ctx, kept.id, shown)


async def turn_page(_: CallbackQuery, callback_data: SearchButton, ctx: Context) -> None:
    """Another page of what a search found; what waits there for a model stays in sight."""
    kept = await kept_of_button(ctx, callback_data.draft)
    await ctx.chat.answer_callback()
    draft = kept.id if kept is not None else None
    search = found.Search(callback_data.words, page=callback_data.page, draft=draft)
    screen = found.found(ctx.t, ctx.catalog, await ctx.user.preferences(), search)
    await ctx.chat.replace(with_kept(ctx.t, screen, kept))


async def favourites(_: object, ctx: Context) -> None:
    """The starred models."""
    await ctx.chat.send(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))


async def show_favourites(_: CallbackQuery, ctx: Context) -> None:
    """The starred models, from a button."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))
