"""The customer's own integration document: one flat contract for all services, status 0/1/2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, flat_body
from bot.kie.families.status_reading import done, failed, media_at, running
from bot.ports import TaskStatus

_STAGES: Mapping[int | None, str] = {0: "generating", 1: "success", 2: "failed"}


def read_status(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `{service}/record-info`: 0 generating, 1 success, 2 failed; `progress` is a number from 0 to 1."""
    data = wire.mapping(payload.get("data"))
    status = wire.integer(data.get("status"))
    stage = _STAGES.get(status, wire.text(data.get("status"), limit=40))
    if status == 1:
        return done(stage, media_at(data.get("resultUrls")), data)
    if status == 2:
        return failed(stage, data)
    return running(stage, wire.fraction(data.get("progress")))


CARD = Family(name="card", body=flat_body, read_status=read_status)
