"""/models: the catalogue, searched by names and by what is to be made; and the starred models."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.spelling import LONGEST
from handlers.browse.views import search as found
from handlers.core.buttons.menu import FavouritesButton, SearchButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context


def build() -> Router:
    """The router of /models and /favourites."""
    router = Router(name="search")
    router.message.register(models, AnyCaseCommand("models"))
    router.message.register(favourites, AnyCaseCommand("favourites"))
    router.callback_query.register(turn_page, SearchButton.filter())
    router.callback_query.register(show_favourites, FavouritesButton.filter())
    return router


async def models(_: object, command: CommandObject, ctx: Context) -> None:
    """Every model, or those that the words after the command fit."""
    wanted = (command.args or "").strip()[:LONGEST]
    if not wanted:
        await ctx.chat.send(found.all_models(ctx.t, ctx.catalog, await ctx.user.preferences()))
        return
    await ctx.chat.send(found.found(ctx.t, ctx.catalog, await ctx.user.preferences(), found.Search(wanted)))


async def turn_page(_: CallbackQuery, callback_data: SearchButton, ctx: Context) -> None:
    """Another page of what a search found."""
    await ctx.chat.answer_callback()
    search = found.Search(callback_data.words, page=callback_data.page, draft=callback_data.draft)
    await ctx.chat.replace(found.found(ctx.t, ctx.catalog, await ctx.user.preferences(), search))


async def favourites(_: object, ctx: Context) -> None:
    """The starred models."""
    await ctx.chat.send(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))


async def show_favourites(_: CallbackQuery, ctx: Context) -> None:
    """The starred models, from a button."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))
