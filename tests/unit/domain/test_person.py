"""Up to which price no one is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Person

prices = st.integers(0, 200_000)


@given(prices, prices)
def test_at_the_threshold_and_below(unasked: int, price: int) -> None:
    """The threshold itself is within; one credit more is not; off means that even what costs nothing is asked about."""
    person = Person(id=1, auto_confirm_below=unasked)
    assert person.confirms_automatically(price) is (unasked > 0 and price <= unasked)
    assert not person.confirms_automatically(unasked + 1)


@given(prices, prices, prices)
def test_a_higher_threshold_asks_less(lower: int, more: int, price: int) -> None:
    """Who raises it is never asked where they were not asked before."""
    if Person(id=1, auto_confirm_below=lower).confirms_automatically(price):
        assert Person(id=1, auto_confirm_below=lower + more).confirms_automatically(price)
