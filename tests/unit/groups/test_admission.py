"""Which groups the bot works in, and what becomes of them when it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.generation import Destination, State
from bot.domain.group import Admission, Group
from bot.groups.admission import Door, Policy
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import grant, hold
from bot.ports import Store
from tests.support.fake_clock import FakeClock
from tests.support.samples import held

CHAT, LISTED = -4001, -4002
NONE = Allowance(0, Period.MONTH)


class Reader:
    """Reads groups through a transaction of the store under test."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None."""
        async with self._store.transaction() as books:
            return await books.group(chat_id)


def door(store: Store, clock: FakeClock, policy: Policy = Policy.ASK) -> Door:
    """A door with one group on its list."""
    return Door(store, Reader(store), clock, policy, frozenset({LISTED}))


@pytest.mark.parametrize(
    ("policy", "chat_id", "joined", "unseen"),
    [
        (Policy.ASK, CHAT, Admission.ASKED, Admission.ADMITTED),
        (Policy.OPEN, CHAT, Admission.ADMITTED, Admission.ADMITTED),
        (Policy.LISTED, LISTED, Admission.ADMITTED, Admission.ADMITTED),
        (Policy.LISTED, CHAT, Admission.REFUSED, Admission.REFUSED),
        (Policy.CLOSED, CHAT, Admission.REFUSED, Admission.REFUSED),
    ],
)
async def test_the_policy_decides(
    store: Store, clock: FakeClock, policy: Policy, chat_id: int, joined: Admission, unseen: Admission
) -> None:
    """A new group is asked about, let in or turned away; one that spoke before there was a door was let in already."""
    keeper = door(store, clock, policy)
    assert (await keeper.joined(chat_id, "Cats", 7)).admission is joined
    assert (await keeper.group(chat_id, "Cats")).admission is joined
    assert (await keeper.group(chat_id - 100, "Dogs")).admission is (
        unseen if chat_id == CHAT else Admission.REFUSED
    )


async def test_an_admin_decides_once(store: Store, clock: FakeClock) -> None:
    """The decision is written down with who made it, once; it outlives the bot's leaving."""
    keeper = door(store, clock)
    assert await keeper.decide(CHAT, Admission.ADMITTED, admin_id=1) is None
    await keeper.joined(CHAT, "Cats", 7)
    for admin_id in (1, 2):
        decided = await keeper.decide(CHAT, Admission.ADMITTED, admin_id=admin_id)
        assert decided is not None
        assert decided.admission is Admission.ADMITTED
    async with store.transaction() as books:
        (change,) = await books.changes(CHAT, 9)
    assert (change.person_id, change.before, change.after) == (1, "asked", "admitted")
    await keeper.left(CHAT)
    assert (await keeper.joined(CHAT, "Cats", 8)).admission is Admission.ADMITTED


async def test_who_was_turned_away_may_ask_again(store: Store, clock: FakeClock) -> None:
    """Adding the bot once more asks the admins once more."""
    keeper = door(store, clock)
    await keeper.joined(CHAT, "Cats", 7)
    await keeper.decide(CHAT, Admission.REFUSED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).admission is Admission.ASKED


async def test_a_barred_group_stays_barred(store: Store, clock: FakeClock) -> None:
    """Adding the bot once more changes nothing, whatever the policy; only an admin lets it in again."""
    keeper = door(store, clock, Policy.OPEN)
    await keeper.joined(CHAT, "Cats", 7)
    await keeper.decide(CHAT, Admission.BARRED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).turned_away
    await keeper.decide(CHAT, Admission.ADMITTED, admin_id=1)
    assert (await keeper.joined(CHAT, "Cats", 7)).admission is Admission.ADMITTED


async def test_leaving_returns_what_waits_and_keeps_the_purse(store: Store, clock: FakeClock) -> None:
    """What is in line, or waits in a chain, goes back; what KIE has goes on, and the purse is there when the bot comes back."""
    keeper = door(store, clock)
    await keeper.joined(CHAT, "Cats", 7)
    async with store.transaction() as books:
        purse = await books.group_purse(CHAT)
        await grant(books, purse, 100, "gift", clock.now())
        there = Destination(chat_id=CHAT)
        waiting = await books.add_generation(replace(held(purse.id, "waits", price=30), destination=there))
        await hold(books, await books.account(purse.id), 30, waiting.id, NONE, clock.now())
        later = replace(
            held(purse.id, "later", price=10), destination=there, state=State.WAITING, due_at=None
        )
        later = await books.add_generation(later)
        await hold(books, await books.account(purse.id), 10, later.id, NONE, clock.now())
        gone = await books.add_generation(replace(held(purse.id, "gone", price=20), destination=there))
        await hold(books, await books.account(purse.id), 20, gone.id, NONE, clock.now())
        await books.save(gone.stepped(State.SUBMITTING), expected=State.HELD, at=clock.now())
    assert await keeper.left(CHAT) == 40
    assert await keeper.left(CHAT) == 0
    async with store.transaction() as books:
        assert (await books.group_purse(CHAT)).available == 80
        group = await books.group(CHAT)
        assert group is not None
        assert not group.present
    states = [await store.generation(one.id) for one in (waiting, later, gone)]
    assert [one.state for one in states if one] == [State.CANCELLED, State.CANCELLED, State.SUBMITTING]
