"""The result card's own buttons: turning its pages, the command as a message, and deleting what was made."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.gallery import GalleryQuery, GalleryReader
from bot.domain.generation import Generation
from bot.domain.message_ref import MessageRef
from bot.errors import DeliveryError, VersionGone
from bot.generation.delete_result import ResultDeleter
from bot.generation.example_proposals import ExampleProposals
from bot.generation.result_favourites import ResultMarker
from bot.generation.versions import MadeHere, Versions
from handlers.core.buttons.example import ProposeButton
from handlers.core.buttons.result import (
    DeleteButton,
    MissingPartsButton,
    ParentButton,
    PartButton,
    PartsAgainButton,
    PartsButton,
    ResultButton,
    ResultFavouriteButton,
    ResultPage,
    ShowCommandButton,
    VersionButton,
)
from handlers.core.context import Context
from handlers.core.keyboards import keyboard
from handlers.core.ports import MediaResender
from handlers.core.pressed import relabelled, rows_of
from handlers.core.refusals import CardNotYours
from handlers.core.remix import is_own
from handlers.core.views.screen import Screen
from handlers.results.facts import facts_here, with_writer
from handlers.results.gen_line import command_of
from handlers.results.parts import all_again, missing_again, show_part, show_parts
from handlers.results.send_again import SendAgain
from handlers.results.views.result import heart_label, proposing, remix, rows

_SHOWN_AT_MOST = 4000
"""Characters of a command that fit a message beside nothing else (Bot API, sendMessage: 4,096)."""


def build() -> Router:
    """The router of the result card's pages."""
    router = Router(name="result_card")
    router.callback_query.register(turn_page, ResultButton.filter())
    router.callback_query.register(show_parent, ParentButton.filter())
    router.callback_query.register(show_version, VersionButton.filter())
    router.callback_query.register(show_part, PartButton.filter())
    router.callback_query.register(show_parts, PartsButton.filter())
    router.callback_query.register(missing_again, MissingPartsButton.filter())
    router.callback_query.register(all_again, PartsAgainButton.filter())
    router.callback_query.register(favourite, ResultFavouriteButton.filter())
    router.callback_query.register(show_command, ShowCommandButton.filter())
    router.callback_query.register(propose, ProposeButton.filter())
    router.callback_query.register(delete, DeleteButton.filter())
    return router


async def turn_page(
    press: CallbackQuery,
    callback_data: ResultButton,
    generation: Generation,
    ctx: Context,
    gallery: GalleryReader,
) -> None:
    """Other buttons under the same message; before deleting it is said what goes. Another member's press changes nothing
    there: they get what they can do in a message of their own.

    Raises:
        CardNotYours: another person wants to delete it.
    """
    facts = await facts_here(generation, ctx)
    if callback_data.page is ResultPage.MORE:
        chat_id = ctx.chat.topic.chat_id if ctx.chat.in_group else None
        versions = GalleryQuery(person_id=ctx.person.id, chat_id=chat_id, versions_of=generation.id)
        facts = await with_writer(replace(facts, versions=await gallery.count(versions)), ctx)
    if not is_own(generation, ctx):
        if callback_data.page is ResultPage.SURE:
            raise CardNotYours
        await ctx.chat.answer_callback()
        await ctx.chat.send(remix(ctx.t, facts), alone=True)
        return
    back = [
        row for row in rows_of(press) if row[0].callback_data == PartsButton(generation=generation.id).pack()
    ]
    await ctx.chat.edit_buttons(keyboard([*rows(ctx.t, facts, callback_data.page), *back]))
    sure = callback_data.page is ResultPage.SURE
    await ctx.chat.answer_callback(ctx.t.plain("toast-delete") if sure else None, alert=sure)


async def show_parent(
    _: CallbackQuery,
    callback_data: ParentButton,
    generation: Generation,
    ctx: Context,
    media_resender: MediaResender,
) -> None:
    """What it was made from, by Telegram's copy. Raises VersionGone, VersionElsewhere."""
    here = ctx.chat.topic.chat_id
    parent = await Versions(ctx.user.store).parent(generation, person_id=ctx.person.id, chat_id=here)
    await _show(parent, ctx, media_resender)


async def show_version(
    _: CallbackQuery,
    callback_data: VersionButton,
    generation: Generation,
    ctx: Context,
    media_resender: MediaResender,
) -> None:
    """A version from the list of all, by Telegram's copy. Raises VersionGone."""
    if not generation.assets:
        raise VersionGone
    await _show(MadeHere(generation, generation.assets[0]), ctx, media_resender)


async def _show(version: MadeHere, ctx: Context, media_resender: MediaResender) -> None:
    """The copy with its card. One's own is fetched again where the copy is lost; another's is not."""
    again = SendAgain(ctx, media_resender)
    answer_to = ctx.chat.message_id if ctx.chat.in_group else None
    if version.asset.file_id:
        try:
            shown = await again.copy_of(version.asset, version.generation, card=True, reply_to=answer_to)
        except DeliveryError:
            await ctx.chat.answer_callback(ctx.t.plain("version-not-now"), alert=True)
            return
        if shown:
            await ctx.chat.answer_callback()
            return
    if not is_own(version.generation, ctx):
        await ctx.chat.answer_callback(ctx.t.plain("version-copy-lost"), alert=True)
        return
    await ctx.chat.answer_callback()
    await again.all_of(await ctx.user.generation(version.generation.id))


async def favourite(
    press: CallbackQuery,
    callback_data: ResultFavouriteButton,
    generation: Generation,
    ctx: Context,
    result_marker: ResultMarker,
) -> None:
    """Mark it for oneself, or take one's mark away; in a group the card counts the marks of all."""
    marked = await result_marker.toggle(generation.id, ctx.person.id)
    await ctx.chat.answer_callback(ctx.t.plain("toast-favourite" if marked else "toast-favourite-removed"))
    hearts = (await facts_here(generation, ctx)).hearts
    buttons = relabelled(press, heart_label(ctx.t, hearts))
    if buttons is not None:
        await ctx.chat.edit_buttons(buttons)


async def show_command(
    _: CallbackQuery, callback_data: ShowCommandButton, generation: Generation, ctx: Context
) -> None:
    """The one line that asks for the same, to be copied with a tap."""
    await ctx.chat.answer_callback()
    offer = ctx.catalog.known_offer(generation)
    command = command_of(generation, offer) if offer is not None else ""
    fits = 0 < len(command.encode("utf-16-le")) // 2 <= _SHOWN_AT_MOST
    text = ctx.t("result-command", command=command) if fits else ctx.t("result-command-too-long")
    await ctx.chat.send(Screen(text))


async def propose(
    _: CallbackQuery,
    callback_data: ProposeButton,
    generation: Generation,
    ctx: Context,
    example_proposals: ExampleProposals,
) -> None:
    """Let a result be an example: it is said what everybody would see; with a yes the operator decides."""
    if not callback_data.sure:
        await ctx.chat.edit_buttons(keyboard(proposing(ctx.t, generation)))
        await ctx.chat.answer_callback(ctx.t.plain("toast-propose"), alert=True)
        return
    is_new = await example_proposals.propose(generation.id, ctx.person.id)
    facts = await facts_here(generation, ctx)
    await ctx.chat.edit_buttons(keyboard(rows(ctx.t, facts, ResultPage.FRONT)))
    await ctx.chat.answer_callback(ctx.t.plain("toast-proposed" if is_new else "toast-proposed-before"))


async def delete(
    _: CallbackQuery, callback_data: DeleteButton, ctx: Context, result_deleter: ResultDeleter
) -> None:
    """Delete from the database first, then from the chat: what Telegram keeps has no buttons any more."""
    await ctx.user.generation(callback_data.generation)  # raises for another person's tap
    was = await result_deleter.delete_result(callback_data.generation, ctx.person.id)
    here = was.destination.chat_id == ctx.chat.topic.chat_id
    messages = [*(asset.message_id for asset in was.assets), was.progress_message_id]
    sent = [MessageRef(message) for message in messages if message] if here else []
    tapped = [ctx.chat.message] if ctx.chat.message is not None else []
    if await ctx.chat.delete([*sent, *tapped]):
        await ctx.chat.answer_callback(ctx.t.plain("toast-deleted"))
        return
    await ctx.chat.edit_buttons(None)
    await ctx.chat.answer_callback(ctx.t.plain("toast-deleted-in-part"), alert=True)
