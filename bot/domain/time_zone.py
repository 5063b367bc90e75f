"""Clocks of places: how far they are from UTC, summer and winter.

The zones are those of the IANA database, as the machine has it (`zoneinfo`). A machine without it, or with an older one,
is no error: who asks falls back on a fixed offset.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

FURTHEST: Final = 14 * 60
"""Minutes: no place's clock is further from UTC."""

_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s*([+\-−–])?\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?", re.IGNORECASE)
_LONGEST_NAME: Final = 40
"""Characters; the longest names of zones have about thirty."""


def offset_at(zone: str, moment: datetime) -> int | None:
    """Minutes east of UTC of a zone's clock at a moment; None when this machine does not know the zone."""
    try:
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    except (
        KeyError,
        ValueError,
        OSError,
    ):  # ZoneInfoNotFoundError is a KeyError; names that are paths, or folders
        return None
    return round(offset.total_seconds() / 60) if offset is not None else None


def named_offset(said: str) -> int | None:
    """Minutes east of UTC that a person typed: `+5:30`, `UTC-3`, `3`; None when it is no offset that a place keeps."""
    found = _OFFSET.fullmatch(said.strip()) if len(said) <= _LONGEST_NAME else None
    if found is None:
        return None
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    offset = hours * 60 + minutes
    if offset > FURTHEST or minutes % 15 or minutes >= 60:
        return None
    return offset if sign in (None, "+") else -offset


def named_zone(said: str) -> str | None:
    """The zone that a person typed by its name or its city (`Europe/Paris`, `paris`), as this machine knows it."""
    name = "_".join(said.split()).casefold()
    if not name or len(name) > _LONGEST_NAME:
        return None
    return next((zone for zone in _zones() if name in (zone.casefold(), _city(zone).casefold())), None)


@cache
def _zones() -> Sequence[str]:
    """The zones of this machine; hundreds of files are opened for the list, so it is made once."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def _city(zone: str) -> str:
    return zone.rpartition("/")[2]
