"""Rewards for invitations, in any order of purchases, spending, refunds and refunds that are undone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.entries import Account, OwnerKind
from bot.ledger.purchases import paid_left
from bot.ledger.referrals import credited, restored, reward_of, taken_back

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("buy"), st.integers(1, 2000)),
        st.tuples(st.just("spend"), st.integers(1, 500)),
        st.tuples(st.just("pay"), st.integers(1, 500)),
        st.tuples(st.sampled_from(["refund", "undo"]), st.integers(0, 30)),
    ),
    max_size=40,
)


@given(steps=STEPS, percent=st.integers(1, 50))
def test_what_rewards_have_moved_is_what_stands_plus_what_is_owed(
    steps: list[tuple[str, int]], percent: int
) -> None:
    """After every step: the account is never below zero, its paid credits are never taken for a reward, and nothing is
    earned by buying and refunding in turns.
    """
    account = Account(id=1, owner_kind=OwnerKind.PERSON, owner_id=7)
    owed, moved = 0, 0
    rewards: list[tuple[int, int | None]] = []
    for what, number in steps:
        step = None
        if what == "pay":
            account = replace(account, bought=account.bought + number, purchased=account.purchased + number)
        elif what == "spend":
            account = replace(account, bought=account.bought - min(number, account.bought))
        elif what == "buy" and (reward := reward_of(number, percent)):
            rewards.append((reward, None))
            step = credited(reward, owed)
        elif what in ("refund", "undo") and rewards:
            place = number % len(rewards)
            reward, taken = rewards[place]
            if what == "refund" and taken is None:
                step = taken_back(reward, owed, account)
                rewards[place] = (reward, -step.moved)
            elif what == "undo" and taken is not None:
                step = restored(reward, taken, owed)
                rewards[place] = (reward, None)
        if step is not None:
            paid = paid_left(account.bought, account.purchased)
            moved, owed = moved + step.moved, step.owed
            account = replace(account, bought=account.bought + step.moved)
            assert paid_left(account.bought, account.purchased) >= paid
        standing = sum(reward for reward, taken in rewards if taken is None)
        assert moved == standing + owed
        assert owed >= 0
        assert account.bought >= 0


@given(cycles=st.integers(1, 20), price=st.integers(10, 1000))
def test_spending_rewards_and_refunding_the_purchases_brings_one_reward_at_most(
    cycles: int, price: int
) -> None:
    """The same two people over and over: what the first refund could not take back is paid off by the later rewards."""
    owed = spent = 0
    for _ in range(cycles):
        reward = reward_of(price, 10)
        step = credited(reward, owed)
        spent, owed = spent + step.moved, step.owed
        emptied = Account(id=1, owner_kind=OwnerKind.PERSON, owner_id=7)
        owed = taken_back(reward, owed, emptied).owed
    assert spent == reward_of(price, 10)


def test_a_reward_is_rounded_down() -> None:
    """Nine credits bring nothing at ten per cent, nineteen bring one."""
    assert [reward_of(paid, 10) for paid in (9, 10, 19, 150)] == [0, 1, 1, 15]
