"""What is handed to Telegram for one asset, and what comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    FSInputFile,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from bot.delivery.media.file_names import extension
from bot.delivery.media.send_form import MediaInfo, SendAs
from bot.domain.generation import Asset
from bot.ports import Sent

METHODS: Final[Mapping[SendAs, type[TelegramMethod[Message]]]] = {
    SendAs.PHOTO: SendPhoto,
    SendAs.VIDEO: SendVideo,
    SendAs.AUDIO: SendAudio,
    SendAs.VOICE: SendVoice,
    SendAs.ANIMATION: SendAnimation,
    SendAs.DOCUMENT: SendDocument,
}
"""The method of each form; it takes the medium under the form's own name."""
_ALBUM_ITEMS: Final = {
    SendAs.PHOTO: InputMediaPhoto,
    SendAs.VIDEO: InputMediaVideo,
    SendAs.AUDIO: InputMediaAudio,
    SendAs.DOCUMENT: InputMediaDocument,
}
_CHUNK_BYTES: Final = 256 * 1024
_NAME_LENGTH: Final = 60
AlbumItem = InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument


@dataclass(frozen=True, slots=True)
class Words:
    """What is said with a medium: an HTML caption and buttons, either may be missing."""

    caption: str = ""
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMedia:
    """An asset, ready to be sent.

    Attributes:
        asset: which.
        form: how it is sent.
        facts: about its file.
        path: the file, None when Telegram fetches it or a link is sent.
        thumbnail: a JPEG beside it, or None.
        performer: shown with a song.
        announced: the type that the file's server gave it, or empty.
        original: the document that goes instead where this, encoded from it, is refused; None when this is the original.
    """

    asset: Asset
    form: SendAs
    facts: MediaInfo
    path: Path | None = None
    thumbnail: Path | None = None
    performer: str = ""
    announced: str = ""
    original: OutgoingMedia | None = None

    @property
    def by_url(self) -> bool:
        """Whether Telegram is to fetch it by itself."""
        return self.path is None and self.form is not SendAs.LINK

    @property
    def upload(self) -> int:
        """Bytes that the call carries."""
        return 0 if self.path is None else self.facts.size

    @property
    def seconds(self) -> float:
        """Measured length, or what KIE tells."""
        return self.facts.seconds or self.asset.seconds

    def medium(self) -> str | FSInputFile:
        """The address, or the file under a name that means something to people."""
        if self.path is None:
            return self.asset.url
        return FSInputFile(self.path, filename=self._file_name(), chunk_size=_CHUNK_BYTES)

    def arguments(self) -> dict[str, Any]:
        """What Telegram wants to know beside the medium."""
        thumbnail = FSInputFile(self.thumbnail, filename="thumbnail.jpg") if self.thumbnail else None
        duration = round(self.seconds) or None
        shape = {"width": self.facts.width or None, "height": self.facts.height or None, "duration": duration}
        match self.form:
            case SendAs.VIDEO:
                return shape | {"supports_streaming": True, "thumbnail": thumbnail}
            case SendAs.ANIMATION:
                return shape | {"thumbnail": thumbnail}
            case SendAs.AUDIO:
                song = {"title": self.asset.title or None, "performer": self.performer or None}
                return song | {"duration": duration, "thumbnail": thumbnail}
            case SendAs.VOICE:
                return {"duration": duration}
            case SendAs.DOCUMENT:
                # Otherwise Telegram may turn the file into a sticker, an animation or a video.
                return {"disable_content_type_detection": True}
            case _:
                return {}

    def album_item(self, caption: str) -> AlbumItem:
        """The same as an item of an album."""
        return album_item(self.form, self.medium(), caption, **self.arguments())

    def _file_name(self) -> str:
        words = " ".join(re.sub(r"[^\w.-]+", " ", self.asset.title).split())[:_NAME_LENGTH].strip(" .")
        stem = words or f"{self.performer or self.asset.kind}-{self.asset.id or self.asset.position + 1}"
        return f"{stem}.{extension(self.facts.mime_type, self.announced, self.asset.url)}"


def album_item(form: SendAs, medium: str | FSInputFile, caption: str, **arguments: Any) -> AlbumItem:
    """A medium as an item of an album, with its HTML caption; not every form has one."""
    item: AlbumItem = _ALBUM_ITEMS[form](
        media=medium, caption=caption or None, parse_mode="HTML", **arguments
    )
    return item


def read_sent(item: OutgoingMedia, message: Message) -> Sent:
    """What Telegram made of an outgoing medium. Telegram may choose another form than the one asked for (a silent video: animation)."""
    for form in (SendAs.ANIMATION, SendAs.VIDEO, SendAs.AUDIO, SendAs.VOICE, SendAs.DOCUMENT):
        if medium := getattr(message, form.value):
            return _sent(item, message, form, medium.file_id, medium.file_unique_id)
    if message.photo:
        largest = message.photo[-1]
        return _sent(item, message, SendAs.PHOTO, largest.file_id, largest.file_unique_id)
    return _sent(item, message, item.form)


def _sent(
    item: OutgoingMedia, message: Message, form: SendAs, file_id: str = "", unique_id: str = ""
) -> Sent:
    return Sent(
        asset_id=item.asset.id,
        file_id=file_id,
        unique_id=unique_id,
        sent_as=form.value,
        message_id=message.message_id,
        seconds=item.facts.seconds,
    )
