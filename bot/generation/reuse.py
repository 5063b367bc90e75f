"""What was made becomes a reference: the way from one generation to the next."""

from __future__ import annotations

from bot.catalog.spec import Kind, Media
from bot.generation.record import Asset, Reference

_SENT_AS = {
    "photo": Media.PHOTO,
    "video": Media.VIDEO,
    "animation": Media.VIDEO,
    "audio": Media.AUDIO,
    "voice": Media.AUDIO,
}
"""What Telegram's forms of a message hold."""

_OF_KIND = {
    Kind.IMAGE: Media.PHOTO,
    Kind.VIDEO: Media.VIDEO,
    Kind.AUDIO: Media.AUDIO,
    Kind.MUSIC: Media.AUDIO,
}
"""What an asset is when it was sent as a file, or not at all."""


def media_of(asset: Asset) -> Media:
    """What a model would see in the asset."""
    return _SENT_AS.get(asset.sent_as) or _OF_KIND[asset.kind]


def reference_to(asset: Asset) -> Reference | None:
    """The asset as a reference, or None when Telegram has no copy of it. Its facts are still unknown."""
    file_id = asset.file_id or asset.original_file_id
    if not file_id:
        return None
    # Telegram recodes whatever is sent as a photo.
    mime_type = "image/jpeg" if asset.sent_as == "photo" else ""
    return Reference(file_id=file_id, media=media_of(asset), seconds=int(asset.seconds), mime_type=mime_type)
