"""A task of KIE's: what was asked, how far it is, how it ended. It knows no dialect's words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Protocol

from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.prompt_reading import Kind, Shot

JSON = dict[str, Any]


class State(Enum):
    """Where a task is; each family says it in its own words."""

    WAITING = auto()
    """Created, not begun."""
    GENERATING = auto()
    """Being made."""
    SUCCESS = auto()
    """Done; the addresses are there."""
    FAIL = auto()
    """Ended without media; the credits were returned."""

    @property
    def is_final(self) -> bool:
        """Whether nothing changes any more."""
        return self in (State.SUCCESS, State.FAIL)


@dataclass(frozen=True)
class Failure:
    """Why a task failed: KIE's code and text."""

    code: int
    message: str


MODERATION = Failure(400, "Your prompt was flagged by Website as violating content policies.")
INTERNAL = Failure(500, "Internal Error, Please try again later.")
PERSON = Failure(500, "Internal Error")
"""What a filter for pictures of people was seen to say, at once."""
QUEUE = Failure(524, "Task timed out while waiting in the queue")
"""Twenty minutes in a busy queue. The words are ours: only the code is known."""
UNREADABLE = Failure(451, "Image fetch failed. Check access settings or use our File Upload API.")


TASK_UNKNOWN = "record is null"
"""What KIE says of a task that it does not have."""


@dataclass(frozen=True)
class EarlierTask:
    """A task that succeeded, as far as another can go on from it."""

    model: str
    fields: Mapping[str, Any]


FORGOTTEN = EarlierTask("", {})
"""A task of before the simulator's time: nothing is known of it."""


@dataclass(frozen=True)
class Submission:
    """An accepted request: what to make and what it costs in credits."""

    model: str
    shot: Shot
    price: Decimal
    results: int
    callback_url: str | None
    fails_with: Failure | None = None
    continues: str = ""
    """Id of the earlier task that it goes on from."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What later tasks may ask of this one: its fields, with what KIE takes where they are silent."""


def as_number(credits_exactly: Decimal) -> int | float:
    """Credits as JSON has them: whole ones without a point."""
    whole = int(credits_exactly)
    return whole if whole == credits_exactly else float(credits_exactly)


class Family(Protocol):
    """One way of asking KIE: reads bodies and words a task's status and callbacks."""

    @property
    def name(self) -> str:
        """How the documentation calls this family."""

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a request's body.

        Raises:
            Refusal: when KIE would refuse it.

        """

    def status(self, task: SimTask) -> JSON:
        """Word the `data` of a status answer."""

    def callback(self, task: SimTask) -> JSON:
        """Word the whole body of the final callback."""

    def stages(self) -> Mapping[float, Callable[[SimTask], JSON]]:
        """Callbacks on the way: at which progress (0-1) and what they say; empty for most."""


@dataclass(frozen=True)
class SentCallback:
    """One POST to a callback address and what came of it."""

    payload: Any
    status: int | None
    """HTTP status of the answer; None when there was none."""
    attempt: int
    at: float


@dataclass
class SimTask:
    """A task under the simulator's hands. Tests in hold mode end it with `finish` or `fail`.

    `created_at` and `completed_at` are Unix seconds, as KIE reports them.
    """

    id: str
    family: Family
    submission: Submission
    body: JSON
    files_root: str
    seconds: float
    """How long it takes by itself; infinite in hold mode."""
    fault: Fault | None = None
    account: str = "main"
    """Whose key created it: only that account finds it."""
    charged: Decimal = Decimal(0)
    """Credits that were taken for it: the price, unless KIE is made to charge another."""
    state: State = State.WAITING
    failure: Failure | None = None
    urls: list[str] = field(default_factory=list)
    gone: frozenset[int] = frozenset()
    """Numbers of the files whose addresses answer 410; tests set it."""
    word: str = ""
    """What KIE calls its state instead of the usual word; tests set it."""
    callbacks: list[SentCallback] = field(default_factory=list)
    status_queries: int = 0
    created_at: float = field(default_factory=time.time)
    completed_at: float | None = None
    _progress: float | None = None
    _started: float = field(default_factory=time.monotonic)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def model(self) -> str:
        """The model's id, or the service's name where the body names none."""
        return self.submission.model

    @property
    def service(self) -> str:
        """The family's name."""
        return self.family.name

    @property
    def prompt(self) -> str:
        """What the person asked for."""
        return self.submission.shot.prompt

    @property
    def callback_url(self) -> str | None:
        """Where the end is announced."""
        return self.submission.callback_url

    @property
    def progress(self) -> float:
        """How far it is, 0-1, by the time gone; 1 only at success."""
        if self.state is State.SUCCESS:
            return 1.0
        if self._progress is not None:
            return self._progress
        return min(self.age() / self.seconds, 0.99) if self.seconds > 0 else 0.99

    def age(self) -> float:
        """Return the seconds since its creation."""
        return time.monotonic() - self._started

    @property
    def has_picture(self) -> bool:
        """Whether media go with it."""
        return bool(self.submission.shot.references)

    def begin(self) -> None:
        """Go from waiting to generating; in a queue that is too long it never comes to that."""
        if self.state is State.WAITING and self.fault is not Fault.FAIL_QUEUE:
            self.state = State.GENERATING

    def advance(self, progress: float) -> None:
        """Fix the progress (0-1) from now on, for tests in hold mode."""
        self.begin()
        self._progress = progress

    def finish(self, urls: list[str] | None = None) -> None:
        """End with success now; without `urls` it gets addresses of the media that this server makes.

        Raises:
            RuntimeError: when it has already ended.

        """
        self.urls = self._made() if urls is None else list(urls)
        self._end(State.SUCCESS)

    def fail(self, code: int = INTERNAL.code, message: str = INTERNAL.message) -> None:
        """End with a failure now.

        Raises:
            RuntimeError: when it has already ended.

        """
        self.failure = Failure(code, message)
        self._end(State.FAIL)

    async def ended(self, within: float | None = None) -> bool:
        """Wait for the end, at most `within` seconds; tell whether it came."""
        try:
            async with asyncio.timeout(within):
                await self._ended.wait()
        except TimeoutError:
            return False
        return True

    def shot(self, number: int) -> Shot:
        """Return what the file with this number shows: several results differ in their variant."""
        return replace(self.submission.shot, variant=number)

    def cover_url(self, number: int = 0) -> str:
        """Return the address of the still picture that goes with a video or a song."""
        return f"{self.files_root}/{self.id}/cover-{number}.jpg"

    def has_file(self, number: int, suffix: str) -> bool:
        """Tell whether such a file exists by now; a song's first track is there before the end."""
        is_made = self.state is State.SUCCESS or (self.submission.shot.kind is Kind.MUSIC and number == 0)
        return is_made and number < self._count() and suffix == self.submission.shot.suffix

    def url_of(self, number: int) -> str:
        """Return the address of the file with this number."""
        return f"{self.files_root}/{self.id}/{number}.{self.submission.shot.suffix}"

    def is_gone(self, number: int) -> bool:
        """Tell whether the file with this number was deleted for good."""
        return number in self.gone or (self.fault is Fault.GONE_URL and number == self._count() - 1)

    def _made(self) -> list[str]:
        urls = [self.url_of(number) for number in range(self._count())]
        if len(urls) > 1 and self.fault is Fault.FEWER_URLS:
            return urls[:-1]
        return [*urls[:-1], ""] if len(urls) > 1 and self.fault is Fault.EMPTY_URL else urls

    def _count(self) -> int:
        if self.fault is Fault.NO_URLS:
            return 0
        return 4 if self.fault is Fault.MANY else self.submission.results

    def _end(self, state: State) -> None:
        if self.state.is_final:
            raise RuntimeError(f"task {self.id} has already ended")
        self.state = state
        self.completed_at = time.time()
        self._ended.set()
