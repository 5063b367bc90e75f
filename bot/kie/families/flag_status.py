"""Older endpoints whose state is the number `successFlag` (docs.kie.ai, "old-model" pages)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, flat_body
from bot.kie.families.status_reading import FLAGS, failed, has_error, media_at, read_state
from bot.ports import Progress, Result, TaskStatus

_RUNNING = 0
_DONE_UNHEARD = 4


def read_veo(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `veo/record-info`. Very old answers have the addresses as text directly in `data`."""
    data = wire.mapping(payload.get("data"))
    response = wire.mapping(data.get("response"))
    return _read(
        data, media_at(response.get("resultUrls"), response.get("result_urls"), data.get("resultUrls"))
    )


def read_aleph(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `aleph/record-info`, where 0 means running as well as failed: an error beside it tells."""
    data = wire.mapping(payload.get("data"))
    response = wire.mapping(data.get("response"))
    results = media_at(response.get("resultVideoUrl"))
    if _flag(data) == _RUNNING and has_error(data):
        return failed("failed", data)
    return _read(data, results)


def read_luma(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `modify/record-info`, where 4 means made although KIE's callback was not answered."""
    data = wire.mapping(payload.get("data"))
    results = media_at(wire.mapping(data.get("response")).get("resultUrls"))
    return _read(data, results, {**FLAGS, _DONE_UNHEARD: Progress.DONE})


def read_flux_kontext(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `flux/kontext/record-info`. The original that it also names lives for ten minutes only."""
    data = wire.mapping(payload.get("data"))
    return _read(data, media_at(wire.mapping(data.get("response")).get("resultImageUrl")))


def read_midjourney(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `mj/record-info`: four pictures, each an object with its address."""
    data = wire.mapping(payload.get("data"))
    return _read(data, media_at(wire.mapping(data.get("resultInfoJson")).get("resultUrls")))


def _flag(data: Mapping[str, Any]) -> int | None:
    return wire.integer(data.get("successFlag"))


def _read(
    data: Mapping[str, Any], results: tuple[Result, ...], flags: Mapping[int, Progress] = FLAGS
) -> TaskStatus:
    return read_state(data.get("successFlag"), results, data, flags=flags)


VEO = Family(
    name="veo",
    submit_path="/api/v1/veo/generate",
    status_path="/api/v1/veo/record-info",
    body=flat_body,
    read_status=read_veo,
)
ALEPH = Family(
    name="aleph",
    submit_path="/api/v1/aleph/generate",
    status_path="/api/v1/aleph/record-info",
    body=flat_body,
    read_status=read_aleph,
)
LUMA = Family(
    name="luma",
    submit_path="/api/v1/modify/generate",
    status_path="/api/v1/modify/record-info",
    body=flat_body,
    read_status=read_luma,
)
FLUX_KONTEXT = Family(
    name="flux_kontext",
    submit_path="/api/v1/flux/kontext/generate",
    status_path="/api/v1/flux/kontext/record-info",
    body=flat_body,
    read_status=read_flux_kontext,
)
MIDJOURNEY = Family(
    name="midjourney",
    submit_path="/api/v1/mj/generate",
    status_path="/api/v1/mj/record-info",
    body=flat_body,
    read_status=read_midjourney,
)
