"""KIE's current endpoint for everything: `jobs/createTask` (docs.kie.ai, market; observed since April 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, nested_body
from bot.kie.families.state_words import state_word
from bot.kie.families.status_reading import media_at, read_state, tracks
from bot.ports import Result, TaskStatus


def read_status(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `jobs/recordInfo`. The word in `state` decides; a sample that waits already carries result addresses.

    Newer answers add `successFlag`, which counts only where the word is missing.
    """
    data = wire.mapping(payload.get("data"))
    state = data.get("state") if state_word(data.get("state")) else data.get("successFlag")
    return read_state(state, _results(data), data)


def _results(data: Mapping[str, Any]) -> tuple[Result, ...]:
    """The media of the answer: parsed in `response` (newer), as text in `resultJson` (always)."""
    for name in ("response", "resultJson"):
        found = _results_in(wire.mapping(data.get(name)))
        if found:
            return found
    return ()


def _results_in(made: Mapping[str, Any]) -> tuple[Result, ...]:
    # Veo in 1080p and 4k: the wanted file is inside `data`, and beside it `origin_urls` has the 720p one.
    inner = wire.mapping(made.get("data"))
    return (
        media_at(
            inner.get("result_urls"), inner.get("resultUrls"), made.get("resultUrls"), made.get("result_urls")
        )
        or tracks(made.get("data"))
        or tracks(made.get("sunoData"))
        or media_at(made.get("resultVideoUrl"), made.get("resultImageUrl"), made.get("video_url"))
    )


MARKET = Family(
    name="market",
    submit_path="/api/v1/jobs/createTask",
    status_path="/api/v1/jobs/recordInfo",
    body=nested_body,
    read_status=read_status,
)
