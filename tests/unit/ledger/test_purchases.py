"""Paid and given credits in one bucket, kept apart by rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.entries import Account, OwnerKind
from bot.ledger.purchases import paid_left, refundable, unspent, unspent_of_each

PURCHASES = st.lists(st.integers(1, 1000), max_size=8)


@given(bought=st.integers(0, 5000), purchases=PURCHASES)
def test_unspent_payments_are_what_is_left_of_the_paid_credits(bought: int, purchases: list[int]) -> None:
    """Whatever was given, spent or held: the unspent parts add up to the paid credits that are left, none below zero."""
    parts = unspent_of_each(bought, purchases)
    assert sum(parts) == paid_left(bought, sum(purchases))
    assert all(0 <= part <= paid for part, paid in zip(parts, purchases, strict=True))


@given(bought=st.integers(0, 5000), purchases=PURCHASES.filter(bool))
def test_old_payments_are_spent_first(bought: int, purchases: list[int]) -> None:
    """No payment is touched before those before it are spent."""
    parts = unspent_of_each(bought, purchases)
    touched = [place for place, part in enumerate(parts) if part < purchases[place]]
    assert all(parts[place] == 0 for place in range(touched[-1])) if touched else True


@given(bought=st.integers(0, 5000), purchases=PURCHASES.filter(bool), bonus=st.integers(0, 500))
def test_a_refund_never_takes_more_than_is_there(bought: int, purchases: list[int], bonus: int) -> None:
    """Paid credits that were not spent and the bonus fit into what the account has; what was spent is uncollected."""
    account = Account(id=1, owner_kind=OwnerKind.PERSON, owner_id=7, bought=bought, purchased=sum(purchases))
    taken = refundable(account, paid=purchases[0], bonus=bonus, newer=sum(purchases[1:]))
    assert taken.paid + taken.bonus <= bought
    assert taken.paid + taken.uncollected == purchases[0]
    assert taken.bonus <= bonus


def test_given_credits_are_spent_before_paid_ones() -> None:
    """A hundred paid and fifty given: sixty spent leave ninety of the paid ones."""
    assert unspent(bought=90, newer=0, credits_=100) == 90
    assert unspent(bought=100, newer=0, credits_=100) == 100
    assert unspent(bought=150, newer=0, credits_=100) == 100


def test_what_was_spent_of_an_earlier_payment_is_not_spent_of_a_later_one() -> None:
    """One of 150 is spent, then 150 with a bonus of 75 are bought: all 225 go back, and 149 stay."""
    account = Account(id=1, owner_kind=OwnerKind.PERSON, owner_id=7, bought=149 + 225, purchased=300)
    taken = refundable(account, paid=150, bonus=75, newer=0)
    assert (taken.paid, taken.bonus, taken.uncollected) == (150, 75, 0)


def test_a_bonus_is_not_taken_out_of_a_later_payment() -> None:
    """The earlier payment and its bonus are spent; the later one is untouched, and stays so."""
    account = Account(id=1, owner_kind=OwnerKind.PERSON, owner_id=7, bought=150, purchased=300)
    taken = refundable(account, paid=150, bonus=75, newer=150)
    assert (taken.paid, taken.bonus, taken.uncollected) == (0, 0, 150)
