"""What was made becomes a reference: the way from one generation to the next."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.availability.own_keys import owner_of
from bot.catalog.spec import Kind, Media
from bot.domain.generation import Asset, Generation, Reference, TaskResult
from bot.generation.chain_steps import FRESH_FOR
from bot.generation.versions import MadeHere, is_open_to, made_from
from bot.ports import Store

KIE_KEEPS_TASKS: Final = timedelta(days=14)
"""How long KIE finds a task by its id (docs.kie.ai, "Temporarily supports records within 14 days")."""

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


def reference_to(asset: Asset, generation: Generation, now: datetime) -> Reference:
    """An asset of a generation as a reference. Its length is known: KIE or our own probe said it, not its sender.

    A picture comes from Telegram, where it can be made to fit; whatever else, and what Telegram never had, from KIE's
    own address while that is fresh.
    """
    file_id = asset.file_id or asset.original_file_id
    media = media_of(asset)
    known = Reference(
        file_id=file_id,
        media=media,
        seconds=math.ceil(asset.seconds),
        # Telegram recodes whatever is sent as a photo.
        mime_type="image/jpeg" if asset.sent_as == "photo" else "",
        is_measured=asset.seconds > 0,
        task=_task_result(asset, generation, now),
    )
    known = made_from(known, generation)
    if media is Media.PHOTO and file_id:
        return known
    until = (generation.submitted_at or generation.created_at) + FRESH_FOR
    return replace(known, url=asset.url, url_until=int(until.timestamp()))


def _task_result(asset: Asset, generation: Generation, now: datetime) -> TaskResult | None:
    """How KIE finds it again; None when it has no task there (any more)."""
    made_at = generation.submitted_at or generation.created_at
    if not generation.external_task_id or now - made_at >= KIE_KEEPS_TASKS:
        return None
    return TaskResult(
        model=generation.model,
        task_id=generation.external_task_id,
        item_id=asset.item_id,
        own_key=generation.own_key,
        operator_key=generation.operator_key,
    )


async def result_in_message(store: Store, chat_id: int, message_id: int) -> MadeHere | None:
    """What a message of ours carries; None when it carries nothing that was made here, or it was deleted."""
    generation = await store.generation_at(chat_id, message_id)
    if generation is None or generation.deleted:
        return None
    shown = next((asset for asset in generation.assets if asset.message_id == message_id), None)
    return MadeHere(generation, shown) if shown is not None else None


async def result_in_file(store: Store, unique_id: str, *, person_id: int, chat_id: int) -> MadeHere | None:
    """Whose result a file at Telegram is, wherever it was sent or forwarded to: the person's own, or one that the group of
    this chat was shown; None for any other file.
    """
    for generation in await store.generations_with_file(unique_id):
        own = generation.person_id == person_id and is_open_to(generation, person_id, person_id)
        if own or is_open_to(generation, person_id, chat_id):
            shown = next((asset for asset in generation.assets if asset.unique_id == unique_id), None)
            return MadeHere(generation, shown) if shown is not None else None
    return None


def as_result(reference: Reference, made: MadeHere, now: datetime, own_key: str) -> Reference:
    """A reference to a file that is known to be a result.

    Args:
        reference: what Telegram says of the file.
        made: whose result it is.
        now: the time.
        own_key: owner of the person's own keys (`own_keys`): what another person's key has made is of no use to this one,
            and its task would name that person.
    """
    task = _task_result(made.asset, made.generation, now)
    usable = task is not None and owner_of(task.own_key) in {"", own_key}
    return made_from(replace(reference, task=task if usable else None), made.generation)


def is_within_reach(reference: Reference, now: datetime) -> bool:
    """Whether there is a copy of it that KIE can be given."""
    return bool(reference.file_id or reference.address_at(now))
