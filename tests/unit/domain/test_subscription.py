"""What payments and Telegram's word make of a subscription, in any order."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.subscription import PERIOD, Subscription, SubscriptionState
from tests.support.fake_clock import START

FIRST = Subscription(
    order_token="k",
    payer_id=7,
    account_id=1,
    first_charge_id="0",
    last_charge_id="0",
    period_ends_at=START + PERIOD,
    state=SubscriptionState.ACTIVE,
    changed_at=START,
)
SAID = st.sampled_from([SubscriptionState.ACTIVE, SubscriptionState.CANCELED, SubscriptionState.FAILED])


def paid(subscription: Subscription, period: int) -> Subscription:
    """After the payment that begins a period, the second one being 1."""
    at: datetime = START + period * PERIOD
    return subscription.renewed(str(period), at, at + PERIOD)


@given(periods=st.permutations(range(1, 6)))
def test_renewals_may_be_learned_of_in_any_order(periods: list[int]) -> None:
    """The newest period counts, however late the others come, and twice is once."""
    subscription = FIRST
    for period in [*periods, periods[0]]:
        subscription = paid(subscription, period)
    assert (subscription.period_ends_at, subscription.last_charge_id) == (START + 6 * PERIOD, "5")
    assert (subscription.first_charge_id, subscription.state) == ("0", SubscriptionState.ACTIVE)


@given(steps=st.lists(st.one_of(SAID, st.integers(1, 5)), max_size=20))
def test_no_step_shortens_what_is_paid(steps: list[SubscriptionState | int]) -> None:
    """Whatever Telegram says, and in whichever order: the period that is paid stays paid, and nothing is lost of it."""
    subscription, longest, now = FIRST, 0, START
    for step in steps:
        now += timedelta(hours=1)
        if isinstance(step, SubscriptionState):
            subscription = subscription.changed(step, now) or subscription
            assert subscription.state is step
        else:
            longest = max(longest, step)
            subscription = paid(subscription, step)
        assert subscription.period_ends_at == START + (longest + 1) * PERIOD


def test_a_cancellation_outlives_a_renewal_that_was_paid_before_it() -> None:
    """A renewal that only Telegram's list tells of does not resume what was cancelled since; a later one does."""
    canceled = FIRST.changed(SubscriptionState.CANCELED, START + PERIOD + timedelta(hours=1), by_bot=True)
    assert canceled is not None
    late = paid(canceled, 1)
    assert (late.state, late.canceled_by_bot, late.last_charge_id) == (SubscriptionState.CANCELED, True, "1")
    resumed = paid(late, 2)
    assert (resumed.state, resumed.canceled_by_bot) == (SubscriptionState.ACTIVE, False)


def test_what_has_ended_begins_again_by_a_payment_only() -> None:
    """Telegram's word about a subscription whose period is over changes nothing; a renewal that came late does."""
    over = START + PERIOD + timedelta(days=3)
    ended = FIRST.changed(SubscriptionState.ENDED, over)
    assert ended is not None
    assert ended.changed(SubscriptionState.ACTIVE, over) is None
    assert paid(ended, 1).state is SubscriptionState.ACTIVE
    assert FIRST.changed(SubscriptionState.ACTIVE, START) is None, "no news"
