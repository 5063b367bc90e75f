"""The simplified dialect: `POST /api/v1/{service}/{action}`, status 0/1/2, one callback of one shape.

Its contract is three answers: a creation gives `data.taskId`; a status gives taskId, status, progress (0-1) and
resultUrls; a callback gives `{code, data: {taskId, resultUrls}}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.prompt_reading import read_shot
from bot.sandbox.kie.schema import Schema
from bot.sandbox.kie.schema_files import integration
from bot.sandbox.kie.tasks import JSON, SimTask, State, Submission

_STATUS = {State.WAITING: 0, State.GENERATING: 0, State.SUCCESS: 1, State.FAIL: 2}


@dataclass(frozen=True)
class Service:
    """One endpoint of the simplified dialect.

    Args:
        name: the service in the path.
        action: the last part of the path.
        models: what it makes, by name.
        code_in_data: repeat the callback's code inside `data`, where the contract's own example handler reads it.

    """

    name: str
    action: str
    models: Mapping[str, Schema]
    code_in_data: bool = False

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a flat body, of which the document must list everything.

        Raises:
            Refusal: 400, the document's code for wrong parameters.

        """
        model = body.get("model")
        if not isinstance(model, str) or model not in self.models:
            raise Refusal(400, "model is not within the range of allowed options")
        schema = self.models[model]
        try:
            request = schema.check(body)
        except Refusal as refusal:
            raise Refusal(400, refusal.message) from None
        prompt = str(body.get("prompt") or "")
        if schema.fields["prompt"].required and not prompt.strip():
            raise Refusal(400, "prompt: This field is required")
        return Submission(
            model=model,
            shot=read_shot(schema.kind, prompt, body),
            price=schema.price.credits(request, lambda _: 0),
            results=schema.results_of(request),
            callback_url=body.get("callBackUrl") or None,
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


def services(*, code_in_data: bool = False) -> list[Service]:
    """Return every endpoint of the dialect."""
    paths = dict.fromkeys(schema.path for schema in integration().values())
    return [_service(*path.split("/"), code_in_data=code_in_data) for path in paths]


def _service(name: str, action: str, *, code_in_data: bool) -> Service:
    models = {id_: schema for id_, schema in integration().items() if schema.path == f"{name}/{action}"}
    return Service(name, action, models, code_in_data)
