"""When a model's cost is a wrong price, and when it is right again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.model_cost import IN_A_ROW, ModelCost

RIGHT = ModelCost(model="film")


def after(*agreed: bool, first: ModelCost = RIGHT) -> ModelCost:
    """What is known after tasks that agreed or not, oldest first."""
    for agrees in agreed:
        first = first.after(agrees=agrees)
    return first


def test_three_in_a_row() -> None:
    """Two surprises are none; a third makes it differ, and nothing more is to be said of a fourth."""
    assert after(False, False) == ModelCost(model="film", contrary=2)
    assert after(False, False, True, False, False) == ModelCost(model="film", contrary=2)
    assert after(False, False, False) == ModelCost(model="film", differs=True)
    assert after(False, False, False, False) == ModelCost(model="film", differs=True)


def test_three_in_a_row_is_the_way_back() -> None:
    """A model of which only some combinations have a wrong price is reported once, not at every change of its use."""
    wrong = after(False, False, False)
    assert after(True, True, False, True, True, first=wrong).differs
    assert after(True, True, True, first=wrong) == RIGHT


@given(st.lists(st.booleans(), max_size=30))
def test_what_is_known_follows_the_last_three_that_are_alike(agreed: list[bool]) -> None:
    """It changes only where three newest ones in a row agree with each other, and then says the same as they do."""
    known = RIGHT
    for place, agrees in enumerate(agreed, 1):
        before, known = known, known.after(agrees=agrees)
        newest = agreed[max(0, place - IN_A_ROW) : place]
        if len(newest) == IN_A_ROW and len(set(newest)) == 1:
            assert known == ModelCost(model="film", differs=not agrees)
        else:
            assert known.differs is before.differs
