"""/history zip: the originals of one's results as ZIP files, a month at a time; and those of files that came together."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from aiogram import Router
from aiogram.filters import CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from bot.archives.service import ArchiveService
from bot.domain.archive import Archive
from bot.domain.generation import Generation
from bot.domain.month import Month
from bot.errors import ArchiveUnclear, Refusal
from bot.i18n import Texts
from handlers.archives import views
from handlers.core.buttons.archive import CancelArchiveButton, ZipPartsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.group_words import group_words
from handlers.core.refusals import CardGone
from handlers.core.request_origin import request_origin

_LONGEST_PAGE = 3
"""Digits."""


class AsksForArchive(Filter):
    """The first word behind the command stands for an archive, in any language; the rest arrives as `archive_words`."""

    async def __call__(self, _: Message, command: CommandObject, texts: Texts) -> bool | dict[str, Any]:
        """The rest of the line, or no match."""
        first, *rest = (command.args or "").split() or [""]
        return {"archive_words": rest} if first.casefold() in views.archive_words(texts) else False


def build() -> Router:
    """The router of archives; it comes before that of /history."""
    router = Router(name="archives")
    router.message.register(by_command, AnyCaseCommand("history"), AsksForArchive())
    router.callback_query.register(of_parts, ZipPartsButton.filter())
    router.callback_query.register(cancel, CancelArchiveButton.filter())
    return router


async def by_command(
    message: Message, archive_words: list[str], ctx: Context, archives: ArchiveService
) -> None:
    """An archive of this month, or of the named one. Raises Refusal."""
    month, page = _asked(archive_words)
    await _begin(archives.ask_for_month(request_origin(ctx, message.message_id), month, page), ctx, archives)


async def of_parts(
    _: CallbackQuery,
    callback_data: ZipPartsButton,
    generation: Generation,
    ctx: Context,
    archives: ArchiveService,
) -> None:
    """An archive of what came together. Raises CardGone, Refusal."""
    if generation.batch_id is None:
        raise CardGone
    place = request_origin(ctx, ctx.chat.message_id)
    await _begin(archives.ask_for_batch(place, generation.batch_id), ctx, archives)
    await ctx.chat.answer_callback()


async def cancel(_: CallbackQuery, archive: Archive, ctx: Context, archives: ArchiveService) -> None:
    """Nothing more of it comes."""
    cancelled = await archives.cancel(archive)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.cancelled(group_words(ctx), cancelled))


async def _begin(asking: Awaitable[Archive], ctx: Context, archives: ArchiveService) -> None:
    """Its message first: what is made in line shows how it goes there."""
    archive = await asking
    shown = await ctx.chat.send(views.progress(group_words(ctx), archive, 0))
    try:
        await archives.begin(archive, None if shown.ephemeral else shown.id)
    except Refusal:
        await ctx.chat.delete([shown])
        raise


def _asked(words: list[str]) -> tuple[Month | None, int]:
    """The month and the page. Raises ArchiveUnclear."""
    month = Month.parse(words[0]) if words else None
    numbers = words[1:] if month is not None else words
    if not numbers:
        return month, 1
    number = numbers[0]
    if len(numbers) > 1 or not (number.isascii() and number.isdigit()) or len(number) > _LONGEST_PAGE:
        raise ArchiveUnclear
    return month, max(1, int(number))
