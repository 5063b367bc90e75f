"""The simplified dialect: `POST /api/v1/{service}/{action}`, status 0/1/2, one callback of one shape.

Its contract is three answers: a creation gives `data.taskId`; a status gives taskId, status, progress (0-1) and
resultUrls; a callback gives `{code, data: {taskId, resultUrls}}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.sandbox.kie.fields import Refusal, is_url
from bot.sandbox.kie.prompt_reading import Kind, read_shot, references_in
from bot.sandbox.kie.tasks import JSON, SimTask, State, Submission

_STATUS = {State.WAITING: 0, State.GENERATING: 0, State.SUCCESS: 1, State.FAIL: 2}


@dataclass(frozen=True)
class Service:
    """One service of the simplified dialect.

    Args:
        name: the service in the path.
        action: the last part of the path.
        kind: what it makes.
        price: credits for one request: the low end where a range is given.
        code_in_data: repeat the callback's code inside `data`, where the contract's own example handler reads it.

    """

    name: str
    action: str
    kind: Kind
    price: float
    code_in_data: bool = False

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a flat body; everything but the prompt and the callback address is taken as it comes.

        Raises:
            Refusal: 400 without a prompt (or without a picture, to remove a background).

        """
        prompt = body.get("prompt") or body.get("text") or ""
        if not isinstance(prompt, str):
            raise Refusal(400, "prompt must be a string")
        if self.kind is Kind.CUTOUT:
            if not any(references_in(body)):
                raise Refusal(400, "An image is required")
        elif not prompt.strip():
            raise Refusal(400, "prompt is required")
        callback_url = body.get("callBackUrl")
        if callback_url is not None and not is_url(callback_url):
            raise Refusal(400, "callBackUrl is invalid")
        model = body.get("model")
        if not isinstance(model, str) or not model:
            raise Refusal(400, "model is required")
        return Submission(
            model, read_shot(self.kind, prompt, body), Decimal(str(self.price)), 1, callback_url
        )

    def status(self, task: SimTask) -> JSON:
        """Word `data` of record-info."""
        return {
            "taskId": task.id,
            "status": task.word or _STATUS[task.state],
            "progress": round(task.progress, 2),
            "resultUrls": task.urls,
        }

    def callback(self, task: SimTask) -> JSON:
        """Word the callback; the code is at the root."""
        code = task.failure.code if task.failure else 200
        data: JSON = {"taskId": task.id, "resultUrls": task.urls}
        return {"code": code, "data": {"code": code, **data} if self.code_in_data else data}

    def stages(self) -> Mapping[float, Callable[[SimTask], JSON]]:
        """Return nothing: this dialect calls back once."""
        return {}


_SERVICES = (
    ("veo", "generate", Kind.VIDEO, 70),
    ("sora", "generate", Kind.VIDEO, 100),
    ("kling", "generate", Kind.VIDEO, 50),
    ("runway", "generate", Kind.VIDEO, 50),
    ("minimax", "generate", Kind.VIDEO, 50),
    ("hailuo", "generate", Kind.VIDEO, 60),
    ("wan", "generate", Kind.VIDEO, 60),
    ("seedance", "generate", Kind.VIDEO, 55),
    ("luma", "modify", Kind.VIDEO, 50),
    ("gpt4o-image", "generate", Kind.IMAGE, 10),
    ("flux", "generate", Kind.IMAGE, 8),
    ("midjourney", "generate", Kind.IMAGE, 12),
    ("seedream", "generate", Kind.IMAGE, 8),
    ("qwen", "generate", Kind.IMAGE, 6),
    ("ghibli", "generate", Kind.IMAGE, 10),
    ("recraft", "remove-bg", Kind.CUTOUT, 2),
    ("elevenlabs", "tts", Kind.SPEECH, 5),
    ("elevenlabs", "sfx", Kind.SOUND, 5),
    ("suno", "generate", Kind.MUSIC, 20),
)


def services(*, code_in_data: bool = False) -> list[Service]:
    """Return every service of the dialect."""
    return [Service(*row, code_in_data=code_in_data) for row in _SERVICES]
