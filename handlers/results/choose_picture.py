"""The buttons below pictures of which a recipe goes on with one."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.generation import Generation
from bot.domain.selection import Selection
from bot.generation.choose_picture import PictureChooser
from bot.generation.continue_chain import ContinueRequest
from handlers.core.buttons.selection import (
    ChoosePictureButton,
    OtherPicturesButton,
    ShowSelectionButton,
    StopChoosingButton,
)
from handlers.core.context import Context
from handlers.core.refusals import CardGone
from handlers.core.remix import reply_target_of
from handlers.core.views.screen import Screen
from handlers.recipes.continue_chain import request_here, show_priced
from handlers.results.views import selection as views
from handlers.results.views.result import ResultFacts


def build() -> Router:
    """The router of these buttons."""
    router = Router(name="choose_picture")
    router.callback_query.register(choose, ChoosePictureButton.filter())
    router.callback_query.register(others, OtherPicturesButton.filter())
    router.callback_query.register(stop, StopChoosingButton.filter())
    router.callback_query.register(show, ShowSelectionButton.filter())
    return router


async def choose(
    _: CallbackQuery,
    callback_data: ChoosePictureButton,
    generation: Generation,
    ctx: Context,
    picture_chooser: PictureChooser,
) -> None:
    """The price of what follows the picture; the card stays, so that another one can be chosen."""
    priced = await picture_chooser.choose(generation.id, _request(generation, ctx))
    await ctx.chat.answer_callback()
    await show_priced(priced, ctx)


async def others(
    _: CallbackQuery,
    callback_data: OtherPicturesButton,
    generation: Generation,
    ctx: Context,
    picture_chooser: PictureChooser,
) -> None:
    """The price of other pictures."""
    priced = await picture_chooser.others(generation.id, _request(generation, ctx))
    await ctx.chat.answer_callback()
    await show_priced(priced, ctx)


async def stop(
    _: CallbackQuery,
    callback_data: StopChoosingButton,
    generation: Generation,
    ctx: Context,
    picture_chooser: PictureChooser,
) -> None:
    """None of them: the card says so, and has what can be done with each."""
    stopped = await picture_chooser.stop(generation.id, _request(generation, ctx))
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _card(generation, ctx, stopped))


async def show(
    _: CallbackQuery, callback_data: ShowSelectionButton, generation: Generation, ctx: Context
) -> None:
    """The card once more. Raises CardGone."""
    async with ctx.user.store.transaction() as tx:
        selection_id = generation.selection_id
        selection = await tx.selection(selection_id) if selection_id is not None else None
    if selection is None:
        raise CardGone
    await ctx.chat.answer_callback()
    await ctx.chat.send(await _card(generation, ctx, selection))


async def _card(generation: Generation, ctx: Context, selection: Selection) -> Screen:
    """The card of the pictures that came with this one. Raises CardGone: it came with none."""
    if generation.batch_id is None:
        raise CardGone
    parts = await ctx.user.store.parts(generation.batch_id)
    facts = [ResultFacts.of(one, ctx.catalog.models) for one in parts]
    return (views.stopped if selection.is_ended else views.selection)(ctx.t, facts, selection)


def _request(generation: Generation, ctx: Context) -> ContinueRequest:
    return replace(request_here(ctx), reply_to=reply_target_of(generation, ctx))
