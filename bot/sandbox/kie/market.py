"""The market family: `jobs/createTask` and `jobs/recordInfo` for every model, words as of September 2026."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.fields import Refusal, check, is_url
from bot.sandbox.kie.models import MODELS, MarketModel, guess
from bot.sandbox.kie.prompt_reading import Kind, read_shot
from bot.sandbox.kie.tasks import INTERNAL, JSON, SimTask, State, Submission

MODEL_NOT_SUPPORTED = (
    "The model name you specified is not supported. Please verify your input and use one of the supported models "
    "provided by KIE."
)
_STATES = {
    State.WAITING: "waiting",
    State.GENERATING: "generating",
    State.SUCCESS: "success",
    State.FAIL: "fail",
}
_FLAGS = {State.WAITING: 0, State.GENERATING: 0, State.SUCCESS: 1, State.FAIL: 3}
_MOST_RESULTS = 6
_TIERS = {"veo3": 250, "veo3_fast": 60, "veo3_lite": 30}


class Market:
    """Reads and words tasks of the market.

    Args:
        strict: refuse every model id that the table does not have; otherwise one that looks like KIE's passes.

    """

    name = "jobs"

    def __init__(self, *, strict: bool = True) -> None:
        self._strict = strict

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read `{model, input, callBackUrl?}`.

        Raises:
            Refusal: 422 for an unknown model, a missing or wrong field.

        """
        model = self._model(body.get("model"))
        fields = body.get("input")
        if not isinstance(fields, dict):
            raise Refusal(422, "input: This field is required")
        remarks = check(model.fields, fields)
        _check_family(model, fields)
        prompt = str(fields.get("prompt") or fields.get("lyrics") or fields.get("text") or "")
        return Submission(
            model=model.id,
            shot=read_shot(model.kind, prompt, fields),
            price=_price(model, fields),
            results=_results(model, fields),
            callback_url=_callback_url(body),
            fails_with=INTERNAL if model.always_fails else None,
            remarks=() if model.loose else tuple(f"{model.id}: input.{name}" for name in remarks),
        )

    def status(self, task: SimTask) -> JSON:
        """Word `data` of recordInfo; a success carries its results twice, as a JSON string and parsed."""
        done = task.state is State.SUCCESS
        results = _result(task) if done else None
        return {
            "taskId": task.id,
            "model": task.model,
            "state": task.word or _STATES[task.state],
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
            "creditsConsumed": task.submission.price if done else 0,
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

    def _model(self, model_id: Any) -> MarketModel:
        if not isinstance(model_id, str) or not model_id:
            raise Refusal(422, "model: This field is required")
        model = MODELS.get(model_id) or (None if self._strict else guess(model_id))
        if model is None:
            raise Refusal(422, MODEL_NOT_SUPPORTED)
        return model


def _check_family(model: MarketModel, fields: Mapping[str, Any]) -> None:
    """Check the rules that bind several fields together."""
    if model.id == "ai-music-api/generate":
        _check_song(fields)
    elif model.kind is Kind.SPEECH:
        _check_voice(model, fields.get("voice"))
    elif model.id == "4o-image-api" and not (fields.get("prompt") or fields.get("files_url")):
        raise Refusal(422, "prompt and files_url cannot both be empty")
    elif model.id == "runway" and fields["quality"] == "1080p" and fields["duration"] == 10:
        raise Refusal(422, "1080p is not available for 10 second videos")
    elif model.id.startswith("bytedance/seedance-2"):
        _check_frames(fields)
    elif model.id == "minimax-h3/image-to-video" and not (
        fields.get("first_frame_url") or fields.get("last_frame_url")
    ):
        raise Refusal(422, "first_frame_url: This field is required")


def _check_song(fields: Mapping[str, Any]) -> None:
    custom, words = fields["custom_mode"], fields.get("prompt") or fields.get("lyrics")
    needed = {"style": fields.get("style"), "title": fields.get("title")} if custom else {}
    if not custom or not fields["instrumental"]:
        needed["prompt"] = words
    for name, value in needed.items():
        if not value:
            raise Refusal(422, f"{name}: This field is required")
    if not custom and len(str(words)) > 3000:
        raise Refusal(422, "prompt is not within the range of allowed options")
    newest = fields["model"] == "V5_5" or fields["model"].startswith("V6")
    if fields.get("duration") is not None and not (custom and newest):
        raise Refusal(422, "duration is only supported in custom mode with V5_5 and V6 models")


def _check_voice(model: MarketModel, voice: Any) -> None:
    if not voice and "turbo" in model.id:
        return
    if not voice:
        raise Refusal(422, "voiceId cannot be empty")
    if not re.fullmatch(r"[A-Za-z0-9]{20}", voice):
        raise Refusal(422, "This voice is not within the range of allowed options")


def _check_frames(fields: Mapping[str, Any]) -> None:
    frames = fields.get("first_frame_url") or fields.get("last_frame_url")
    if fields.get("last_frame_url") and not fields.get("first_frame_url"):
        raise Refusal(422, "first_frame_url: This field is required")
    if frames and any(fields.get(f"reference_{kind}_urls") for kind in ("image", "video", "audio")):
        raise Refusal(422, "first_frame_url and reference_image_urls cannot be used together")


def _callback_url(body: Mapping[str, Any]) -> str | None:
    url = body.get("callBackUrl")
    if url and not is_url(url):
        raise Refusal(422, "callBackUrl is invalid")
    return url or None


def _price(model: MarketModel, fields: Mapping[str, Any]) -> float:
    if model.id == "veo-3-1":
        return _TIERS[fields.get("model") or "veo3_fast"]
    if model.kind is Kind.SPEECH:
        return round(model.price * len(str(fields["text"])) / 1000, 2)
    return model.price


def _results(model: MarketModel, fields: Mapping[str, Any]) -> int:
    asked = (str(fields.get(name) or "") for name in ("max_images", "num_images"))
    return max((model.results, *(min(int(count), _MOST_RESULTS) for count in asked if count.isdecimal())))


def _param(task: SimTask) -> str:
    """Repeat the request as KIE does: JSON whose `input` is JSON text once more."""
    return json.dumps({**task.body, "input": json.dumps(task.body.get("input"), ensure_ascii=False)})


def _result(task: SimTask) -> JSON:
    if task.model.startswith("ai-music-api/"):
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
