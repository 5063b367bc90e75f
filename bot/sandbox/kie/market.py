"""The market family: `jobs/createTask` and `jobs/recordInfo` for every model, words as of September 2026."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.fields import Refusal, is_url
from bot.sandbox.kie.price import Measure
from bot.sandbox.kie.prompt_reading import read_shot
from bot.sandbox.kie.schema import VALIDATION, Request, Schema
from bot.sandbox.kie.schema_files import market
from bot.sandbox.kie.tasks import (
    FORGOTTEN,
    INTERNAL,
    JSON,
    TASK_UNKNOWN,
    EarlierTask,
    SimTask,
    State,
    Submission,
    as_number,
)

MODEL_NOT_SUPPORTED = (
    "The model name you specified is not supported. Please verify your input and use one of the supported models "
    "provided by KIE."
)
_BODY = frozenset({"model", "input", "callBackUrl"})
_PROMPTS = ("prompt", "lyrics", "text")
_SPOKEN = ("dialogue_turns", "dialogue")
_FILE_TOOLS = frozenset({"ai-music-api/convert-to-wav-format", "ai-music-api/create-music-video"})
"""Suno's models whose results are addresses as everywhere else, no tracks."""
_STATES = {
    State.WAITING: "waiting",
    State.GENERATING: "generating",
    State.SUCCESS: "success",
    State.FAIL: "fail",
}
_FLAGS = {State.WAITING: 0, State.GENERATING: 0, State.SUCCESS: 1, State.FAIL: 3}


class Market:
    """Reads and words tasks of the market.

    Args:
        measure: tells the seconds of a reference, of models that are sold by them.
        earlier: tells a task's model and fields by its id; None when there is none that can be continued.

    """

    name = "jobs"

    def __init__(
        self, measure: Measure, earlier: Callable[[str], EarlierTask | None] = lambda _: FORGOTTEN
    ) -> None:
        self._measure = measure
        self._earlier = earlier

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read `{model, input, callBackUrl?}`.

        Raises:
            Refusal: 422 for an unknown model, an unknown, missing or wrong field.

        """
        schema = _schema(body.get("model"))
        for name in body:
            if name not in _BODY:
                raise Refusal(VALIDATION, f"{str(name)[:64]} is not a supported parameter")
        fields = body.get("input")
        if not isinstance(fields, dict):
            raise Refusal(VALIDATION, "input: This field is required")
        continued = self._continued(schema, fields)
        request = _checked(schema, fields, continued.fields if continued else {})
        shot = read_shot(schema.kind, _prompt(fields), fields)
        return Submission(
            model=schema.id,
            shot=replace(shot, extension=schema.file or shot.extension),
            price=schema.price.credits(request, self._measure),
            results=schema.results_of(request),
            callback_url=_callback_url(schema, body),
            fails_with=INTERNAL if schema.fails else None,
            continues=str(fields[schema.continues]) if continued else "",
            facts=request.facts(),
        )

    def _continued(self, schema: Schema, fields: Mapping[str, Any]) -> EarlierTask | None:
        """The earlier task that a request names.

        Raises:
            Refusal: there is no such task, or none of a model that can be continued.

        """
        task_id = fields.get(schema.continues) if schema.continues else None
        if not isinstance(task_id, str) or not task_id:
            return None  # when it is required, the schema says so
        task = self._earlier(task_id)
        if task is None:
            raise Refusal(VALIDATION, TASK_UNKNOWN)
        if task.model and schema.continues_models and task.model not in schema.continues_models:
            raise Refusal(VALIDATION, f"{schema.continues} is not within the range of allowed options")
        return task

    def status(self, task: SimTask) -> JSON:
        """Word `data` of recordInfo; a success carries its results twice, as a JSON string and parsed."""
        done = task.state is State.SUCCESS
        results = _result(task) if done else None
        return {
            "taskId": task.id,
            "model": task.model,
            "state": task.word or _word(task),
            "param": _param(task),
            "resultJson": json.dumps(results) if done else "",
            "response": results,
            "successFlag": _FLAGS[task.state],
            "failCode": str(task.failure.code) if task.failure else None,
            "failMsg": task.failure.message if task.failure else None,
            "costTime": int((task.completed_at or 0) - task.created_at) if task.completed_at else None,
            "completeTime": _milliseconds(task.completed_at),
            "createTime": _milliseconds(task.created_at),
            "updateTime": _milliseconds(task.completed_at or task.created_at),
            "creditsConsumed": as_number(task.charged) if done else 0,
        }

    def callback(self, task: SimTask) -> JSON:
        """Word the callback: the same `data`; on failure code 501 and no `resultJson`."""
        data = {
            name: value
            for name, value in self.status(task).items()
            if name not in ("response", "successFlag")
        }
        if task.state is State.SUCCESS:
            return {"code": 200, "msg": "Playground task completed successfully.", "data": data}
        del data["resultJson"]
        return {"code": 501, "msg": "Playground task failed.", "data": data}

    def stages(self) -> Mapping[float, Callable[[SimTask], JSON]]:
        """Return nothing: the market calls back once."""
        return {}


def _word(task: SimTask) -> str:
    """The state's word; who waits for long is in a queue."""
    if task.state is State.WAITING and task.fault is Fault.FAIL_QUEUE:
        return "queuing"
    return _STATES[task.state]


def _schema(model_id: Any) -> Schema:
    if not isinstance(model_id, str) or not model_id:
        raise Refusal(VALIDATION, "model: This field is required")
    schema = market().get(model_id)
    if schema is None:
        raise Refusal(VALIDATION, MODEL_NOT_SUPPORTED)
    return schema


def _checked(schema: Schema, fields: Mapping[str, Any], earlier: Mapping[str, Any]) -> Request:
    """Check the fields; voices are refused with the words that KIE has for them."""
    try:
        return schema.check(fields, earlier)
    except Refusal as refusal:
        if refusal.message == "voice: This field is required":
            raise Refusal(refusal.code, "voiceId cannot be empty") from None
        if refusal.message == "voice is not within the range of allowed options":
            raise Refusal(refusal.code, "This voice is not within the range of allowed options") from None
        raise


def _callback_url(schema: Schema, body: Mapping[str, Any]) -> str | None:
    url = body.get("callBackUrl")
    if url and not is_url(url):
        raise Refusal(VALIDATION, "callBackUrl is invalid")
    if schema.callback and not url:
        raise Refusal(VALIDATION, "callBackUrl: This field is required")
    return url or None


def _prompt(fields: Mapping[str, Any]) -> str:
    """The words of a request, wherever the model takes them."""
    return next(_words(fields), "")


def _words(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in _PROMPTS:
        if fields.get(name):
            yield str(fields[name])
    for name in _SPOKEN:
        if lines := fields.get(name):
            yield " ".join(str(line.get("text") or "") for line in lines)


def _param(task: SimTask) -> str:
    """Repeat the request as KIE does: JSON whose `input` is JSON text once more."""
    return json.dumps({**task.body, "input": json.dumps(task.body.get("input"), ensure_ascii=False)})


def _result(task: SimTask) -> JSON:
    if task.model.startswith("ai-music-api/") and task.model not in _FILE_TOOLS:
        return {"data": [_track(task, number, url) for number, url in enumerate(task.urls)]}
    resolution = task.body["input"].get("resolution")
    if task.model == "veo-3-1" and resolution in ("1080p", "4k") and task.fault is not Fault.NO_URLS:
        return {"data": {"result_urls": task.urls, "origin_urls": [f"{url}?origin" for url in task.urls]}}
    return {"resultUrls": task.urls}


def _track(task: SimTask, number: int, url: str) -> JSON:
    return {
        "id": f"{task.id}-{number}",
        "audio_url": url,
        "stream_audio_url": f"{url}?stream",
        "image_url": task.cover_url(number),
        "title": task.body["input"].get("title") or task.prompt[:40],
        "duration": task.submission.shot.seconds,
    }


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds * 1000)
