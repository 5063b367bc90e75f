"""The legacy Suno family: a callback address is required, and a song is announced in three stages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.kie.price import Measure
from bot.sandbox.kie.prompt_reading import read_shot
from bot.sandbox.kie.schema_files import older
from bot.sandbox.kie.tasks import JSON, SimTask, State, Submission

TEXT_AT = 0.4
FIRST_AT = 0.7


class Suno:
    """Reads and words songs; two tracks for each request.

    Args:
        measure: tells the seconds of a reference.

    """

    name = "suno"
    submit_path = "generate"
    status_path = "generate/record-info"

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a flat body.

        Raises:
            Refusal: 422 for an unknown, missing or wrong field, the callback address among them.

        """
        schema = older()[self.name]
        request = schema.check(body)
        return Submission(
            model=body["model"],
            shot=read_shot(schema.kind, str(body.get("prompt") or body.get("style")), body),
            price=schema.price.credits(request, self._measure),
            results=schema.results_of(request),
            callback_url=body["callBackUrl"],
        )

    def status(self, task: SimTask) -> JSON:
        """Word `data` of record-info: the status tells the stage, tracks appear at the end."""
        tracks = [_camel(track) for track in _tracks(task)] if task.state is State.SUCCESS else []
        return {
            "taskId": task.id,
            "parentMusicId": "",
            "param": json.dumps(task.body, ensure_ascii=False),
            "response": {"taskId": task.id, "sunoData": tracks},
            "status": _status(task),
            "type": "GENERATE",
            "errorCode": task.failure.code if task.failure else None,
            "errorMessage": task.failure.message if task.failure else None,
        }

    def callback(self, task: SimTask) -> JSON:
        """Word the last callback: `complete` with every track, or `error`."""
        if task.failure:
            return _staged(task, "error", task.failure.message, None, code=task.failure.code)
        return _staged(task, "complete", "All generated successfully.", _tracks(task))

    def stages(self) -> Mapping[float, Callable[[SimTask], JSON]]:
        """Return the callbacks on the way: `text` without tracks, `first` with one finished."""
        return {TEXT_AT: _text_callback, FIRST_AT: _first_callback}


def _text_callback(task: SimTask) -> JSON:
    return _staged(task, "text", "Text generation completed.", [])


def _first_callback(task: SimTask) -> JSON:
    """Word `first` as it was observed: both tracks are listed, the second without its audio yet."""
    finished, unfinished = (_track(task, number, task.url_of(number)) for number in range(2))
    unfinished["audio_url"] = ""
    del unfinished["duration"]
    return _staged(task, "first", "First audio generated successfully.", [finished, unfinished])


def _staged(task: SimTask, stage: str, message: str, tracks: list[JSON] | None, code: int = 200) -> JSON:
    return {"code": code, "msg": message, "data": {"callbackType": stage, "task_id": task.id, "data": tracks}}


def _status(task: SimTask) -> str:
    if task.state is State.SUCCESS:
        return "SUCCESS"
    if task.failure:
        return "SENSITIVE_WORD_ERROR" if task.failure.code == 400 else "GENERATE_AUDIO_FAILED"
    if task.progress >= FIRST_AT:
        return "FIRST_SUCCESS"
    return "TEXT_SUCCESS" if task.progress >= TEXT_AT else "PENDING"


def _tracks(task: SimTask) -> list[JSON]:
    return [_track(task, number, address) for number, address in enumerate(task.urls)]


def _track(task: SimTask, number: int, address: str) -> JSON:
    return {
        "id": f"{task.id}-{number}",
        "audio_url": address,
        "stream_audio_url": f"{address}?stream",
        "image_url": task.cover_url(number),
        "prompt": task.prompt,
        "model_name": "chirp-v4-5",
        "title": task.body.get("title") or task.prompt[:40],
        "tags": task.body.get("style") or "",
        "createTime": int(task.created_at * 1000),
        "duration": task.submission.shot.seconds,
    }


def _camel(track: JSON) -> JSON:
    """Rename snake_case keys: the callback writes `audio_url` where the status writes `audioUrl`."""
    return {name.split("_")[0] + "".join(map(str.title, name.split("_")[1:])): track[name] for name in track}
