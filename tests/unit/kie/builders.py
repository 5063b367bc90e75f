"""Generations, offers, samples and a KIE that answers as configured."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from bot.catalog.spec import Dialect, Media, ReferenceNeed
from bot.domain.generation import Destination, Generation, Reference, TaskResult
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits

SAMPLES = Path(__file__).parent / "samples"
KEY = "kie-secret-0123456789abcdef"
NOW = datetime(2026, 1, 9, 23, 6, 40, tzinfo=UTC)

_GENERATION = Generation(
    id=1,
    person_id=7,
    account_id=7,
    language="en",
    destination=Destination(chat_id=7),
    model="some-model",
    dialect=Dialect.LIVE,
    choices={},
    prompt="A red bicycle",
    price=10,
    token="token",
    created_at=NOW,
    due_at=NOW,
    deadline_at=NOW,
)


def sample(name: str) -> Any:
    """The parsed sample of this file name, without `.json`."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def generation(**changes: Any) -> Generation:
    """A generation in the live dialect, with changes."""
    return dataclasses.replace(_GENERATION, **changes)


def earlier_task(need: ReferenceNeed) -> TaskResult | None:
    """What a reference carries for a need of something that was made at KIE; None where an address does."""
    if not need.made_by:
        return None
    return TaskResult(model=need.made_by[0], task_id=f"earlier-{need.made_by[0]}", item_id="earlier-item")


def photos(count: int) -> tuple[Reference, ...]:
    """As many photos."""
    return tuple(Reference(file_id=f"photo-{index}", media=Media.PHOTO) for index in range(count))


class FakeKie:
    """Answers every request with the next of the given answers, and the last one for ever; keeps the requests.

    An answer is a response, an exception to raise in the transport, or a JSON value to send with HTTP 200.
    """

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    @property
    def bodies(self) -> Sequence[Any]:
        """The JSON bodies that it got."""
        return [json.loads(request.content) for request in self.requests]


def client_of(kie: Callable[[httpx.Request], httpx.Response]) -> KieClient:
    """A client whose network is this function."""
    return KieClient(
        KEY, "https://kie.test", "https://files.test/", KeyLimits(), transport=httpx.MockTransport(kie)
    )
