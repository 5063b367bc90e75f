"""The clock of the process: forward, without jumps, and after a while what the machine's clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import CORRECTION, LONGEST_SLEW, SystemClock

START = datetime(2026, 3, 1, tzinfo=UTC)


class Machine:
    """Its two clocks, and ours."""

    def __init__(self) -> None:
        self.wall = START.timestamp()
        self.steady = 1000.0
        self.clock = SystemClock(lambda: self.wall, lambda: self.steady)

    def after(self, seconds: float) -> datetime:
        """Ours when so much time has passed."""
        self.wall += seconds
        self.steady += seconds
        return self.clock.now()

    def after_steps(self, seconds: int, step: float = 1.0) -> datetime:
        """The same, looked at on the way."""
        for _ in range(int(seconds / step)):
            self.after(step)
        return self.clock.now()


def test_as_the_machine_has_it() -> None:
    """Nothing is added to what the machine says."""
    machine = Machine()
    assert machine.clock.now() == START
    assert machine.after(3600) == START + timedelta(hours=1)


@pytest.mark.parametrize("jump", [3600.0, -3600.0, 400.0, -400.0, -40 * 365 * 86400.0, LONGEST_SLEW])
def test_a_jump(jump: float) -> None:
    """A minute stays a minute, give or take a tenth, in whichever direction the machine's clock was set."""
    machine = Machine()
    machine.wall += jump
    assert machine.clock.now() == START
    passed = (machine.after_steps(60) - START).total_seconds()
    assert passed == pytest.approx(60 + 60 * CORRECTION * (1 if jump > 0 else -1))


@pytest.mark.parametrize("jump", [3600.0, -3600.0, 5.0, -5.0])
def test_it_ends_with_the_machine(jump: float) -> None:
    """The difference is gone after ten times as long as it was."""
    machine = Machine()
    machine.wall += jump
    shown = machine.after_steps(int(abs(jump) / CORRECTION) + 60, step=10.0)
    assert shown.timestamp() == pytest.approx(machine.wall)


def test_a_clock_that_was_not_set_yet() -> None:
    """A machine without a battery begins anywhere in the past: its first good time is believed at once."""
    machine = Machine()
    machine.wall += 3 * 365 * 86400
    assert machine.clock.now().timestamp() == machine.wall


def test_a_machine_that_slept() -> None:
    """Both its clocks have gone on: so has ours."""
    machine = Machine()
    assert machine.after(8 * 3600) == START + timedelta(hours=8)


@given(
    st.lists(
        st.tuples(st.floats(0, 1e5), st.floats(-1e7, 1e7), st.sampled_from([0.0, 0.0, -5.0])), max_size=30
    )
)
def test_never_back(days: list[tuple[float, float, float]]) -> None:
    """Whatever both clocks do."""
    machine = Machine()
    before = machine.clock.now()
    for passed, jump, slip in days:
        machine.wall = max(0.0, machine.wall + jump)
        machine.steady += slip
        now = machine.after(passed)
        assert now >= before
        before = now
