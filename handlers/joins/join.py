"""/join: clips of one's own, and perhaps a song below them, become one film. Free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aiogram import F, Router
from aiogram.filters import CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.join import MOST_CLIPS, Join, JoinPiece, JoinState
from bot.domain.message_ref import MessageRef
from bot.domain.request_origin import RequestOrigin
from bot.errors import JoinFull, JoinPieceUnfit
from bot.joins.service import JoinService
from handlers.core.buttons.join import AddToJoinButton, BeginJoinButton, CancelJoinButton, TakeBackButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import ForBot
from handlers.core.fsm_states import JoinStates, clear_state, expect_clips, expected_clips
from handlers.core.given_media import given_media
from handlers.core.group_words import group_words
from handlers.core.incoming_media import check_downloadable, reference_of
from handlers.core.request_origin import request_origin
from handlers.core.views.screen import Screen
from handlers.joins import views

_NUMBERS: Final = re.compile(r"#?(\d{1,15})")


class AwaitsClips(Filter):
    """A list of clips is being put together in this chat: what is sent goes there."""

    async def __call__(self, event: Message, state: FSMContext) -> bool:
        """Whether it is."""
        return await state.get_state() == JoinStates.clips.state


def build() -> Router:
    """The router of /join."""
    router = Router(name="joins")
    router.message.register(by_command, AnyCaseCommand("join"))
    router.message.register(take_sent, ForBot(), F.video | F.animation | F.audio | F.voice, AwaitsClips())
    router.message.register(take_file, ForBot(), F.document, AwaitsClips())
    router.callback_query.register(add, AddToJoinButton.filter())
    router.callback_query.register(take_back, TakeBackButton.filter())
    router.callback_query.register(begin, BeginJoinButton.filter())
    router.callback_query.register(cancel, CancelJoinButton.filter())
    return router


async def by_command(message: Message, command: CommandObject, ctx: Context, joins: JoinService) -> None:
    """Begin a list of clips, or go on with it: with what the command came with, replies to, or names by numbers."""
    place = request_origin(ctx, message.message_id)
    pieces = [*await _given(message, ctx, joins), *await _named(command.args or "", place, joins)]
    join = await joins.add(place, pieces)
    await expect_clips(ctx.state, join.id, message.message_id, album=message.media_group_id or "")
    await _show_anew(join, ctx, joins)


async def take_sent(message: Message, ctx: Context, joins: JoinService) -> None:
    """A clip or song that was sent for the list. Those of one album bring one list up to date."""
    reference = reference_of(message)
    if reference is None:
        raise JoinPieceUnfit
    check_downloadable(reference)
    expected = await expected_clips(ctx.state)
    join = await joins.find(expected.join_id)
    place = request_origin(ctx, message.message_id)
    piece = JoinPiece(reference=reference)
    is_open = join is not None and join.state is JoinState.CHOOSING and join.chat_id == place.chat_id
    changed = await joins.add_to(join, [piece]) if join and is_open else await joins.add(place, [piece])
    album = message.media_group_id or ""
    if album and album == expected.album and changed.message_id is not None:
        await ctx.chat.edit(MessageRef(changed.message_id), await _list(changed, ctx, joins))
        return
    await expect_clips(ctx.state, changed.id, message.message_id, album=album)
    await _show_anew(changed, ctx, joins)


async def take_file(message: Message, ctx: Context, joins: JoinService) -> None:
    """The same for what was sent as a file. Raises JoinPieceUnfit when it is something else."""
    await take_sent(message, ctx, joins)


async def add(
    _: CallbackQuery,
    callback_data: AddToJoinButton,
    join: Join,
    ctx: Context,
    joins: JoinService,
) -> None:
    """A result that was picked from the buttons."""
    place = request_origin(ctx, None)
    pieces = await joins.pieces_of(callback_data.generation, place, callback_data.position)
    changed = await joins.add_to(join, pieces)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(changed, ctx, joins))


async def take_back(_: CallbackQuery, join: Join, ctx: Context, joins: JoinService) -> None:
    """What was added last goes."""
    changed = await joins.take_back(join)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(changed, ctx, joins))


async def begin(_: CallbackQuery, join: Join, ctx: Context, joins: JoinService) -> None:
    """Have it made: the list becomes the progress."""
    now, before = await joins.begin(join)
    await ctx.chat.answer_callback()
    await _end_conversation(join, ctx)
    if now.message_id is not None and now.state is JoinState.WAITING:
        await ctx.chat.edit(MessageRef(now.message_id), views.progress(group_words(ctx), now, before))


async def cancel(_: CallbackQuery, join: Join, ctx: Context, joins: JoinService) -> None:
    """Have none made."""
    await joins.cancel(join)
    await ctx.chat.answer_callback()
    await _end_conversation(join, ctx)
    await ctx.chat.replace(views.cancelled(group_words(ctx)))


async def _show_anew(join: Join, ctx: Context, joins: JoinService) -> None:
    """The list as a new message; the former one has no buttons any more."""
    shown = await ctx.chat.send(await _list(join, ctx, joins))
    await joins.note_message(join, shown.id)
    if join.message_id is not None:
        await ctx.chat.retire(MessageRef(join.message_id))


async def _list(join: Join, ctx: Context, joins: JoinService) -> Screen:
    return views.choosing(group_words(ctx), join, await joins.recent(join), in_group=ctx.chat.in_group)


async def _given(message: Message, ctx: Context, joins: JoinService) -> Sequence[JoinPiece]:
    """The media that the command came with, and that of what it replies to; a result of ours brings all its clips.

    Raises:
        NotUsable, FileTooLarge: as `given_media`.
        GenerationUnknown, JoinPieceUnfit: as `JoinService.pieces_of`.
    """
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == ctx.chat.bot.id:
        async with ctx.user.store.transaction() as tx:
            generation = await tx.generation_at(replied.chat.id, replied.message_id)
        if generation is not None:
            own = reference_of(message)
            sent = [JoinPiece(reference=own)] if own is not None else []
            return [*sent, *await joins.pieces_of(generation.id, request_origin(ctx, message.message_id))]
    return [JoinPiece(reference=reference) for reference in await given_media(message, ctx)]


async def _named(line: str, place: RequestOrigin, joins: JoinService) -> Sequence[JoinPiece]:
    """The clips of the results whose numbers stand in the line. Raises GenerationUnknown, JoinPieceUnfit, JoinFull."""
    numbers = [int(number) for number in _NUMBERS.findall(line)]
    if len(numbers) > MOST_CLIPS + 1:
        raise JoinFull(maximum=MOST_CLIPS)
    return [piece for number in numbers for piece in await joins.pieces_of(number, place)]


async def _end_conversation(join: Join, ctx: Context) -> None:
    """What is sent next is for something else."""
    is_expected = await ctx.state.get_state() == JoinStates.clips.state
    if is_expected and (await expected_clips(ctx.state)).join_id == join.id:
        await clear_state(ctx.state)
