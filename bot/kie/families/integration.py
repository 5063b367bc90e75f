"""The customer's own integration document: one flat contract for all services, status 0/1/2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, flat_body
from bot.kie.families.status_reading import media_at, read_state
from bot.ports import Progress, TaskStatus

_FLAGS: Mapping[int, Progress] = {0: Progress.RUNNING, 1: Progress.DONE, 2: Progress.FAILED}


def read_status(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `{service}/record-info`: 0 generating, 1 success, 2 failed; `progress` is a number from 0 to 1."""
    data = wire.mapping(payload.get("data"))
    return read_state(
        data.get("status"),
        media_at(data.get("resultUrls")),
        data,
        fraction=wire.fraction(data.get("progress")),
        flags=_FLAGS,
    )


CARD = Family(name="card", body=flat_body, read_status=read_status)
