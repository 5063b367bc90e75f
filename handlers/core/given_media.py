"""The media that a command is about, with the task that made it where it was made here."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import Message

from bot.availability.own_keys import owner_of, owner_of_person
from bot.domain.generation import Reference
from bot.generation.result_reference import task_of_message
from handlers.core.context import Context
from handlers.core.incoming_media import reference_of
from handlers.core.reply_input import references_of


async def given_media(message: Message, ctx: Context) -> tuple[Reference, ...]:
    """The media that a command came with, and that of the message it replies to; a result of ours knows its task.

    Raises:
        NotUsable, FileTooLarge: as `references_of`.
    """
    found = references_of(message)
    replied = message.reply_to_message
    shown = reference_of(replied) if replied is not None else None
    if (
        replied is None
        or shown is None
        or replied.from_user is None
        or replied.from_user.id != ctx.chat.bot.id
    ):
        return found
    task = await task_of_message(ctx.user.store, replied.chat.id, replied.message_id, ctx.clock.now())
    if task is None or owner_of(task.own_key) not in {"", owner_of_person(ctx.person.id)}:
        return found  # what another person's key has made is of no use to this one, and names that person
    return tuple(replace(one, task=task) if one.file_id == shown.file_id else one for one in found)
