"""The room where media are while they are on their way: results that come in, references that go out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiogram import Bot

from bot.app.context import AppContext
from bot.archives.worker import ArchiveBuilder
from bot.delivery.archive_builder import ResultArchiveBuilder
from bot.delivery.media.clip_files import ClipFiles
from bot.delivery.media.copy_files import CopyFiles
from bot.delivery.media.download import Downloader
from bot.delivery.media.film import JoinedFilms
from bot.delivery.media.last_frame import LastFrames
from bot.delivery.media.send_form import Limits
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.telegram_files import MAXIMUM, TelegramReferences
from bot.delivery.media.temp_files import TempFiles
from bot.joins.worker import FilmMaker
from bot.ports import Store
from handlers.archives.messages import LocalizedArchiveMessageTemplates


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaServices:
    """Temporary files, who fills them, and where they are decoded.

    Attributes:
        limits: of Telegram, or of a Bot API server of one's own.
    """

    temp_files: TempFiles
    downloader: Downloader
    references: TelegramReferences
    clip_files: ClipFiles
    last_frames: LastFrames
    film_maker: FilmMaker
    subprocesses: SubprocessRunner
    limits: Limits


async def open_media(context: AppContext, bot: Bot, stack: AsyncExitStack) -> MediaServices:
    """An empty room: what an earlier process has left there is removed."""
    settings = context.settings
    temp_files = TempFiles(settings.data_folder / "media", settings.media_folder_mb * 1024**2)
    temp_files.clean()
    downloader = await stack.enter_async_context(
        Downloader(
            temp_files,
            allow_private=settings.kie_allow_private_urls,
            authorities=context.authorities,
            proxy=settings.kie_proxy,
        )
    )
    subprocesses = SubprocessRunner()
    is_local = settings.telegram_local_server
    limits = Limits.local() if is_local else Limits()
    references = TelegramReferences(
        bot, temp_files, subprocesses, maximum=limits.upload if is_local else MAXIMUM
    )
    copies = CopyFiles(references, downloader, context.clock)
    clip_files = ClipFiles(copies, temp_files, subprocesses)
    return MediaServices(
        temp_files=temp_files,
        downloader=downloader,
        references=references,
        clip_files=clip_files,
        last_frames=LastFrames(clip_files, temp_files, subprocesses),
        film_maker=JoinedFilms(clip_files, temp_files, SubprocessRunner(most=1)),
        subprocesses=subprocesses,
        limits=limits,
    )


def build_archive_builder(
    context: AppContext, store: Store, media: MediaServices, links: Callable[[str], Awaitable[str]]
) -> ArchiveBuilder:
    """Packs results; what Telegram has no original of comes from KIE, through a fresh link where it must be."""
    return ResultArchiveBuilder(
        store,
        CopyFiles(media.references, media.downloader, context.clock, links),
        media.temp_files,
        LocalizedArchiveMessageTemplates(context.texts),
        context.clock,
    )
