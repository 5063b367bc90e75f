"""What is asked of the supplier, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.catalog.spec import ReferenceNeed
from bot.domain.generation import Generation, Reference
from bot.errors import FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request that was accepted.

    Attributes:
        task_id: KIE's id.
        route: the route it went through, needed to ask for its status.
    """

    task_id: str
    route: str


class Progress(StrEnum):
    """What KIE says of a task."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One finished piece of media at KIE.

    Attributes:
        url: where it is served; untrusted.
        title, seconds, cover_url: what KIE tells of a song, else empty or 0.
        item_id: KIE's id of it within its task, else empty.
    """

    url: str
    title: str = ""
    seconds: float = 0.0
    cover_url: str = ""
    item_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """The truth about a task.

    Attributes:
        progress: running, done or failed; an unknown word of KIE's is running.
        fraction: 0.0 to 1.0 when KIE tells, else None.
        stage: KIE's own word for it.
        results: what was made, in order; may be empty although done.
        failure: why it failed.
        message: KIE's words about the failure.
        credits: what KIE charged, when it tells.
        unknown: the word, when it is one whose meaning is not known: taken for running.
        unexplained: whether the failure has no reason but an error inside.
    """

    progress: Progress
    fraction: float | None = None
    stage: str = ""
    results: tuple[Result, ...] = ()
    failure: FailureKind | None = None
    message: str = ""
    credits: Decimal | None = None
    unknown: str = ""
    unexplained: bool = False


class Provider(Protocol):
    """The maker of media. One of its tasks serves one generation."""

    def route_for(self, generation: Generation) -> str:
        """Name of the route that `submit` will take for it; kept with the generation before the request leaves."""
        ...

    async def await_turn(self, generation: Generation) -> None:
        """Wait until the limit of the generation's key lets one more task be created; the turn is taken when this returns.

        It is waited for before a generation is written down as submitting, so that a crash while waiting leaves no
        doubt.

        Raises:
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """Create the task of `generation`. Called at most once for a generation that may have been accepted.

        Args:
            generation: what to make.
            references: addresses of the published references, in the generation's order.
            callback_url: where KIE may call when something changed; None when nothing public listens.

        Raises:
            NotAccepted: surely not created, try again later.
            AccessRefused, OutOfCredits: surely not created, the key's owner must act.
            KeyRemoved: surely not created, the person's own key that it goes with is gone.
            TaskRefused: surely not created, and never will be.
            SubmissionInDoubt: anything else: time-outs, broken connections, unclear answers.
        """
        ...

    async def status(self, generation: Generation) -> TaskStatus:
        """Ask for the state of the generation's task (`external_task_id`, `route`, `dialect` are set).

        Raises:
            StatusUnavailable: no clear answer now (KIE not reachable, too early, limits).
            AccessRefused: the key is refused.
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """Put a reference on KIE's file host just before submission; repeating is harmless.

        Args:
            generation: whose reference it is.
            reference: what to publish; its bytes come from Telegram and are checked against its kind.
            need: what the model takes; a picture is made smaller or written in another type to meet it.
            name: unique file name without suffix.

        Returns:
            An address that KIE can read, good for at least some hours.

        Raises:
            UploadFailed: not now.
            TaskRefused: the file is gone or is not what it says.
            AccessRefused: the key is refused.
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def fresh_link(self, url: str) -> str:
        """A link to a result that works without our key, valid for 20 minutes.

        Raises:
            StatusUnavailable: KIE does not give one.
        """
        ...

    async def credits(self) -> Decimal:
        """Credits left with the operator's key.

        Raises:
            StatusUnavailable, AccessRefused: not to be had.
        """
        ...
