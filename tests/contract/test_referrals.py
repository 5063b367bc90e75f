"""Who counts as invited, and what their purchases bring: once, to the inviter, and the ledger adds up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.catalog.spec import Dialect
from bot.domain.order import Order, OrderKind
from bot.domain.payment import Checkout, FoundBy, Payment, PaymentState, ReceivedPayment
from bot.domain.person import Person
from bot.domain.terms import FixedTariff
from bot.errors import RefundNotCovered, SelfRefundRewardSpent
from bot.ledger.entries import Bucket, EntryKind
from bot.ledger.transfer import transfer
from bot.payments.orders import new_token
from bot.payments.receive import PaymentReceiver
from bot.people.forget import PersonEraser
from bot.ports import Store
from bot.referrals.announcements import RewardAnnouncer, RewardNotice
from bot.referrals.invitations import Invitations
from bot.referrals.rewards import ReferralRewards
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_payments import FakeStars
from tests.support.fake_rewards import FakeRewardSender
from tests.support.payment_core import refunds_of
from tests.support.store_setup import NONE, available, funded_account

INVITER, INVITED = 7, 8


def aliases(person_id: int) -> Sequence[int]:
    """What stands for a person who was forgotten."""
    return (person_id + 1000,)


class Program:
    """The use cases over one database."""

    def __init__(self, database: Database, clock: FakeClock, percent: int = 10) -> None:
        self.store: Store = SqliteStore(database, clock, aliases=aliases)
        self.invitations = Invitations(self.store, clock, percent)
        self.rewards = ReferralRewards(clock, percent)
        self.receiver = PaymentReceiver(
            self.store,
            clock,
            FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE),
            [self.rewards],
        )
        self.sender = FakeRewardSender()
        self.announcer = RewardAnnouncer(self.store, self.sender)
        self.eraser = PersonEraser(self.store, clock, lambda person_id: aliases(person_id)[0])

    async def come(self, person_id: int = INVITED, *, is_new: bool = True, code: str | None = None) -> bool:
        """A person follows the inviter's link, or another one."""
        invitation = await self.invitations.of(INVITER)
        person = Person(id=person_id, is_new=is_new)
        return await self.invitations.accept(person, invitation.code if code is None else code)

    async def buy(
        self,
        charge_id: str = "c",
        *,
        buyer: int = INVITED,
        kind: OrderKind = OrderKind.PERSON,
        credits_: int = 150,
    ) -> tuple[Order, Payment]:
        """A person pays for a pack."""
        async with self.store.transaction() as tx:
            pack = await tx.add_pack(stars=100, credits_=credits_, monthly=False, made_by=1, at=START)
            order = Order(
                token=new_token(),
                pack_id=pack.id,
                buyer_id=buyer,
                account_id=(await tx.account_of_person(buyer)).id,
                kind=kind,
                stars=100,
                credits=credits_,
                chat_id=buyer,
                language="en",
                made_at=START,
            )
            await tx.add_order(order)
        checkout = Checkout(payer_id=buyer, payload=order.token, currency="XTR", amount=100)
        received = ReceivedPayment(charge_id=charge_id, checkout=checkout, paid_at=START)
        receipts = await asyncio.gather(*(self.receiver.receive(received, FoundBy.UPDATE) for _ in range(3)))
        return order, receipts[0].payment

    async def has(self, person_id: int = INVITER) -> int:
        """Credits of a person."""
        return await available(self.store, await funded_account(self.store, person_id, 0))


@pytest.fixture
def program(database: Database, clock: FakeClock) -> Program:
    """Ten per cent, and no one has been invited."""
    return Program(database, clock)


async def test_a_purchase_of_an_invited_person_rewards_the_inviter_once(program: Program) -> None:
    """Ten per cent of the paid credits, however often the payment is repeated; the buyer has what they paid for."""
    assert await program.come()
    await program.buy()
    await program.buy("d")
    assert (await program.has(), await program.has(INVITED)) == (30, 300)
    invitation = await program.invitations.of(INVITER)
    assert (invitation.people, invitation.earned, invitation.owed) == (1, 30, 0)


async def test_only_who_is_new_counts(program: Program) -> None:
    """Not oneself, not a person who was here, not one who was forgotten and comes back, and each one once."""
    assert not await program.come(INVITER, is_new=False)
    assert not await program.come(INVITER), "an own account is known"
    assert not await program.come(9, is_new=False)
    await funded_account(program.store, 10, 0)
    await program.eraser.forget(10)
    assert not await program.come(10)
    assert await program.come()
    other = await program.invitations.of(11)
    assert not await program.come(code=other.code)
    assert not await program.come(12, code="made-up")
    await program.buy(buyer=9)
    assert await program.has() == 0


async def test_one_level_only(program: Program) -> None:
    """What a person buys whom an invited person has invited brings nothing to the first one."""
    assert await program.come()
    second = await program.invitations.of(INVITED)
    assert await program.come(9, code=second.code)
    await program.buy(buyer=9)
    assert (await program.has(), await program.has(INVITED)) == (0, 15)


@pytest.mark.parametrize("kind", [OrderKind.GROUP, OrderKind.GIFT])
async def test_what_is_not_for_the_buyer_brings_nothing(program: Program, kind: OrderKind) -> None:
    """Packs for a group and gifts could come back to the inviter."""
    assert await program.come()
    await program.buy(kind=kind)
    assert await program.has() == 0


async def test_a_refund_takes_the_reward_back_and_undoing_it_gives_it_again(program: Program) -> None:
    """Attempt by attempt, with the same end as without them."""
    assert await program.come()
    order, payment = await program.buy()
    for attempt in (1, 2):
        refunded = replace(payment, refund_attempts=attempt)
        for _ in range(2):
            async with program.store.transaction() as tx:
                await program.rewards.refunded(tx, order, refunded)
        assert await program.has() == 0
        for _ in range(2):
            async with program.store.transaction() as tx:
                await program.rewards.refund_undone(tx, order, refunded)
        assert await program.has() == 15
    assert (await program.invitations.of(INVITER)).earned == 15


async def test_a_reward_that_was_spent_is_paid_off_by_later_ones(program: Program) -> None:
    """Also when the inviter was forgotten in between: forgetting pays nothing off."""
    assert await program.come()
    order, payment = await program.buy()
    async with program.store.transaction() as tx:
        inviter = await tx.account_of_person(INVITER)
        await tx.write_entry(
            account_id=inviter.id,
            kind=EntryKind.TRANSFER,
            bucket=Bucket.BOUGHT,
            amount=-15,
            operation_key="spent",
            at=START,
        )
        await program.rewards.refunded(tx, order, replace(payment, refund_attempts=1))
    await program.eraser.forget(INVITER)
    assert await program.come(9)
    await program.buy("d", buyer=9, credits_=100)
    await program.buy("e", buyer=9, credits_=100)
    assert await program.has() == 5


async def test_forgotten_and_blocked_inviters_get_nothing(program: Program) -> None:
    """The link of a forgotten person is dead, and who came by it is theirs no more, also when they return."""
    assert await program.come()
    old = await program.invitations.of(INVITER)
    await program.eraser.forget(INVITER)
    await program.buy()
    assert not await program.come(9, code=old.code)
    new = await program.invitations.of(INVITER)
    assert (new.code != old.code, new.people) == (True, 0)
    await program.buy("d")
    assert await program.has() == 0
    assert await program.come(10)
    async with program.store.transaction() as tx:
        await tx.set_blocked(new.account_id, blocked=True)
    await program.buy("e", buyer=10)
    assert not await program.come(11)
    assert await program.has() == 0


async def test_an_invited_person_who_was_forgotten_and_returns_still_rewards(program: Program) -> None:
    """The account under its pseudonym knows who invited; no name is needed for that."""
    assert await program.come()
    await program.eraser.forget(INVITED)
    await program.buy()
    assert await program.has() == 15


async def test_a_reward_is_announced_once(program: Program) -> None:
    """Purchases of a few seconds in one message; what is announced is announced no more."""
    assert await program.come()
    await program.buy()
    await program.buy("d")
    await program.announcer.announce()
    await program.announcer.announce()
    assert program.sender.sent == [RewardNotice(INVITER, 30)]


async def test_without_rewards_no_one_is_noted(database: Database, clock: FakeClock) -> None:
    """The operator has set them to nothing."""
    program = Program(database, clock, percent=0)
    assert not await program.come()
    await program.buy()
    assert await program.has() == 0


async def test_a_reward_that_was_spent_is_the_operators_to_decide(
    program: Program, database: Database, clock: FakeClock
) -> None:
    """Else a second account's purchases and refunds would make credits from nothing."""
    stars = FakeStars(clock)
    refunds = refunds_of(database, program.receiver, stars, [program.rewards])
    assert await program.come()
    _, payment = await program.buy(credits_=10_000)
    async with program.store.transaction() as tx:
        inviter = await tx.account_of_person(INVITER)
        other = await tx.account_of_person(99)
        await transfer(tx, inviter, other, 400, NONE, operation_key="t", now=clock.now())
    assert (await refunds.look(payment.number)).reward_gone == 400
    for asked in (refunds.why_not(payment.number, INVITED), refunds.self_refund(payment.number, INVITED)):
        with pytest.raises(SelfRefundRewardSpent):
            await asked
    with pytest.raises(RefundNotCovered):
        await refunds.refund(payment.number, asked_by=1)
    assert stars.returned == []
    assert await program.has(INVITED) == 10_000
    assert (
        await refunds.refund(payment.number, asked_by=1, accepts_loss=True)
    ).state is PaymentState.REFUNDED
    assert (await program.invitations.of(INVITER)).owed == 400


async def test_a_reward_that_is_there_goes_back_with_a_self_refund(
    program: Program, database: Database, clock: FakeClock
) -> None:
    """Nothing is lost, so no operator is needed."""
    refunds = refunds_of(database, program.receiver, FakeStars(clock), [program.rewards])
    assert await program.come()
    _, payment = await program.buy()
    assert (await refunds.self_refund(payment.number, INVITED)).state is PaymentState.REFUNDED
    assert (await program.has(), await program.has(INVITED)) == (0, 0)
