"""Telemetry: whose line it is, what a step says, and who has answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog
from structlog.testing import capture_logs

from bot.domain.generation import State
from bot.errors import FailureKind
from bot.ports import Transition
from bot.telemetry import Telemetry
from bot.web.metrics import Metrics
from tests.support.samples import held

RUNNING = replace(
    held(1, "secret-part"), id=17, state=State.RUNNING, external_task_id="task-9", prompt="a private wish"
)


@pytest.fixture(autouse=True)
def _contexts_as_before() -> Iterator[None]:
    """What is bound here is no other person's."""
    structlog.contextvars.clear_contextvars()
    yield
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def telemetry() -> Telemetry:
    """A new one."""
    return Telemetry(Metrics())


def test_lines_inside_a_step_are_the_generations(telemetry: Telemetry) -> None:
    """A line logged inside is bound to the generation; after it, to none."""
    with telemetry.working_on(RUNNING):
        assert structlog.contextvars.get_contextvars() == {"generation": 17}
    assert structlog.contextvars.get_contextvars() == {}


def test_a_step_in_one_line(telemetry: Telemetry) -> None:
    """States before and after, KIE's task and the seconds; no word of the person's, no secret part, nothing empty."""
    with capture_logs() as lines:
        telemetry.passed(Transition(RUNNING, State.SUBMITTING, 1.23456))
        telemetry.passed(Transition(held(1, "secret-part"), None, 0.0))
        telemetry.passed(
            Transition(replace(RUNNING, state=State.FAILED, failure=FailureKind.SLOW), State.RUNNING, 0.0)
        )
    first, new, failed = lines
    assert first == {
        "event": "step",
        "log_level": "info",
        "generation": 17,
        "model": RUNNING.model,
        "was": "submitting",
        "state": "running",
        "after_seconds": 1.235,
        "task": "task-9",
    }
    assert {"was", "task", "failure", "after_seconds"}.isdisjoint(new)
    assert failed["failure"] == "slow"
    assert "private" not in str(lines)
    assert "secret-part" not in str(lines)


@pytest.mark.parametrize(
    ("outcome", "alive"), [("ok", True), ("refused", True), ("unreachable", False), ("unclear", False)]
)
async def test_who_answers_is_alive(telemetry: Telemetry, outcome: str, alive: bool) -> None:
    """A refusal is an answer; a broken connection or a gateway's page is none."""
    telemetry.kie_called("status", outcome, 0.1)
    telemetry.telegram_called("getMe", outcome, 0.1)
    assert await telemetry.kie.is_alive() is alive
    assert await telemetry.telegram.is_alive() is alive
