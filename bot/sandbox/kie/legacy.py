"""The older per-family endpoints of KIE: flat camelCase bodies, and a different answer for each family.

Read from KIE's "old model" pages; Suno, whose songs come in stages, has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.kie import payloads as wordings
from bot.sandbox.kie.price import Measure
from bot.sandbox.kie.prompt_reading import read_shot
from bot.sandbox.kie.schema_files import older
from bot.sandbox.kie.tasks import JSON, SimTask, Submission

Wording = Callable[[SimTask], JSON]


@dataclass(frozen=True)
class Legacy:
    """One legacy family: where it lives, what it takes, how it words a status and a callback."""

    name: str
    submit_path: str
    status_path: str
    word_status: Wording
    word_callback: Wording
    measure: Measure

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a flat body.

        Raises:
            Refusal: 422 for an unknown, missing or wrong field.

        """
        schema = older()[self.name]
        request = schema.check(body)
        return Submission(
            model=str(body.get("model") or self.name),
            shot=read_shot(schema.kind, str(body.get("prompt") or ""), body),
            price=schema.price.credits(request, self.measure),
            results=schema.results_of(request),
            callback_url=body.get("callBackUrl") or None,
        )

    def status(self, task: SimTask) -> JSON:
        """Word `data` of the family's status answer."""
        return self.word_status(task)

    def callback(self, task: SimTask) -> JSON:
        """Word the family's callback."""
        return self.word_callback(task)

    def stages(self) -> Mapping[float, Wording]:
        """Return nothing: these families call back once."""
        return {}


_ROUTES = (
    ("veo", "veo/generate", "veo/record-info", wordings.veo_status, wordings.veo_callback),
    ("runway", "runway/generate", "runway/record-detail", wordings.runway_status, wordings.runway_callback),
    ("aleph", "aleph/generate", "aleph/record-info", wordings.aleph_status, wordings.aleph_callback),
    ("luma", "modify/generate", "modify/record-info", wordings.luma_status, wordings.luma_callback),
    (
        "gpt4o",
        "gpt4o-image/generate",
        "gpt4o-image/record-info",
        wordings.gpt4o_status,
        wordings.gpt4o_callback,
    ),
    (
        "flux_kontext",
        "flux/kontext/generate",
        "flux/kontext/record-info",
        wordings.flux_status,
        wordings.flux_callback,
    ),
    ("midjourney", "mj/generate", "mj/record-info", wordings.midjourney_status, wordings.midjourney_callback),
)


def families(measure: Measure) -> list[Legacy]:
    """Return every legacy family but Suno.

    Args:
        measure: tells the seconds of a reference.

    """
    return [Legacy(*route, measure) for route in _ROUTES]
