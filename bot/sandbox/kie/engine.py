"""The life of every task: accepted and charged, made, ended, announced."""

from __future__ import annotations

import asyncio
import math
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.sandbox.kie.accounts import MAIN, Accounts
from bot.sandbox.kie.callbacks import Caller
from bot.sandbox.kie.faults import (
    CREDITS_INSUFFICIENT,
    MODEL_NOT_ALLOWED,
    TOO_FREQUENT,
    TOO_MANY_RUNNING,
    Fault,
    find_fault,
    refuse,
)
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.settings import Settings
from bot.sandbox.kie.task_supervisor import TaskSupervisor
from bot.sandbox.kie.tasks import (
    FORGOTTEN,
    INTERNAL,
    JSON,
    MODERATION,
    PERSON,
    QUEUE,
    TASK_UNKNOWN,
    UNREADABLE,
    EarlierTask,
    Failure,
    Family,
    SimTask,
    State,
    Submission,
)

_BEGINS_AT = 0.15
_TWINS = 10
_AT_ONCE = 10
"""How many times as fast as a picture is made one of a person is refused."""


class GatewayDownError(Exception):
    """The gateway in front of KIE answers with its own HTML page."""


class Engine:
    """Runs tasks.

    Args:
        settings: read again at every step, so that tests may change them.
        nursery: runs a coroutine for each task.
        caller: delivers callbacks.
        is_lost: tells whether an address names an upload that this server does not have.
        on_change: called after everything that a waiting test may want to see.
        accounts: who pays.

    """

    def __init__(
        self,
        settings: Settings,
        task_supervisor: TaskSupervisor,
        caller: Caller,
        is_lost: Callable[[str], bool],
        on_change: Callable[[], None],
        accounts: Accounts,
    ) -> None:
        self.tasks: dict[str, SimTask] = {}
        self.remarks: list[str] = []
        self.known: dict[str, EarlierTask] = {}
        self.files_root = ""
        self._settings = settings
        self._task_supervisor = task_supervisor
        self._caller = caller
        self._is_lost = is_lost
        self._on_change = on_change
        self._accounts = accounts
        self._planned_faults: deque[Fault] = deque()
        self._refused_once: set[str] = set()
        self._running: Counter[str] = Counter()

    def plan_fault(self, fault: Fault) -> None:
        """Let the next accepted-as-valid submission meet this fault; several are met in order."""
        self._planned_faults.append(fault)

    def submit(self, family: Family, body: JSON, account: str = MAIN) -> SimTask:
        """Create a task and charge an account for it.

        Raises:
            Refusal: by validation, by a fault, or for want of credits; nothing was created.
            GatewayDownError: by the fault of that name; nothing was created.

        """
        submission = self._read(family, body)
        fault = self._fault(submission.shot.prompt)
        if fault is Fault.HTML_502:
            raise GatewayDownError
        if fault is not None:
            refuse(fault)
        continued = self.tasks.get(submission.continues)
        if continued is not None and continued.account != account:
            raise Refusal(422, TASK_UNKNOWN)
        if submission.model in self._accounts.balance(account).not_allowed:
            raise Refusal(401, MODEL_NOT_ALLOWED)
        if self._running[account] >= (self._settings.most_running or math.inf):
            raise Refusal(429, TOO_MANY_RUNNING)
        charged = self._settings.charged(submission.model, submission.price)
        if charged > self._accounts.credits(account):
            raise Refusal(402, CREDITS_INSUFFICIENT)
        self._accounts.add(account, -charged)
        fault = fault or self._habit(submission)
        seconds = self._seconds(submission, fault)
        task = SimTask(
            uuid.uuid4().hex, family, submission, body, self.files_root, seconds, fault, account, charged
        )
        self.tasks[task.id] = task
        self._running[account] += 1
        self._on_change()
        self._task_supervisor.start(self._live(task))
        return task

    def find(self, family_name: str, task_id: str, account: str = MAIN) -> SimTask | None:
        """Return a task of this family and account, once it can be found."""
        task = self.tasks.get(task_id)
        if (
            task is None
            or (task.family.name, task.account) != (family_name, account)
            or task.age() < self._settings.blind_seconds
        ):
            return None
        task.status_queries += 1
        self._on_change()
        if task.fault is Fault.STATUS_502 and task.status_queries == 1:
            raise GatewayDownError
        if task.fault is Fault.STATUS_429 and task.status_queries == 1:
            raise Refusal(429, TOO_FREQUENT)
        return task

    def earlier(self, task_id: str) -> EarlierTask | None:
        """What a task was that can be continued; None for any other."""
        task = self.tasks.get(task_id)
        if task is None:
            return self.known.get(task_id, FORGOTTEN if self._settings.takes_forgotten_tasks else None)
        return EarlierTask(task.model, task.submission.facts) if task.state is State.SUCCESS else None

    def _read(self, family: Family, body: JSON) -> Submission:
        """Read a body, and note why it is refused when it is."""
        try:
            return family.read(body)
        except Refusal as refusal:
            model = str(body.get("model") or family.name)
            self.remarks.append(f"{model}: {refusal.message}")
            raise Refusal(self._settings.validation_code or refusal.code, refusal.message) from None

    def _habit(self, submission: Submission) -> Fault | None:
        """How KIE treats such tasks at the moment, whatever their prompts say."""
        if submission.model in self._settings.full_queues:
            return Fault.FAIL_QUEUE
        return Fault.FAIL_PERSON if self._settings.refuses_people and submission.shot.references else None

    def _seconds(self, submission: Submission, fault: Fault | None) -> float:
        """How long the task takes by itself."""
        usual = self._settings.seconds_for(submission.shot.kind)
        match fault:
            case Fault.STUCK:
                return math.inf
            case Fault.FAIL_QUEUE:
                return usual if math.isinf(usual) else self._settings.queue_seconds
            case Fault.FAIL_PERSON if submission.shot.references:
                return usual if math.isinf(usual) else usual / _AT_ONCE
            case _:
                return usual

    def _fault(self, prompt: str) -> Fault | None:
        if self._planned_faults:
            return self._planned_faults.popleft()
        fault = find_fault(prompt)
        if fault is Fault.FAIL_429:
            if prompt in self._refused_once:
                return None
            self._refused_once.add(prompt)
        return fault

    async def _live(self, task: SimTask) -> None:
        """Take one task from its creation to its last callback."""
        for mark, announce in sorted(self._timeline(task).items()):
            if await task.ended(within=_patience(task, mark)):
                break
            announce(task)
            self._on_change()
        if not await task.ended(within=_patience(task, 1.0)):
            self._conclude(task)
        self._running[task.account] -= 1
        if task.failure is not None:
            self._accounts.add(task.account, task.charged)
        self._on_change()
        if task.callback_url is not None:
            await self._announce_end(task)

    def _timeline(self, task: SimTask) -> dict[float, Callable[[SimTask], None]]:
        """Return what happens on the way, by progress (0-1)."""
        timeline: dict[float, Callable[[SimTask], None]] = {
            0.0 if math.isinf(task.seconds) else _BEGINS_AT: SimTask.begin
        }
        if task.fault is Fault.FORGED_CALLBACK:
            timeline[0.1] = self._forge
        if not math.isinf(task.seconds) and task.fault is not Fault.NO_CALLBACK:
            timeline |= {mark: self._stage(word) for mark, word in task.family.stages().items()}
        return timeline

    def _stage(self, word: Callable[[SimTask], JSON]) -> Callable[[SimTask], None]:
        return lambda task: self._task_supervisor.start(self._caller.deliver(task, word(task)))

    def _forge(self, task: SimTask) -> None:
        """Call back as a stranger would: a false signature and an address that is not ours to give."""
        lie = replace(task, state=State.SUCCESS, urls=[f"{self.files_root}/forged/0.mp4"])
        headers = {"X-Webhook-Timestamp": str(int(time.time())), "X-Webhook-Signature": "Zm9yZ2Vk"}
        self._task_supervisor.start(self._post(task, task.family.callback(lie), headers))

    async def _post(self, task: SimTask, payload: JSON, headers: Mapping[str, str]) -> None:
        await self._caller.post(task, payload, headers)

    def _conclude(self, task: SimTask) -> None:
        if failure := self._failure(task):
            task.fail(failure.code, failure.message)
        else:
            task.finish()

    def _failure(self, task: SimTask) -> Failure | None:
        if task.fault is Fault.FAIL_MODERATION:
            return MODERATION
        if task.fault is Fault.FAIL_SERVER:
            return INTERNAL
        if task.fault is Fault.FAIL_QUEUE:
            return QUEUE
        if task.fault is Fault.FAIL_PERSON and task.has_picture:
            return PERSON
        if any(map(self._is_lost, task.submission.shot.references)):
            return UNREADABLE
        return task.submission.fails_with

    async def _announce_end(self, task: SimTask) -> None:
        payload = task.family.callback(task)
        match task.fault:
            case Fault.NO_CALLBACK:
                return
            case Fault.LATE_CALLBACK:
                await asyncio.sleep(self._settings.late_callback_seconds)
            case Fault.DOUBLE_CALLBACK:
                async with asyncio.TaskGroup() as twins:
                    for _ in range(_TWINS):
                        twins.create_task(self._caller.deliver(task, payload))
                return
            case _:
                pass
        await self._caller.deliver(task, payload)


def _patience(task: SimTask, mark: float) -> float | None:
    """Return how long to wait for a mark of the progress (0-1); None is for ever."""
    if mark == 0:
        return 0
    return None if math.isinf(task.seconds) else max(0.0, mark * task.seconds - task.age())
