"""Which groups the bot works in, and what becomes of them when it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.generation import Destination, State
from bot.domain.group import AdmissionStatus
from bot.groups.admission import AdmissionPolicy, GroupAdmission
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import grant, hold
from bot.ports import Store
from storage.core.database import Database
from storage.groups.groups import SqliteGroups
from tests.support.fake_clock import FakeClock
from tests.support.samples import held

CHAT, LISTED = -4001, -4002
NONE = Allowance(0, Period.MONTH)


def group_admission(
    store: Store, database: Database, clock: FakeClock, policy: AdmissionPolicy = AdmissionPolicy.ASK
) -> GroupAdmission:
    """An admission policy with one group on its list."""
    return GroupAdmission(store, SqliteGroups(database), clock, lambda: policy, frozenset({LISTED}))


@pytest.mark.parametrize(
    ("policy", "chat_id", "joined", "unseen"),
    [
        (AdmissionPolicy.ASK, CHAT, AdmissionStatus.ASKED, AdmissionStatus.ADMITTED),
        (AdmissionPolicy.OPEN, CHAT, AdmissionStatus.ADMITTED, AdmissionStatus.ADMITTED),
        (AdmissionPolicy.LISTED, LISTED, AdmissionStatus.ADMITTED, AdmissionStatus.ADMITTED),
        (AdmissionPolicy.LISTED, CHAT, AdmissionStatus.REFUSED, AdmissionStatus.REFUSED),
        (AdmissionPolicy.CLOSED, CHAT, AdmissionStatus.REFUSED, AdmissionStatus.REFUSED),
    ],
)
async def test_the_policy_decides(
    store: Store,
    database: Database,
    clock: FakeClock,
    policy: AdmissionPolicy,
    chat_id: int,
    joined: AdmissionStatus,
    unseen: AdmissionStatus,
) -> None:
    """A new group is asked about, admitted or refused; one that was known before there was a policy is admitted."""
    keeper = group_admission(store, database, clock, policy)
    assert (await keeper.joined(chat_id, "Cats", 7)).admission is joined
    assert (await keeper.group(chat_id, "Cats")).admission is joined
    assert (await keeper.group(chat_id - 100, "Dogs")).admission is (
        unseen if chat_id == CHAT else AdmissionStatus.REFUSED
    )


async def test_an_admin_decides_once(store: Store, database: Database, clock: FakeClock) -> None:
    """The decision is written down with who made it, once; it outlives the bot's leaving."""
    keeper = group_admission(store, database, clock)
    assert await keeper.decide(CHAT, AdmissionStatus.ADMITTED, admin_id=1) is None
    await keeper.joined(CHAT, "Cats", 7)
    for admin_id in (1, 2):
        decided = await keeper.decide(CHAT, AdmissionStatus.ADMITTED, admin_id=admin_id)
        assert decided is not None
        assert decided.admission is AdmissionStatus.ADMITTED
    async with store.transaction() as tx:
        (change,) = await tx.changes(CHAT, 9)
    assert (change.person_id, change.before, change.after) == (1, "asked", "admitted")
    await keeper.left(CHAT)
    assert (await keeper.joined(CHAT, "Cats", 8)).admission is AdmissionStatus.ADMITTED


async def test_who_was_turned_away_may_ask_again(store: Store, database: Database, clock: FakeClock) -> None:
    """Adding the bot once more asks the admins once more."""
    keeper = group_admission(store, database, clock)
    await keeper.joined(CHAT, "Cats", 7)
    await keeper.decide(CHAT, AdmissionStatus.REFUSED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).admission is AdmissionStatus.ASKED


async def test_a_barred_group_stays_barred(store: Store, database: Database, clock: FakeClock) -> None:
    """Adding the bot once more changes nothing, whatever the policy; only an admin lets it in again."""
    keeper = group_admission(store, database, clock, AdmissionPolicy.OPEN)
    await keeper.joined(CHAT, "Cats", 7)
    await keeper.decide(CHAT, AdmissionStatus.BLOCKED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).must_leave
    await keeper.decide(CHAT, AdmissionStatus.ADMITTED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).admission is AdmissionStatus.ADMITTED


async def test_leaving_returns_what_waits_and_keeps_the_account(
    store: Store, database: Database, clock: FakeClock
) -> None:
    """What is in line, or waits in a chain, goes back; what KIE has goes on, and the account is there when the bot comes back."""
    keeper = group_admission(store, database, clock)
    await keeper.joined(CHAT, "Cats", 7)
    async with store.transaction() as tx:
        account = await tx.group_account(CHAT)
        await grant(tx, account, 100, "gift", clock.now())
        there = Destination(chat_id=CHAT)
        waiting = await tx.add_generation(replace(held(account.id, "waits", price=30), destination=there))
        await hold(tx, await tx.account(account.id), 30, waiting.id, NONE, clock.now())
        later = replace(
            held(account.id, "later", price=10), destination=there, state=State.WAITING, due_at=None
        )
        later = await tx.add_generation(later)
        await hold(tx, await tx.account(account.id), 10, later.id, NONE, clock.now())
        gone = await tx.add_generation(replace(held(account.id, "gone", price=20), destination=there))
        await hold(tx, await tx.account(account.id), 20, gone.id, NONE, clock.now())
        await tx.save(gone.stepped(State.SUBMITTING), expected=State.HELD, at=clock.now())
    assert await keeper.left(CHAT) == 40
    assert await keeper.left(CHAT) == 0
    async with store.transaction() as tx:
        assert (await tx.group_account(CHAT)).available == 80
        group = await tx.group(CHAT)
        assert group is not None
        assert not group.present
    states = [await store.generation(one.id) for one in (waiting, later, gone)]
    assert [one.state for one in states if one] == [State.CANCELLED, State.CANCELLED, State.SUBMITTING]


async def test_leaving_is_finished_after_a_kill(store: Store, database: Database, clock: FakeClock) -> None:
    """More waits than one transaction cancels, and the process dies after the first word: each goes back once."""
    keeper = group_admission(store, database, clock)
    await keeper.joined(CHAT, "Cats", 7)
    await keeper.joined(CHAT - 1, "Dogs", 7)
    async with store.transaction() as tx:
        account = await tx.group_account(CHAT)
        await grant(tx, account, 100, "gift", clock.now())
        for number in range(50):
            chat_id = CHAT if number else CHAT - 1
            there = Destination(chat_id=chat_id)
            one = await tx.add_generation(replace(held(account.id, f"{number}", price=1), destination=there))
            await hold(tx, await tx.account(account.id), 1, one.id, NONE, clock.now())
        group = await tx.group(CHAT)
        assert group is not None
        await tx.save_group(replace(group, present=False))
    for _ in range(2):
        await group_admission(store, database, clock).finish_leaving()
        async with store.transaction() as tx:
            assert (await tx.account(account.id)).available == 99, "the other group's goes on"
