"""What every store promises when a group becomes a supergroup: everything moves at once, and only once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Destination, State
from bot.groups.migration import ChatMigrator
from bot.ledger.entries import Bucket
from bot.ledger.operations import capture, grant, release
from bot.ports import Store
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import quote, tariff
from tests.support.store_setup import available, funded_account, moved, waiting

OLD, NEW = -100500, -1001234567890
"""The first is where the samples' quotes and generations are."""


@pytest.fixture
def chat_migrator(store: Store, clock: FakeClock) -> ChatMigrator:
    """Follows groups."""
    return ChatMigrator(store, clock, tariff(0))


async def group_account(store: Store, chat_id: int, amount: int = 0) -> int:
    """A group's account with bought credits."""
    async with store.transaction() as tx:
        account = await tx.group_account(chat_id)
        if amount:
            await grant(tx, account, amount, f"gift:{chat_id}", START)
    return account.id


async def test_everything_of_the_chat_moves(store: Store, chat_migrator: ChatMigrator) -> None:
    """Account, quote and open generation are the new chat's; ids of messages and topics are forgotten."""
    account_id = await group_account(store, OLD, 100)
    generation = await waiting(store, account_id)
    async with store.transaction() as tx:
        await tx.add_quote(quote("q", account_id))
        await tx.save(replace(generation, progress_message_id=9), expected=State.HELD, at=START)
    assert await chat_migrator.migrate(OLD, NEW)
    found = await store.generation(generation.id)
    assert found is not None
    assert (found.destination, found.progress_message_id) == (Destination(chat_id=NEW), None)
    assert found.state is State.HELD
    async with store.transaction() as tx:
        account, kept = await tx.account_of_chat(NEW), await tx.quote("q")
        assert await tx.account_of_chat(OLD) is None
    assert account is not None
    assert (account.id, account.available) == (account_id, 90)
    assert kept is not None
    assert (kept.chat_id, kept.thread_id, kept.reply_to) == (NEW, None, None)


async def test_twice_is_once(store: Store, chat_migrator: ChatMigrator) -> None:
    """Telegram says it in both chats, and refused calls say it again: nothing changes any more."""
    account_id = await group_account(store, OLD, 100)
    await waiting(store, account_id)
    assert await chat_migrator.migrate(OLD, NEW)
    assert not await chat_migrator.migrate(OLD, NEW)
    assert await available(store, account_id) == 90


async def test_other_chats_stay(store: Store, chat_migrator: ChatMigrator) -> None:
    """A private chat's generation is left alone."""
    account_id = await funded_account(store)
    generation = await waiting(store, account_id)
    assert not await chat_migrator.migrate(-42, NEW)
    assert await store.generation(generation.id) == generation
    assert not await chat_migrator.migrate(OLD, OLD)


async def test_a_step_under_way_does_not_move_it_back(store: Store, chat_migrator: ChatMigrator) -> None:
    """A step that read the generation before the move writes its state, not the old chat nor its message."""
    generation = await waiting(store, await funded_account(store))
    await chat_migrator.migrate(OLD, NEW)
    leaving = replace(generation.stepped(State.SUBMITTING), progress_message_id=77)
    async with store.transaction() as tx:
        await tx.save(leaving, expected=State.HELD, at=START)
    found = await store.generation(generation.id)
    assert found is not None
    assert found.state is State.SUBMITTING
    assert (found.destination, found.progress_message_id) == (Destination(chat_id=NEW), None)


async def test_what_was_sent_stays_sent(store: Store, chat_migrator: ChatMigrator) -> None:
    """Media that reached the old chat is not sent again, and nothing answers its message id in the new chat."""
    running = await moved(
        store, await waiting(store, await funded_account(store)), State.SUBMITTING, State.RUNNING
    )
    assets = (
        Asset(position=0, url="https://a", kind=Kind.VIDEO, sent_as="video", message_id=5),
        Asset(position=1, url="https://b", kind=Kind.VIDEO),
    )
    async with store.transaction() as tx:
        await tx.save(running.stepped(State.READY, assets=assets), expected=State.RUNNING, at=START)
    await chat_migrator.migrate(OLD, NEW)
    found = await store.generation(running.id)
    assert found is not None
    assert [(asset.is_sent, asset.message_id) for asset in found.assets] == [(True, None), (False, None)]


@pytest.mark.parametrize("captured", [True, False])
async def test_two_accounts_become_one(store: Store, chat_migrator: ChatMigrator, captured: bool) -> None:
    """The supergroup was used before the move was heard of: credits and holds of both accounts are in its own."""
    old_id, new_id = await group_account(store, OLD, 100), await group_account(store, NEW, 5)
    generation = await waiting(store, old_id, amount=30)
    assert await chat_migrator.migrate(OLD, NEW)
    assert not await chat_migrator.migrate(OLD, NEW)
    assert (await available(store, old_id), await available(store, new_id)) == (0, 75)
    async with store.transaction() as tx:
        assert (await tx.held(old_id), await tx.held(new_id)) == (0, 30)
        if captured:
            await capture(tx, generation.id, 30, START)
        else:
            await release(tx, generation.id, START)
        account = await tx.account(new_id)
        entries = await tx.entries(old_id, 10)
    assert account.available == (75 if captured else 105)
    assert entries[0].bucket is Bucket.BOUGHT
    assert entries[0].amount == -70


async def test_open_ones_of_a_chat_are_counted(store: Store) -> None:
    """What is open in a chat counts there, also when others pay for it; what has ended does not."""
    first, second = await funded_account(store, 7), await funded_account(store, 8)
    ended = await waiting(store, first, "a")
    await waiting(store, second, "b")
    async with store.transaction() as tx:
        assert await tx.open_count_in(OLD) == 2
        await tx.save(ended.stepped(State.CANCELLED), expected=State.HELD, at=START)
        assert await tx.open_count_in(OLD) == 1
        assert await tx.open_count_in(NEW) == 0
