"""What every store promises about groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import State
from bot.domain.group import AdmissionStatus, Group, GroupChange, GroupRules, Payer, Span
from bot.domain.quiet_hours import QuietHours
from bot.errors import AlreadyDone, NotEnoughCredits
from bot.groups.migration import ChatMigrator
from bot.groups.refusals import CapReached
from bot.groups.rules import require_caps
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import capture, grant, hold, read_balance, release
from bot.ledger.transfer import transfer
from bot.ports import Store, Transaction
from tests.support.fake_clock import FakeClock
from tests.support.samples import held, tariff

CHAT, SUPERGROUP = -4001, -1004001
NONE = Allowance(0, Period.MONTH)
MONTHLY = Allowance(100, Period.MONTH)
UNLIMITED = Allowance(None, Period.MONTH)
ON_THE_WAY = (State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED)
STRICT = GroupRules(
    payer=Payer.ASKER,
    caps={Span.DAY: 10, Span.MONTH: 100},
    generation_cap=50,
    approval_above=0,
    kinds=frozenset({Kind.IMAGE}),
    models_off=frozenset({"veo-3.1"}),
    banned_words=("война", "war"),
    open_maximum=3,
    spoiler=True,
    topic_id=7,
    language="ru",
    quiet=QuietHours(22, 7),
    utc_offset=-210,
)


async def _make(
    tx: Transaction,
    account_id: int,
    person_id: int,
    price: int,
    clock: FakeClock,
    *,
    model: str = "flux-pro",
    ends: State | None = None,
) -> None:
    """A generation of a member's, open, delivered or failed."""
    now = clock.now()
    token = f"{person_id}:{price}:{now}"
    made = await tx.add_generation(
        replace(
            held(account_id, token, price=price), person_id=person_id, model=model, created_at=now, due_at=now
        )
    )
    await hold(tx, await tx.account(account_id), price, made.id, NONE, now)
    steps = {None: (), State.FAILED: (State.FAILED,), State.DELIVERED: ON_THE_WAY}[ends]
    for state in steps:
        stepped = made.stepped(state)
        if state is State.DELIVERED:
            stepped = replace(stepped, captured=await capture(tx, made.id, price, now))
        elif state is State.FAILED:
            await release(tx, made.id, now)
        await tx.save(stepped, expected=made.state, at=now)
        made = stepped


async def test_a_group_is_kept_whole(store: Store) -> None:
    """Every rule comes back as it was written, and the newest writing counts."""
    group = Group(
        chat_id=CHAT, title="Cats & co", admission=AdmissionStatus.ADMITTED, added_by=7, rules=STRICT
    )
    async with store.transaction() as tx:
        assert await tx.group(CHAT) is None
        await tx.save_group(Group(chat_id=CHAT))
        assert await tx.group(CHAT) == Group(chat_id=CHAT)
        await tx.save_group(group)
    async with store.transaction() as tx:
        assert await tx.group(CHAT) == group


async def test_the_audit_trail_is_read_backwards(store: Store, clock: FakeClock) -> None:
    """The newest changes first, no more than asked for, of this group only."""
    changes = [
        GroupChange(person_id=7, what="payer", before="group", after=str(number), at=clock.now())
        for number in range(3)
    ]
    async with store.transaction() as tx:
        for change in changes:
            await tx.note_change(CHAT, change)
        await tx.note_change(CHAT - 1, changes[0])
        assert await tx.changes(CHAT, 2) == [changes[2], changes[1]]


async def test_a_account_begins_with_nothing(store: Store, clock: FakeClock) -> None:
    """A group has one account, without an allowance."""
    async with store.transaction() as tx:
        account = await tx.group_account(CHAT)
        assert await tx.group_account(CHAT) == account == await tx.account_of_chat(CHAT)
        balance = await read_balance(tx, account, MONTHLY, clock.now())
        assert (balance.available, balance.unlimited, balance.refills_at) == (0, False, None)


async def test_credits_move_to_the_group_and_keep_their_end(store: Store, clock: FakeClock) -> None:
    """Free credits go first and expire at the group's account with their period; bought ones stay for ever."""
    async with store.transaction() as tx:
        person, account = await tx.account_of_person(7), await tx.group_account(CHAT)
        await grant(tx, person, 50, "gift", clock.now())
        person = await tx.account(person.id)
        await transfer(tx, person, account, 120, MONTHLY, operation_key="topup:1", now=clock.now())
        person, account = await tx.account(person.id), await tx.account(account.id)
        assert (person.allowance, person.bought) == (0, 30)
        assert (account.allowance, account.bought) == (100, 20)
    with pytest.raises(NotEnoughCredits):
        async with store.transaction() as tx:
            await transfer(tx, person, account, 31, MONTHLY, operation_key="topup:2", now=clock.now())
    clock.advance(timedelta(days=40))
    async with store.transaction() as tx:
        balance = await read_balance(tx, await tx.group_account(CHAT), MONTHLY, clock.now())
        assert (balance.allowance, balance.bought) == (0, 20)


@pytest.mark.parametrize("allowance", [MONTHLY, UNLIMITED])
async def test_a_repeated_transfer_moves_nothing(
    store: Store, clock: FakeClock, allowance: Allowance
) -> None:
    """The same operation key once more is refused, also when the credits would come from another bucket."""
    async with store.transaction() as tx:
        person, account = await tx.account_of_person(7), await tx.group_account(CHAT)
        await transfer(tx, person, account, 60, allowance, operation_key="topup:1", now=clock.now())
        await grant(tx, await tx.account(person.id), 500, "gift", clock.now())
    with pytest.raises(AlreadyDone):  # noqa: PT012  the block is what is tested
        async with store.transaction() as tx:
            person, account = await tx.account_of_person(7), await tx.group_account(CHAT)
            await transfer(tx, person, account, 60, allowance, operation_key="topup:1", now=clock.now())
    async with store.transaction() as tx:
        assert (await tx.group_account(CHAT)).available == 60


async def test_spending_counts_what_is_taken_and_what_is_held(store: Store, clock: FakeClock) -> None:
    """Captured credits and open holds count, released ones do not; by member and model, since a moment."""
    async with store.transaction() as tx:
        account = await tx.group_account(CHAT)
        await grant(tx, account, 1000, "gift", clock.now())
        await _make(tx, account.id, 7, 30, clock, model="veo-3.1", ends=State.DELIVERED)
    clock.advance(timedelta(hours=1))
    since = clock.now()
    async with store.transaction() as tx:
        await _make(tx, account.id, 7, 20, clock)
        await _make(tx, account.id, 8, 40, clock, ends=State.FAILED)
        await _make(tx, account.id, 9, 5, clock)
        await _make(tx, (await tx.account_of_person(7)).id, 7, 0, clock)
        spent = await tx.spent(account.id, since)
        assert [(one.person_id, one.credits, one.generations) for one in spent] == [(7, 20, 1), (9, 5, 1)]
        everything = await tx.spent(account.id, since - timedelta(days=1), person_id=7)
        assert [(one.credits, one.generations, dict(one.by_model)) for one in everything] == [
            (50, 2, {"veo-3.1": 30, "flux-pro": 20})
        ]


async def test_caps_count_from_midnight_of_the_group(store: Store, clock: FakeClock) -> None:
    """A cap of the day is free again after midnight of the group's clock; the month's goes on counting."""
    clock.moment = datetime(2026, 5, 10, 20, 0, tzinfo=UTC)
    rules = GroupRules(payer=Payer.GROUP, caps={Span.DAY: 50, Span.MONTH: 80}, utc_offset=180)
    async with store.transaction() as tx:
        account = await tx.group_account(CHAT)
        await grant(tx, account, 1000, "gift", clock.now())
        await _make(tx, account.id, 7, 40, clock)

        async def asks(price: int) -> None:
            await require_caps(tx, rules, account_id=account.id, person_id=7, price=price, now=clock.now())

        await asks(10)
        with pytest.raises(CapReached) as refused:
            await asks(11)
        assert refused.value.facts == {"span": Span.DAY, "price": 11, "cap": 50, "left": 10}
        clock.advance(timedelta(hours=1))  # 21:00 UTC is midnight three hours to the east
        await asks(40)
        with pytest.raises(CapReached) as refused:
            await asks(41)
        assert refused.value.facts["span"] is Span.MONTH
        rules = replace(rules, payer=Payer.ASKER)
        await asks(1000)


async def test_rules_move_with_the_group(store: Store, clock: FakeClock) -> None:
    """A supergroup has its group's rules, audit trail and spending, whatever was seen of it before."""
    async with store.transaction() as tx:
        await tx.save_group(Group(chat_id=CHAT, admission=AdmissionStatus.ADMITTED, rules=STRICT))
        await tx.save_group(Group(chat_id=SUPERGROUP))
        change = GroupChange(person_id=7, what="payer", before="group", after="asker", at=clock.now())
        await tx.note_change(CHAT, change)
    assert await ChatMigrator(store, clock, tariff(0)).migrate(CHAT, SUPERGROUP)
    async with store.transaction() as tx:
        assert await tx.group(CHAT) is None
        moved = await tx.group(SUPERGROUP)
        assert moved == Group(chat_id=SUPERGROUP, admission=AdmissionStatus.ADMITTED, rules=STRICT)
        assert await tx.changes(SUPERGROUP, 9) == [change]
    assert not await ChatMigrator(store, clock, tariff(0)).migrate(CHAT, SUPERGROUP)
