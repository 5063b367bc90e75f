"""How each legacy family words a task: the `data` of its status answer and the body of its callback.

No two agree: flags or words, epoch milliseconds or ISO text, camelCase in one answer and snake_case in the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from bot.sandbox.kie.tasks import JSON, SimTask, State

_FLAGS = {State.WAITING: 0, State.GENERATING: 0, State.SUCCESS: 1, State.FAIL: 3}


def _milliseconds(seconds: float | None) -> int | None:
    """Word a time as epoch milliseconds."""
    return None if seconds is None else int(seconds * 1000)


def _iso(seconds: float | None) -> str | None:
    """Word a time as ISO text in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _first(task: SimTask) -> str:
    """Return the first address, or an empty text, which is what KIE writes for none."""
    return task.urls[0] if task.urls else ""


def _cover(task: SimTask) -> str:
    return task.cover_url() if task.urls else ""


def _param(task: SimTask) -> str:
    return json.dumps(task.body, ensure_ascii=False)


def _error(task: SimTask) -> JSON:
    failure = task.failure
    return {
        "errorCode": failure.code if failure else None,
        "errorMessage": failure.message if failure else None,
    }


def _code(task: SimTask) -> int:
    return task.failure.code if task.failure else 200


def _message(task: SimTask, success: str) -> str:
    return task.failure.message if task.failure else success


def _times(task: SimTask, word: Callable[[float | None], int | str | None]) -> JSON:
    return {"completeTime": word(task.completed_at), "createTime": word(task.created_at)}


def veo_status(task: SimTask) -> JSON:
    """Word `data` of Veo's status answer."""
    response = {
        "taskId": task.id,
        "resolution": task.body.get("resolution") or "720p",
        "originUrls": None,
        "resultUrls": task.urls,
        "fullResultUrls": None,
        "hasAudioList": [False for _ in task.urls],
        "seeds": [61668 for _ in task.urls],
    }
    return {
        "taskId": task.id,
        "paramJson": _param(task),
        "response": response if task.state is State.SUCCESS else None,
        "successFlag": _FLAGS[task.state],
        "fallbackFlag": False,
        **_times(task, _milliseconds),
        **_error(task),
    }


def veo_callback(task: SimTask) -> JSON:
    """Word Veo's callback."""
    data: JSON = {"taskId": task.id, "fallbackFlag": False}
    if task.failure is None:
        data["info"] = {"resultUrls": task.urls, "resolution": task.body.get("resolution") or "720p"}
    return {"code": _code(task), "msg": _message(task, "Veo3.1 video generated successfully."), "data": data}


def runway_status(task: SimTask) -> JSON:
    """Word `data` of Runway's status answer."""
    words = {
        State.WAITING: "wait",
        State.GENERATING: "generating",
        State.SUCCESS: "success",
        State.FAIL: "fail",
    }
    finished = datetime.fromtimestamp(task.completed_at or task.created_at, UTC)
    video = {"videoId": f"{task.id}-v", "taskId": task.id, "videoUrl": _first(task), "imageUrl": _cover(task)}
    return {
        "taskId": task.id,
        "parentTaskId": "",
        "generateParam": {
            "prompt": task.prompt,
            "imageUrl": task.body.get("imageUrl") or "",
            "expandPrompt": True,
        },
        "state": words[task.state],
        "generateTime": finished.strftime("%Y-%m-%d %H:%M:%S"),
        "videoInfo": video if task.state is State.SUCCESS else None,
        "failCode": task.failure.code if task.failure else "",
        "failMsg": task.failure.message if task.failure else "",
        "expireFlag": 0,
    }


def runway_callback(task: SimTask) -> JSON:
    """Word Runway's callback."""
    done = task.failure is None
    data = {
        "task_id": task.id,
        "video_id": f"{task.id}-v" if done else "",
        "video_url": _first(task),
        "image_url": _cover(task),
    }
    return {"code": _code(task), "msg": _message(task, "All generated successfully."), "data": data}


def aleph_status(task: SimTask) -> JSON:
    """Word `data` of Aleph's status answer."""
    response = {"taskId": task.id, "resultVideoUrl": _first(task), "resultImageUrl": _cover(task)}
    return {
        "taskId": task.id,
        "paramJson": _param(task),
        "response": response if task.state is State.SUCCESS else None,
        **_times(task, _iso),
        # 0 means running as well as failed; only the error tells which
        "successFlag": 1 if task.state is State.SUCCESS else 0,
        "errorCode": task.failure.code if task.failure else 0,
        "errorMessage": task.failure.message if task.failure else "",
    }


def aleph_callback(task: SimTask) -> JSON:
    """Word Aleph's callback."""
    data = (
        {"result_video_url": _first(task), "result_image_url": _cover(task)} if task.failure is None else None
    )
    return {"code": _code(task), "msg": _message(task, "success"), "data": data, "taskId": task.id}


def luma_status(task: SimTask) -> JSON:
    """Word `data` of Luma Modify's status answer."""
    response = {"taskId": task.id, "originUrls": [task.body["videoUrl"]], "resultUrls": task.urls}
    return {
        "taskId": task.id,
        "paramJson": _param(task),
        "response": response if task.state is State.SUCCESS else None,
        "successFlag": _FLAGS[task.state],
        **_times(task, _milliseconds),
        **_error(task),
    }


def luma_callback(task: SimTask) -> JSON:
    """Word Luma Modify's callback."""
    data: JSON = {"taskId": task.id, "promptJson": _param(task)}
    if task.failure:
        return {"code": 500, "msg": "Modify record generation failed.", "data": data}
    return {
        "code": 200,
        "msg": "Modify record generated successfully.",
        "data": {**data, "resultUrls": task.urls},
    }


def gpt4o_status(task: SimTask) -> JSON:
    """Word `data` of 4o Image's status answer."""
    words = {State.SUCCESS: "SUCCESS", State.FAIL: "GENERATE_FAILED"}
    return {
        "taskId": task.id,
        "paramJson": _param(task),
        "response": {"resultUrls": task.urls} if task.state is State.SUCCESS else None,
        "successFlag": 2 if task.state is State.FAIL else _FLAGS[task.state],
        "status": words.get(task.state, "GENERATING"),
        **_times(task, _milliseconds),
        **_error(task),
        "progress": f"{task.progress:.2f}",
    }


def gpt4o_callback(task: SimTask) -> JSON:
    """Word 4o Image's callback."""
    info = {"result_urls": task.urls} if task.failure is None else None
    return {"code": _code(task), "msg": _message(task, "success"), "data": {"taskId": task.id, "info": info}}


def _flux_info(task: SimTask) -> JSON:
    return {"originImageUrl": f"{_first(task)}?origin" if task.urls else "", "resultImageUrl": _first(task)}


def flux_status(task: SimTask) -> JSON:
    """Word `data` of Flux Kontext's status answer."""
    return {
        "taskId": task.id,
        "paramJson": _param(task),
        "response": _flux_info(task) if task.state is State.SUCCESS else None,
        "successFlag": _FLAGS[task.state],
        **_times(task, _iso),
        **_error(task),
    }


def flux_callback(task: SimTask) -> JSON:
    """Word Flux Kontext's callback."""
    message = _message(task, "BFL image generated successfully.")
    return {"code": _code(task), "msg": message, "data": {"taskId": task.id, "info": _flux_info(task)}}


def midjourney_status(task: SimTask) -> JSON:
    """Word `data` of Midjourney's status answer."""
    results = {"resultUrls": [{"resultUrl": item} for item in task.urls]}
    return {
        "taskId": task.id,
        "taskType": task.body["taskType"],
        "paramJson": _param(task),
        "resultInfoJson": results if task.state is State.SUCCESS else None,
        "successFlag": _FLAGS[task.state],
        **_times(task, _iso),
        **_error(task),
    }


def midjourney_callback(task: SimTask) -> JSON:
    """Word Midjourney's callback."""
    data = {"taskId": task.id, "promptJson": _param(task), "resultUrls": task.urls}
    return {"code": 500 if task.failure else 200, "msg": _message(task, "success"), "data": data}
