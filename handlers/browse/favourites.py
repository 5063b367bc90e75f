"""What a person likes: stars and default models, on a model's card and in the settings."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.catalog.spec import Kind
from bot.domain.person import Draft
from handlers.browse.views import defaults as views
from handlers.compose.screens import show_card
from handlers.core.buttons.draft import FavouriteButton, MakeDefaultButton
from handlers.core.buttons.menu import DefaultButton, DefaultsButton
from handlers.core.context import Context
from handlers.core.refusals import CardGone


def build() -> Router:
    """The router of stars and defaults."""
    router = Router(name="likes")
    router.callback_query.register(star, FavouriteButton.filter())
    router.callback_query.register(make_mine, MakeDefaultButton.filter())
    router.callback_query.register(open_defaults, DefaultsButton.filter())
    router.callback_query.register(set_default, DefaultButton.filter())
    return router


async def star(_: CallbackQuery, callback_data: FavouriteButton, draft: Draft, ctx: Context) -> None:
    """Star the card's model, or take its star off."""
    await ctx.user.preferences_repository.set_favourite(ctx.person.id, draft.model, on=callback_data.on)
    await ctx.chat.answer_callback(ctx.t.plain("toast-starred" if callback_data.on else "toast-unstarred"))
    await show_card(draft, ctx)


async def make_mine(_: CallbackQuery, callback_data: MakeDefaultButton, draft: Draft, ctx: Context) -> None:
    """Make the card's model the default of its kind, or no longer."""
    model = ctx.catalog.model(draft.model)
    await ctx.user.preferences_repository.set_default(
        ctx.person.id, model.kind, model.slug if callback_data.on else ""
    )
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await show_card(draft, ctx)


async def open_defaults(_: CallbackQuery, callback_data: DefaultsButton, ctx: Context) -> None:
    """The default models, or the choice of one."""
    if callback_data.kind and callback_data.kind not in set(Kind):
        raise CardGone
    await ctx.chat.answer_callback()
    preferences = await ctx.user.preferences()
    if not callback_data.kind:
        await ctx.chat.replace(views.defaults(ctx.t, ctx.catalog, preferences))
        return
    await ctx.chat.replace(
        views.choose(ctx.t, ctx.catalog, preferences, callback_data.kind, page=callback_data.page)
    )


async def set_default(_: CallbackQuery, callback_data: DefaultButton, ctx: Context) -> None:
    """Keep the default of a kind."""
    slug = callback_data.slug
    if slug and ctx.catalog.model(slug).kind is not callback_data.kind:
        raise CardGone
    await ctx.user.preferences_repository.set_default(ctx.person.id, callback_data.kind, slug or "")
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(views.defaults(ctx.t, ctx.catalog, await ctx.user.preferences()))
