"""The media that a person gives, each with the result that it is where it was made here."""

from __future__ import annotations

from aiogram.types import Message

from bot.availability.own_keys import owner_of_person
from bot.domain.generation import Reference
from bot.generation.result_reference import as_result, result_in_file, result_in_message
from bot.generation.versions import MadeHere
from handlers.core.context import Context
from handlers.core.incoming_media import unique_id_of
from handlers.core.reply_input import Source, media_of


async def given_media(message: Message, ctx: Context) -> tuple[Reference, ...]:
    """The media that a command came with, and that of the message it replies to; a result of ours is known as one.

    Raises:
        NotUsable, FileTooLarge: as `media_of`.
    """
    return tuple([await known_medium(source, reference, ctx) for source, reference in media_of(message)])


async def known_medium(source: Source, reference: Reference, ctx: Context) -> Reference:
    """A medium of a message: whose result it is, as far as that is the person's to go on from here."""
    made = await _result(source, ctx)
    if made is None:
        return reference
    return as_result(reference, made, ctx.clock.now(), owner_of_person(ctx.person.id))


async def _result(source: Source, ctx: Context) -> MadeHere | None:
    """By our own message first: a copy that was forwarded, or sent again, is known by its file only."""
    store = ctx.user.store
    if isinstance(source, Message) and source.from_user and source.from_user.id == ctx.chat.bot.id:
        made = await result_in_message(store, source.chat.id, source.message_id)
        if made is not None:
            return made
    unique_id = unique_id_of(source)
    if not unique_id:
        return None
    return await result_in_file(store, unique_id, person_id=ctx.person.id, chat_id=ctx.chat.topic.chat_id)
