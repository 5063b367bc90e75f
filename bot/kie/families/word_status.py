"""Older endpoints whose state is a word: Runway, 4o Image and Suno (docs.kie.ai, "old-model" pages)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, flat_body, flat_body_with_callback
from bot.kie.families.state_words import state_word
from bot.kie.families.status_reading import done, failed, media_at, read_state, tracks
from bot.ports import TaskStatus

_SONG_FRACTIONS: Mapping[str, float] = {"PENDING": 0.1, "TEXT_SUCCESS": 0.4, "FIRST_SUCCESS": 0.7}


def read_runway(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `runway/record-detail`. Samples show a film and a failure beside every state: only the state counts."""
    data = wire.mapping(payload.get("data"))
    return read_state(data.get("state"), media_at(wire.mapping(data.get("videoInfo")).get("videoUrl")), data)


def read_gpt4o(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `gpt4o-image/record-info`. `successFlag` counts only where the word is missing."""
    data = wire.mapping(payload.get("data"))
    state = data.get("status") if state_word(data.get("status")) else data.get("successFlag")
    response = wire.mapping(data.get("response"))
    results = media_at(response.get("resultUrls"), response.get("result_urls"))
    return read_state(state, results, data, fraction=wire.fraction(data.get("progress")))


def read_suno(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `generate/record-info`. A song whose callback failed is done when its tracks are there."""
    data = wire.mapping(payload.get("data"))
    stage = state_word(data.get("status"))
    response = wire.mapping(data.get("response"))
    results = tracks(response.get("sunoData")) or tracks(response.get("data"))
    if stage == "CALLBACK_EXCEPTION":
        return done(stage, results, data) if results else failed(stage, data)
    if stage == "SENSITIVE_WORD_ERROR":
        return failed(stage, data, stage)
    return read_state(data.get("status"), results, data, fraction=_SONG_FRACTIONS.get(stage))


RUNWAY = Family(
    name="runway",
    submit_path="/api/v1/runway/generate",
    status_path="/api/v1/runway/record-detail",
    # The documentation marks callBackUrl as required here too.
    body=flat_body_with_callback,
    read_status=read_runway,
)
GPT4O = Family(
    name="gpt4o",
    submit_path="/api/v1/gpt4o-image/generate",
    status_path="/api/v1/gpt4o-image/record-info",
    body=flat_body,
    read_status=read_gpt4o,
)
SUNO = Family(
    name="suno",
    submit_path="/api/v1/generate",
    status_path="/api/v1/generate/record-info",
    body=flat_body_with_callback,
    read_status=read_suno,
)
