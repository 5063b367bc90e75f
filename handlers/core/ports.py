"""What the handlers need beside the use cases: resending media on request, and what was sent before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aiogram.types import InlineKeyboardMarkup

from bot.domain.generation import Asset, Reference
from bot.ports import OriginalSender
from bot.ports.writer import WriterMedium


class Wakes(Protocol):
    """A worker that processes a table and sleeps when it is empty."""

    def wake(self) -> None:
        """There is something new."""
        ...


class Uploads(Protocol):
    """Remembers which of the media that ship with Kiosk Telegram has already."""

    async def file_id(self, name: str) -> str:
        """Telegram's copy of the media of this name, or empty."""
        ...

    async def keep(self, name: str, file_id: str) -> None:
        """Remember Telegram's copy; a newer one takes its place."""
        ...


class TextFiles(Protocol):
    """Reads small files that people send."""

    async def read(self, file_id: str, *, maximum: int) -> bytes | None:
        """The file's bytes; None when it cannot be had now, or is larger than `maximum` bytes. Never raises."""
        ...


class MediaProbe(Protocol):
    """Looks into the media that people send."""

    async def look(self, reference: Reference) -> Reference:
        """The reference with everything that its content tells: what it is, type, bytes, sides, length.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, or no media.
        """
        ...

    async def glance(self, reference: Reference) -> Reference:
        """The same, of a picture by the beginning of its file alone; what is broken behind that is not noticed.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, or no media.
        """
        ...


class PictureReader(Protocol):
    """Reads the pictures that people send, for the writer."""

    async def read(self, reference: Reference) -> WriterMedium:
        """The picture, made small.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, broken, or no picture.
        """
        ...


class RecordingReader(Protocol):
    """Reads the voice messages that people send, for the writer."""

    async def read(self, reference: Reference) -> WriterMedium:
        """The recording.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, broken, or no recording.
        """
        ...


class FrameCutter(Protocol):
    """Cuts frames out of clips."""

    async def last_frame(self, clip: Reference) -> bytes:
        """The frame that a clip ends with, as a JPEG that Telegram takes as a photo.

        Raises:
            UploadFailed: the clip cannot be had now.
            TaskRefused: it is gone, too large, or has no frame that can be decoded.
        """
        ...


BackgroundTask = Callable[[], Awaitable[None]]
"""Something that an answer waits for, done beside the updates."""


class BackgroundTasks(Protocol):
    """Does what takes seconds, while updates go on. What was begun by a process that died is not done."""

    def send(self, background_task: BackgroundTask, *, only_of: int | None = None) -> bool:
        """Have it done soon.

        Args:
            background_task: what.
            only_of: Telegram id of a person of whom one may wait or be under way, so that no one fills the line alone.

        Returns:
            False when too much waits already, or one of this person's.
        """
        ...

    def send_once(self, key: str, background_task: BackgroundTask) -> None:
        """Have it done soon, but once for all that are sent with the key before it begins: the first of them is done."""
        ...


class MediaResender(OriginalSender, Protocol):
    """Sends media that was made before, outside the life of a generation."""

    async def resend(
        self,
        asset: Asset,
        *,
        chat_id: int,
        thread_id: int | None,
        reply_to: int | None,
        caption: str | None,
        buttons: InlineKeyboardMarkup | None,
    ) -> None:
        """Send an asset again by its file id, without a download.

        Raises:
            MediaRejected: Telegram has no copy of it (it was a link).
            CopyLost: Telegram does not know the copy any more.
            DeliveryPostponed, ChatGone: Telegram does not take it.
        """
        ...

    async def fresh_link(self, url: str) -> str:
        """A link to a result that works for 20 minutes.

        Raises:
            StatusUnavailable: there is none (any more).
        """
        ...


class LostCopies(Protocol):
    """Finds copies at Telegram that do not hold any more."""

    async def among(self, assets: Sequence[Asset]) -> frozenset[int]:
        """Ids of those assets whose copies are lost; they are forgotten, and offered to no one again."""
        ...


class AlbumSender(Protocol):
    """Sends the albums of a gallery's pages, from Telegram's own copies."""

    async def send(
        self, items: Sequence[tuple[Asset, str]], *, chat_id: int, thread_id: int | None
    ) -> Sequence[int]:
        """Send assets of one shelf, each with its HTML caption, several as an album.

        Returns:
            Ids of the messages; none when Telegram refused, and nothing is raised.
        """
        ...

    async def remove(self, message_ids: Sequence[int], *, chat_id: int) -> None:
        """Delete messages of an earlier page, as far as Telegram lets them go."""
        ...
