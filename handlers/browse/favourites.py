"""What a person likes: stars and default models, on a model's card and in the settings."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.catalog.spec import Kind
from handlers.browse.views import defaults as views
from handlers.compose.screens import show_card
from handlers.core.callback_data import DefaultButton, DefaultsButton, FavouriteButton, MakeDefaultButton
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of stars and defaults."""
    router = Router(name="likes")
    router.callback_query.register(star, FavouriteButton.filter())
    router.callback_query.register(make_mine, MakeDefaultButton.filter())
    router.callback_query.register(open_defaults, DefaultsButton.filter())
    router.callback_query.register(set_default, DefaultButton.filter())
    return router


async def star(
    _: CallbackQuery, callback_data: FavouriteButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Star the card's model, or take its star off."""
    draft = await desk.draft(callback_data.draft)
    await desk.preferences_repository.set_favourite(desk.person.id, draft.model, on=callback_data.on)
    await stage.answer(desk.t.plain("toast-starred" if callback_data.on else "toast-unstarred"))
    await show_card(draft, desk, stage, state)


async def make_mine(
    _: CallbackQuery, callback_data: MakeDefaultButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Make the card's model the default of its kind, or no longer."""
    draft = await desk.draft(callback_data.draft)
    model = desk.shop.model(draft.model)
    await desk.preferences_repository.set_default(
        desk.person.id, model.kind, model.slug if callback_data.on else ""
    )
    await stage.answer(desk.t.plain("toast-saved"))
    await show_card(draft, desk, stage, state)


async def open_defaults(_: CallbackQuery, callback_data: DefaultsButton, desk: Desk, stage: Stage) -> None:
    """The default models, or the choice of one."""
    if callback_data.kind and callback_data.kind not in set(Kind):
        raise CardGone
    await stage.answer()
    preferences = await desk.preferences()
    if not callback_data.kind:
        await stage.turn(views.defaults(desk.t, desk.shop, preferences))
        return
    kind = Kind(callback_data.kind)
    await stage.turn(views.choose(desk.t, desk.shop, preferences, kind, page=callback_data.page))


async def set_default(_: CallbackQuery, callback_data: DefaultButton, desk: Desk, stage: Stage) -> None:
    """Keep the default of a kind."""
    slug = callback_data.slug
    if slug and desk.shop.model(slug).kind is not callback_data.kind:
        raise CardGone
    await desk.preferences_repository.set_default(desk.person.id, callback_data.kind, slug)
    await stage.answer(desk.t.plain("toast-saved"))
    await stage.turn(views.defaults(desk.t, desk.shop, await desk.preferences()))
