"""The table of steps, and how often to look."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest

from bot.back_off import back_off
from bot.domain.generation import HOLDING_STATES, STEPS, State
from bot.errors import IllegalStep
from bot.generation.intervals import next_poll
from tests.support.samples import held

GENERATION = held(1, "t")


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_only_steps_of_the_table(before: State, after: State) -> None:
    """A step that the table does not have is an error, never a branch."""
    generation = replace(GENERATION, state=before)
    if after in STEPS[before]:
        assert generation.stepped(after, attempts=7) == replace(generation, state=after, attempts=7)
    else:
        with pytest.raises(IllegalStep):
            generation.stepped(after)


def test_credits_are_held_until_the_end() -> None:
    """Every open state leads to an end; the only way out of an end is the late result's."""
    for state in State:
        assert replace(GENERATION, state=state).is_open is (state in HOLDING_STATES)
    assert {state for state in set(State) - HOLDING_STATES if STEPS[state]} == {State.FAILED}
    reachable = {State.WAITING}
    for _ in State:
        reachable |= {after for state in reachable for after in STEPS[state]}
    assert reachable == set(State)


def test_nothing_leads_back_to_the_line_but_a_refusal() -> None:
    """Only what KIE surely did not accept may be submitted again; what waits in a chain was not submitted yet."""
    assert [state for state in State if State.HELD in STEPS[state]] == [State.WAITING, State.SUBMITTING]
    assert not any(State.WAITING in STEPS[state] for state in State)
    assert State.SUBMITTING not in STEPS[State.IN_DOUBT] | STEPS[State.RUNNING] | STEPS[State.FAILED]


def test_polling_slows_with_age() -> None:
    """From 2.5 seconds to half a minute, never faster again."""
    pauses = [next_poll(timedelta(seconds=age)) for age in range(0, 3600, 5)]
    assert all(early <= late for early, late in pairwise(pauses))
    assert (pauses[0], pauses[-1]) == (timedelta(seconds=2.5), timedelta(seconds=30))


def test_back_off_doubles_up_to_its_longest() -> None:
    """However many attempts were in vain, the pause stays within its bounds."""
    first, longest = timedelta(seconds=5), timedelta(minutes=5)
    pauses = [back_off(attempts, first=first, longest=longest) for attempts in (0, 1, 2, 6, 21, 10**6)]
    assert pauses == [first, 2 * first, 4 * first, longest, longest, longest]
