"""Asks the shrinking process to make a picture fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.catalog.image_constraints import target_type
from bot.catalog.spec import ReferenceNeed
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner

SECONDS: Final = 60.0
"""How long one picture may take."""


async def resize_to_fit(
    subprocesses: SubprocessRunner, path: Path, target: Path, facts: MediaInfo, need: ReferenceNeed
) -> MediaInfo | None:
    """Write a picture so that it meets the need.

    Args:
        subprocesses: where it is done.
        path: the picture.
        target: an existing file that is written over; both paths are absolute.
        facts: of the picture.
        need: what it has to meet.

    Returns:
        Facts of what was written, or None when it cannot be made to fit.
    """
    mime_type = _type_for(facts, need)
    if mime_type is None:
        return None
    form = {
        "mime_type": mime_type,
        "maximum_bytes": need.maximum_bytes,
        "maximum_side": need.maximum_side,
    }
    written = await subprocesses.run(
        "bot.delivery.media.resize_child", str(path), str(target), json.dumps(form), seconds=SECONDS
    )
    if not all(isinstance(written.get(name), int) for name in ("width", "height", "size")):
        return None
    if min(written["width"], written["height"]) < need.minimum_side:
        return None
    return replace(
        facts,
        mime_type=mime_type,
        size=written["size"],
        width=written["width"],
        height=written["height"],
    )


def _type_for(facts: MediaInfo, need: ReferenceNeed) -> str | None:
    """Its own type where it can stay; what is too heavy and opaque loses fewer pixels as a JPEG."""
    heavy = facts.size > need.maximum_bytes and not facts.transparent
    return target_type(need, "image/jpeg" if heavy else facts.mime_type)
