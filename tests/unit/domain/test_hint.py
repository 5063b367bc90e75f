"""Hints for people who are new: in their order, each once, one a day, over the first days, only at what is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.hint import HINTS_FOR, Hint
from bot.domain.person import Person
from tests.support.fake_clock import START

NEW = Person(id=7, first_seen_at=START)
ALL = frozenset(Hint)


def test_one_a_day_in_their_order() -> None:
    """Three days bring three, and the fourth none."""
    person, seen = NEW, []
    for day in range(5):
        now = START + timedelta(days=day)
        if hint := person.due_hint(now, ALL):
            seen.append((day, hint))
            person = replace(person, hints_shown=person.hints_shown | {hint}, hint_on=now.date())
        assert person.due_hint(now, ALL) is None, "one a day"
    assert seen == [(0, Hint.WORDS), (1, Hint.SEVERAL), (2, Hint.CAST)]


@pytest.mark.parametrize(
    ("person", "days", "there"),
    [
        (NEW, 0, frozenset()),
        (replace(NEW, hints=False), 0, ALL),
        (replace(NEW, first_seen_at=None), 0, ALL),
        (NEW, HINTS_FOR.days + 1, ALL),
        (replace(NEW, hints_shown=frozenset({Hint.CAST})), 0, {Hint.CAST}),
    ],
)
def test_none_is_due(person: Person, days: int, there: frozenset[Hint]) -> None:
    """Of what is not there, for who does not want any, of whom nothing is known, who is not new, or has seen it."""
    assert person.due_hint(START + timedelta(days=days), there) is None


def test_what_is_there_comes_first() -> None:
    """A hint at what is not there does not hold up the next one."""
    assert NEW.due_hint(START, {Hint.CAST}) is Hint.CAST
