"""/models: the catalogue, searched in the words of the person's language; and the starred models."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.search import search
from bot.catalog.spec import Model
from bot.i18n import Translator
from handlers.browse.views import search as found
from handlers.core.buttons.menu import FavouritesButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views.screen import character, synonyms

_LONGEST = 200
"""Characters of a search that are looked at."""


def build() -> Router:
    """The router of /models and /favourites."""
    router = Router(name="search")
    router.message.register(models, AnyCaseCommand("models"))
    router.message.register(favourites, AnyCaseCommand("favourites"))
    router.callback_query.register(show_favourites, FavouritesButton.filter())
    return router


async def models(_: object, command: CommandObject, ctx: Context) -> None:
    """Every model, or those that the words after the command fit."""
    wanted = (command.args or "").strip()[:_LONGEST]
    if not wanted:
        await ctx.chat.send(found.all_models(ctx.t, ctx.catalog, await ctx.user.preferences()))
        return
    findings = search(_texts(ctx.t, ctx.catalog), wanted)
    await ctx.chat.send(found.found(ctx.t, ctx.catalog, wanted, findings))


async def favourites(_: object, ctx: Context) -> None:
    """The starred models."""
    await ctx.chat.send(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))


async def show_favourites(_: CallbackQuery, ctx: Context) -> None:
    """The starred models, from a button."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(found.favourites(ctx.t, ctx.catalog, await ctx.user.preferences()))


def _texts(t: Translator, catalog: PricedCatalog) -> Mapping[str, str]:
    """Everything that is said about each model: its names, its character, and what its kind is called."""
    return {model.slug: _text(t, model) for model in catalog.everything()}


def _text(t: Translator, model: Model) -> str:
    kind = t.plain(f"search-{model.kind}")
    return f"{model.slug} {model.title} {model.kind} {kind} {character(t, model) or ''} {synonyms(t, model)}"
