"""Clocks of places: how far they are from UTC, summer and winter.

The zones are those of the IANA database, as the machine has it (`zoneinfo`). A machine without it, or with an older one,
is no error: who asks falls back on a fixed offset.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


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
