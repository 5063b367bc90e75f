"""Older endpoints whose state is a word: Runway, 4o Image and Suno (docs.kie.ai, "old-model" pages)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.families.family import Family, flat_body, flat_body_with_callback
from bot.kie.families.status_reading import done, failed, media_at, running, tracks
from bot.ports import TaskStatus

_SONG_FRACTIONS: Mapping[str, float] = {"PENDING": 0.1, "TEXT_SUCCESS": 0.4, "FIRST_SUCCESS": 0.7}
_SONG_FAILURES = frozenset({"CREATE_TASK_FAILED", "GENERATE_AUDIO_FAILED", "SENSITIVE_WORD_ERROR"})
_PICTURE_FAILURES = frozenset({"CREATE_TASK_FAILED", "GENERATE_FAILED"})
_PICTURE_FLAGS: Mapping[int | None, str] = {0: "GENERATING", 1: "SUCCESS", 2: "GENERATE_FAILED"}


def read_runway(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `runway/record-detail`. Samples show a film and a failure beside every state: only the state counts."""
    data = wire.mapping(payload.get("data"))
    stage = wire.text(data.get("state"), limit=40)
    if stage == "success":
        return done(stage, media_at(wire.mapping(data.get("videoInfo")).get("videoUrl")), data)
    if stage == "fail":
        return failed(stage, data)
    return running(stage)


def read_gpt4o(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `gpt4o-image/record-info`. `successFlag` counts only where the word is missing."""
    data = wire.mapping(payload.get("data"))
    stage = wire.text(data.get("status"), limit=40) or _PICTURE_FLAGS.get(
        wire.integer(data.get("successFlag")), ""
    )
    if stage == "SUCCESS":
        response = wire.mapping(data.get("response"))
        return done(stage, media_at(response.get("resultUrls"), response.get("result_urls")), data)
    if stage in _PICTURE_FAILURES:
        return failed(stage, data)
    return running(stage, wire.fraction(data.get("progress")))


def read_suno(payload: Mapping[str, Any]) -> TaskStatus:
    """Read `generate/record-info`. A song whose callback failed is done when its tracks are there."""
    data = wire.mapping(payload.get("data"))
    stage = wire.text(data.get("status"), limit=40)
    response = wire.mapping(data.get("response"))
    results = tracks(response.get("sunoData")) or tracks(response.get("data"))
    if stage == "SUCCESS" or (stage == "CALLBACK_EXCEPTION" and results):
        return done(stage, results, data)
    if stage in _SONG_FAILURES or stage == "CALLBACK_EXCEPTION":
        code = stage if stage == "SENSITIVE_WORD_ERROR" else None
        return failed(stage, data, code)
    return running(stage, _SONG_FRACTIONS.get(stage))


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
