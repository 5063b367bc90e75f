"""What every store promises (`bot.ports.Store`)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_health import ModelHealth
from bot.availability.operator_key import OperatorKeyBreaker
from bot.domain.generation import State
from bot.errors import AlreadyDone, NotEnoughCredits
from bot.generation.confirm import Confirmer
from bot.ledger.entries import Bucket, EntryKind, OwnerKind
from bot.ledger.operations import capture, grant, hold, release
from bot.ports import Store
from tests.support.fake_chat_members import FakeChatMembers
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_messenger import FakeMessenger
from tests.support.samples import FILM_PRICE, catalog, held, quote, tariff
from tests.support.store_setup import (
    NONE,
    available,
    funded_account,
    waiting,
)


def confirmer(store: Store, clock: FakeClock, *, most_open: int = 1000) -> Confirmer:
    """Confirms quotes without an allowance, so that every credit is one that the test gave."""
    terms = tariff(0, most_open=most_open)
    health = ModelHealth(catalog(), terms.dialect, clock)
    breakers = KeyBreakers({"operator#1": OperatorKeyBreaker(FakeMessenger(), clock)})
    return Confirmer(store, clock, terms, breakers, health, FakeChatMembers(), lambda: None)


class TestTransactions:
    """All or nothing, one at a time, whatever happens to the one who writes."""

    async def test_commits_together(self, store: Store) -> None:
        """What one block wrote is there after it, in the next transaction and beside it."""
        generation = await waiting(store, await funded_account(store))
        assert (await store.generation(generation.id)) == generation
        assert [step.state for step in await store.transitions(generation.id)] == [State.HELD]

    async def test_rolls_back_together(self, store: Store) -> None:
        """A block that raises leaves no generation, no hold, no entry and no account behind."""
        account_id = await funded_account(store)
        with pytest.raises(RuntimeError, match="halfway"):  # noqa: PT012  the block is what is tested
            async with store.transaction() as tx:
                generation = await tx.add_generation(held(account_id, "t"))
                await hold(tx, await tx.account(account_id), 10, generation.id, NONE, START)
                raise RuntimeError("halfway")
        assert await available(store, account_id) == 100
        assert await store.generation(generation.id) is None
        assert await store.transitions(generation.id) == []

    async def test_nothing_is_seen_before_the_commit(self, store: Store) -> None:
        """Who reads without a transaction sees committed rows only."""
        account_id = await funded_account(store)
        async with store.transaction() as tx:
            generation = await tx.add_generation(held(account_id, "t"))
            assert await store.generation(generation.id) is None
            assert await tx.generation(generation.id) == generation
        assert await store.generation(generation.id) == generation

    async def test_one_at_a_time(self, store: Store) -> None:
        """A second transaction begins when the first has ended, so reading then writing is safe."""
        account_id = await funded_account(store, amount=0)
        order: list[str] = []
        inside = asyncio.Event()

        async def first() -> None:
            async with store.transaction() as tx:
                inside.set()
                order.append("first begins")
                for _ in range(5):
                    await asyncio.sleep(0)
                await grant(tx, await tx.account(account_id), 5, "first", START)
                order.append("first ends")

        async def second() -> None:
            await inside.wait()
            async with store.transaction() as tx:
                order.append(f"second sees {(await tx.account(account_id)).available}")

        await asyncio.gather(first(), second())
        assert order == ["first begins", "first ends", "second sees 5"]

    async def test_survives_a_cancellation_in_the_middle(self, store: Store) -> None:
        """A cancelled block is rolled back, and the next transaction begins as if it had never been."""
        account_id = await funded_account(store)
        written = asyncio.Event()

        async def cut_off() -> None:
            async with store.transaction() as tx:
                await grant(tx, await tx.account(account_id), 5, "cut off", START)
                written.set()
                await asyncio.Event().wait()

        doomed = asyncio.ensure_future(cut_off())
        await written.wait()
        doomed.cancel()
        with pytest.raises(asyncio.CancelledError):
            await doomed
        assert await available(store, account_id) == 100
        async with store.transaction() as tx:
            await grant(tx, await tx.account(account_id), 5, "cut off", START)
        assert await available(store, account_id) == 105

    @pytest.mark.parametrize("patience", range(0, 12, 2))
    async def test_survives_a_cancellation_anywhere(self, store: Store, patience: int) -> None:
        """Wherever the cancellation hits, everything or nothing of the block is there and the store goes on."""
        account_id = await funded_account(store)

        async def spend() -> None:
            generation = await waiting(store, account_id)
            async with store.transaction() as tx:
                await capture(tx, generation.id, 10, START)

        doomed = asyncio.ensure_future(spend())
        for _ in range(patience):
            await asyncio.sleep(0)
        doomed.cancel()
        await asyncio.gather(doomed, return_exceptions=True)
        async with store.transaction() as tx:
            still_held = await tx.held(account_id)
        assert (await available(store, account_id), still_held) in {(100, 0), (90, 10), (90, 0)}
        await waiting(store, account_id, "after")


class TestMoney:
    """The rules that the database holds itself."""

    async def test_an_account_is_opened_once(self, store: Store) -> None:
        """The account of a person is opened at first sight and found again; a missing one is a KeyError."""
        async with store.transaction() as tx:
            first = await tx.account_of_person(7)
            again = await tx.account_of_person(7)
            other = await tx.account_of_person(8)
            with pytest.raises(KeyError):
                await tx.account(999)
        assert first == again
        assert other.id != first.id
        assert (first.owner_kind, first.owner_id, first.forgotten_as) == (OwnerKind.PERSON, 7, None)
        assert (first.available, first.blocked) == (0, False)

    async def test_notes_of_an_account(self, store: Store) -> None:
        """The period and the bar are kept, and neither moves a credit."""
        account_id = await funded_account(store)
        async with store.transaction() as tx:
            await tx.set_period(account_id, "2026-03")
            await tx.set_blocked(account_id, blocked=True)
        async with store.transaction() as tx:
            account = await tx.account(account_id)
        assert (account.period, account.blocked, account.available) == ("2026-03", True, 100)

    async def test_a_bucket_never_falls_below_zero(self, store: Store) -> None:
        """An entry that takes more than its bucket has is refused, with the figures, and nothing moves."""
        account_id = await funded_account(store)
        with pytest.raises(NotEnoughCredits) as refused:
            async with store.transaction() as tx:
                await tx.write_entry(
                    account_id=account_id,
                    kind=EntryKind.REFUND,
                    bucket=Bucket.BOUGHT,
                    amount=-101,
                    operation_key="too much",
                    at=START,
                )
        assert refused.value.facts == {"price": 101, "available": 100, "missing": 1}
        assert await available(store, account_id) == 100

    async def test_an_operation_key_is_used_once(self, store: Store) -> None:
        """A second entry with the same key is refused, whatever else it says, and the transaction goes on."""
        account_id = await funded_account(store, amount=0)
        async with store.transaction() as tx:
            account = await tx.account(account_id)
            await grant(tx, account, 5, "key", START)
            with pytest.raises(AlreadyDone):
                await grant(tx, account, 6, "key", START)
            await grant(tx, account, 1, "another key", START)
        assert await available(store, account_id) == 6

    async def test_entries_come_newest_first(self, store: Store) -> None:
        """The ledger is read from its end, every field as it was written."""
        account_id = await funded_account(store)
        generation = await waiting(store, account_id)
        async with store.transaction() as tx:
            newest, oldest = await tx.entries(account_id, 10)
            assert list(await tx.entries(account_id, 1)) == [newest]
        assert (newest.kind, newest.bucket, newest.amount) == (EntryKind.HOLD, Bucket.BOUGHT, -10)
        assert (newest.generation_id, newest.at, newest.account_id) == (generation.id, START, account_id)
        assert (oldest.kind, oldest.amount, oldest.operation_key) == (EntryKind.GRANT, 100, "gift:7:100")

    async def test_one_capture_for_each_hold(self, store: Store) -> None:
        """A hold is captured once; captured again it moves nothing."""
        account_id = await funded_account(store)
        generation = await waiting(store, account_id)
        async with store.transaction() as tx:
            assert await capture(tx, generation.id, 10, START) == 10
        with pytest.raises(AlreadyDone):
            async with store.transaction() as tx:
                await capture(tx, generation.id, 10, START)
        assert await available(store, account_id) == 90

    async def test_a_hold_ends_once(self, store: Store) -> None:
        """What was released is not captured, what was captured is not released, and nothing is held twice."""
        account_id = await funded_account(store)
        released, spent = await waiting(store, account_id, "a"), await waiting(store, account_id, "b")
        async with store.transaction() as tx:
            assert await tx.held(account_id) == 20
            await release(tx, released.id, START)
            await capture(tx, spent.id, 10, START)
            for end in (
                release(tx, released.id, START),
                release(tx, spent.id, START),
                capture(tx, released.id, 10, START),
            ):
                with pytest.raises(AlreadyDone):
                    await end
            assert await tx.held(account_id) == 0
        assert await available(store, account_id) == 90

    async def test_a_generation_has_one_hold(self, store: Store) -> None:
        """A second hold for the same generation is refused, also after the first has ended."""
        account_id = await funded_account(store)
        generation = await waiting(store, account_id)
        for _ in range(2):
            with pytest.raises(AlreadyDone):
                async with store.transaction() as tx:
                    await hold(tx, await tx.account(account_id), 10, generation.id, NONE, START)
            assert await available(store, account_id) == 90
            async with store.transaction() as tx:
                if await tx.held(account_id):
                    await capture(tx, generation.id, 10, START)

    async def test_ending_no_hold(self, store: Store) -> None:
        """A hold that never was cannot end."""
        async with store.transaction() as tx:
            with pytest.raises(AlreadyDone):
                await tx.end_hold(4711, captured=0, at=START)


class TestConfirmations:
    """However often and however fast people tap."""

    async def test_two_confirmations_of_one_quote(self, store: Store, clock: FakeClock) -> None:
        """Ten taps at once on one button make one generation and one hold."""
        account_id = await funded_account(store)
        async with store.transaction() as tx:
            await tx.add_quote(quote("q", account_id))
        confirm = confirmer(store, clock).confirm
        answers = await asyncio.gather(*(confirm("q", 7) for _ in range(10)))
        assert len({answer.generation.id for answer in answers}) == 1
        assert sum(not answer.repeated for answer in answers) == 1
        assert await available(store, account_id) == 100 - FILM_PRICE

    async def test_concurrent_confirmations_cannot_overdraw(self, store: Store, clock: FakeClock) -> None:
        """Of fifty confirmations at once an account that covers twenty takes exactly twenty, and the ledger is exact."""
        account_id = await funded_account(store, amount=20 * FILM_PRICE)
        async with store.transaction() as tx:
            for number in range(50):
                await tx.add_quote(quote(f"q{number}", account_id))
        confirm = confirmer(store, clock).confirm
        answers = await asyncio.gather(
            *(confirm(f"q{number}", 7) for number in range(50)), return_exceptions=True
        )
        refused = [answer for answer in answers if isinstance(answer, NotEnoughCredits)]
        assert len(refused) == 30
        assert {answer.facts["missing"] for answer in refused} == {FILM_PRICE}
        assert await available(store, account_id) == 0
        async with store.transaction() as tx:
            assert await tx.held(account_id) == 20 * FILM_PRICE
            assert await tx.open_count(7) == 20

    async def test_a_quote_comes_back_as_it_was(self, store: Store) -> None:
        """Every field of a quote is kept, it is found by token and by number, and it is confirmed once."""
        account_id = await funded_account(store)
        offered = replace(quote("q", account_id), key_owner="person:7")
        async with store.transaction() as tx:
            stored = await tx.add_quote(offered)
            assert stored == replace(offered, id=stored.id)
            assert await tx.quote("q") == await tx.quote_by_id(stored.id) == stored
            assert await tx.confirm_quote(stored.id, START)
            assert not await tx.confirm_quote(stored.id, START)
            assert not await tx.confirm_quote(99, START)
            assert await tx.quote("q") == replace(stored, confirmed_at=START)
            assert await tx.quote_by_id(99) is None
            assert await tx.quote("unknown") is None

    async def test_an_unused_quote_is_replaced(self, store: Store) -> None:
        """The same token again: the person's unused quote gives way under its number, a used or a stranger's stays."""
        account_id = await funded_account(store)
        async with store.transaction() as tx:
            first = await tx.add_quote(quote("q", account_id))
            second = await tx.add_quote(quote("q", account_id, price=20))
            assert (second.id, second.price) == (first.id, 20)
            assert await tx.add_quote(quote("q", account_id, person_id=8)) == second
            await tx.confirm_quote(second.id, START)
            assert (await tx.add_quote(quote("q", account_id, price=5))).price == 20
            assert (await tx.add_quote(quote("other", account_id))).id != first.id
