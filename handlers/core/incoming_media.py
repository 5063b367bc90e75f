"""Reading media out of Telegram's messages."""

from __future__ import annotations

import math
import mimetypes

from aiogram.types import (
    Animation,
    Audio,
    Document,
    ExternalReplyInfo,
    Message,
    PhotoSize,
    Sticker,
    Video,
    VideoNote,
    Voice,
)

from bot.catalog.spec import Media
from bot.domain.generation import Reference
from handlers.core.refusals import FileTooLarge

DOWNLOAD_LIMIT = 20_971_520
"""Bytes that a bot can download (Bot API, getFile)."""

_MEGABYTE = 1_048_576


def reference_of(message: Message | ExternalReplyInfo) -> Reference | None:
    """The photo, video or audio that a message carries, or None. A file counts when it says that it is one."""
    if message.photo:
        return _picture(message.photo)
    if moving := message.video or message.animation or message.video_note:
        return _video(moving)
    if sound := message.audio or message.voice:
        return _audio(sound)
    if message.sticker:
        return _still(message.sticker)
    return _file(message.document) if message.document else None


def unique_id_of(message: Message | ExternalReplyInfo) -> str | None:
    """What names a message's photo, video, audio or file for good, unlike its file id (Bot API, File); None without."""
    if message.photo:
        return message.photo[-1].file_unique_id
    medium = (
        message.video
        or message.animation
        or message.video_note
        or message.audio
        or message.voice
        or message.sticker
        or message.document
    )
    return medium.file_unique_id if medium else None


def check_downloadable(reference: Reference) -> None:
    """Raises FileTooLarge when Telegram would not let us read it."""
    if reference.size > DOWNLOAD_LIMIT:
        raise FileTooLarge(size=math.ceil(reference.size / _MEGABYTE), maximum=DOWNLOAD_LIMIT // _MEGABYTE)


def _picture(sizes: list[PhotoSize]) -> Reference:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Reference(
        file_id=largest.file_id,
        media=Media.PHOTO,
        size=largest.file_size or 0,
        # Telegram recodes whatever is sent as a photo.
        mime_type="image/jpeg",
        width=largest.width,
        height=largest.height,
    )


def _still(sticker: Sticker) -> Reference | None:
    """A sticker is a picture (WebP) unless it moves (Bot API, Sticker)."""
    if sticker.is_animated or sticker.is_video:
        return None
    return Reference(
        file_id=sticker.file_id,
        media=Media.PHOTO,
        size=sticker.file_size or 1,
        mime_type="image/webp",
        width=sticker.width,
        height=sticker.height,
    )


def _video(video: Video | Animation | VideoNote) -> Reference:
    if isinstance(video, VideoNote):
        width, height, mime_type = video.length, video.length, "video/mp4"
    else:
        width, height, mime_type = video.width, video.height, video.mime_type or ""
    return Reference(
        file_id=video.file_id,
        media=Media.VIDEO,
        size=video.file_size or 0,
        mime_type=mime_type,
        width=width,
        height=height,
        seconds=video.duration,
    )


def _audio(audio: Audio | Voice) -> Reference:
    return Reference(
        file_id=audio.file_id,
        media=Media.AUDIO,
        size=audio.file_size or 0,
        mime_type=_sound_type(audio.mime_type or ""),
        seconds=audio.duration,
    )


def _file(document: Document) -> Reference | None:
    """A file by the type that its sender's app declared, or by its name; probing shows whether that is true."""
    declared = (document.mime_type or "").casefold()
    known = "" if declared in _SAYS_NOTHING else declared
    guessed = known or mimetypes.guess_type(document.file_name or "", strict=False)[0] or ""
    media = _MEDIA_OF_FILES.get(guessed.partition("/")[0])
    if media is None:
        return None
    # Telegram always tells a file's bytes; unless they are known its content is not looked into.
    return Reference(
        file_id=document.file_id, media=media, size=document.file_size or 1, mime_type=_sound_type(known)
    )


def _sound_type(declared: str) -> str:
    """The type by the name that its content has here: programs know several names for one."""
    return _SOUND_TYPES.get(declared.casefold(), declared)


_SOUND_TYPES = {
    "audio/mp3": "audio/mpeg",
    "audio/x-mp3": "audio/mpeg",
    "audio/wav": "audio/x-wav",
    "audio/wave": "audio/x-wav",
    "audio/vnd.wave": "audio/x-wav",
    "audio/flac": "audio/x-flac",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/opus": "audio/ogg",
}


_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream"})
"""Types of files whose sender's app did not know them."""


_MEDIA_OF_FILES = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}


def own_caption(message: Message) -> str:
    """The person's words below their media; those of what they sent via a bot are the bot's."""
    return "" if message.via_bot else message.caption or ""


def is_forwarded(message: Message) -> bool:
    """Whether the message, with what stands below its media, may be another person's."""
    return message.forward_origin is not None
