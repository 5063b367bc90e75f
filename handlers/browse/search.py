"""/models: the catalogue, searched in the words of the person's language; and the starred models."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.search import search
from bot.catalog.spec import Model
from bot.i18n import Translator
from handlers.browse.views import search as found
from handlers.core.callback_data import FavouritesButton
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import character

_LONGEST = 200
"""Characters of a search that are looked at."""


def build() -> Router:
    """The router of /models and /favourites."""
    router = Router(name="search")
    router.message.register(models, Command("models"))
    router.message.register(favourites, Command("favourites"))
    router.callback_query.register(show_favourites, FavouritesButton.filter())
    return router


async def models(_: object, command: CommandObject, desk: Desk, stage: Stage) -> None:
    """Every model, or those that the words after the command fit."""
    wanted = (command.args or "").strip()[:_LONGEST]
    if not wanted:
        await stage.say(found.all_models(desk.t, desk.shop, await desk.preferences()))
        return
    findings = search(_texts(desk.t, desk.shop), wanted)
    await stage.say(found.found(desk.t, desk.shop, wanted, findings))


async def favourites(_: object, desk: Desk, stage: Stage) -> None:
    """The starred models."""
    await stage.say(found.favourites(desk.t, desk.shop, await desk.preferences()))


async def show_favourites(_: CallbackQuery, desk: Desk, stage: Stage) -> None:
    """The starred models, from a button."""
    await stage.answer()
    await stage.turn(found.favourites(desk.t, desk.shop, await desk.preferences()))


def _texts(t: Translator, shop: PricedCatalog) -> Mapping[str, str]:
    """Everything that is said about each model: its names, its character, and what its kind is called."""
    return {model.slug: _text(t, model) for model in shop.everything()}


def _text(t: Translator, model: Model) -> str:
    kind = t.plain(f"search-{model.kind}")
    return f"{model.slug} {model.title} {model.kind} {kind} {character(t, model) or ''}"
