"""A supplier that answers from a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.catalog.spec import ReferenceNeed
from bot.domain.generation import Generation, Reference
from bot.errors import AccessRefused, ProviderError
from bot.ports import Progress, Result, Submission, TaskStatus
from tests.support.fault_injector import FaultInjector
from tests.support.scripted import Scripted

RUNNING = TaskStatus(progress=Progress.RUNNING, fraction=0.5, stage="generating")


def done(*urls: str, seconds: float = 0.0) -> TaskStatus:
    """A finished task with these results."""
    results = tuple(Result(url=url, seconds=seconds) for url in urls or ("https://cdn.example/1.mp4",))
    return TaskStatus(progress=Progress.DONE, fraction=1.0, stage="success", results=results)


class FakeProvider(Scripted):
    """Accepts everything and is never finished, unless a test says otherwise (`bot.ports.Provider` and `bot.availability.own_keys.KeyTester`).

    Attributes:
        submitted: what arrived at the supplier, in order, whatever it answered.
        asked: whose status was asked for.
        published: names under which references were put on its file host.
        callback_urls: where it may call, by generation.
        left_of_key: credits left of people's own keys, or an error; any other key is refused.
        forgotten: whose connections were closed.
    """

    def __init__(self, fault_injector: FaultInjector | None = None) -> None:
        super().__init__()
        self._fault_injector = fault_injector or FaultInjector()
        self.submitted: list[Generation] = []
        self.references: list[Sequence[str]] = []
        self.asked: list[Generation] = []
        self.published: list[str] = []
        self.turns = 0
        self.callback_urls: dict[int, str | None] = {}
        self.left_of_key: dict[str, Decimal | ProviderError] = {}
        self.forgotten: list[str] = []
        self.with_room: Callable[[], str] = lambda: ""

    def creations(self, operator_key: str) -> int:
        """How many requests of the key have arrived."""
        return sum(one.operator_key == operator_key for one in self.submitted)

    def route_for(self, generation: Generation) -> str:
        """The first route."""
        return "0"

    async def await_turn(self, generation: Generation) -> None:
        """Always at once."""
        self._fault_injector.point()
        self.turns += 1
        self.answer("await_turn", lambda: None)

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """Take the request down, then answer."""
        self._fault_injector.point()
        self.submitted.append(generation)
        self.references.append(references)
        self.callback_urls[generation.id] = callback_url
        answer = self.answer("submit", lambda: Submission(task_id=f"task-{generation.id}", route="0"))
        self._fault_injector.point()
        return answer

    async def status(self, generation: Generation) -> TaskStatus:
        """The next status of the script, or still running."""
        self._fault_injector.point()
        self.asked.append(generation)
        return self.answer("status", lambda: RUNNING)

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """An address made of the name."""
        self._fault_injector.point()
        self.published.append(name)
        return self.answer("publish", lambda: f"https://files.example/{name}")

    async def fresh_link(self, url: str) -> str:
        """The same link with a mark."""
        return self.answer("fresh_link", lambda: f"{url}?fresh")

    async def credits(self) -> Decimal:
        """A thousand."""
        return self.answer("credits", lambda: Decimal(1000))

    async def credits_of(self, api_key: str) -> Decimal:
        """As `left_of_key` says."""
        left = self.left_of_key.get(api_key, AccessRefused("no access"))
        if isinstance(left, ProviderError):
            raise left
        return left

    async def forget(self, owner: str) -> None:
        """Note it."""
        self.forgotten.append(owner)
