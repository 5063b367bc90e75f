"""Updates on their way to the handlers: each once, in the order of its person and chat, none in another's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.web import update_inbox
from bot.web.incoming_update import incoming
from bot.web.update_inbox import UpdateInbox
from tests.unit.web.pending import MemoryPendingUpdates, UpdateCounter


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update_inbox, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(update_inbox, "_RETRY_SECONDS", 0.01)


class Handlers:
    """Writes down what was handled; an update of a person in `stuck` waits until `free` is set."""

    def __init__(self, *stuck: int) -> None:
        self.stuck = set(stuck)
        self.free = asyncio.Event()
        self.handled: list[int] = []

    async def handle(self, content: Mapping[str, Any]) -> None:
        """Handle it."""
        payload = next(value for name, value in content.items() if name != "update_id")
        if payload["from"]["id"] in self.stuck:
            await self.free.wait()
        self.handled.append(content["update_id"])


def message(number: int, person: int = 7, chat: int | None = None) -> Any:
    """A message, as it came in."""
    content = {
        "update_id": number,
        "message": {"from": {"id": person}, "chat": {"id": chat if chat is not None else person}},
    }
    return incoming(content)


@asynccontextmanager
async def running(inbox: UpdateInbox) -> AsyncGenerator[None]:
    """The inbox at work; what is under way at the end is cut off."""
    task = asyncio.ensure_future(inbox.run())
    try:
        with capture_logs():
            async with asyncio.timeout(10):
                yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def inbox_of(handlers: Handlers, pending: MemoryPendingUpdates | None = None) -> UpdateInbox:
    """An inbox."""
    return UpdateInbox(pending or MemoryPendingUpdates(), handlers.handle, UpdateCounter())


async def test_quick_updates_are_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is handled at once costs no row, and is handled when `take` returns."""
    monkeypatch.setattr(update_inbox, "PATIENCE_SECONDS", 5.0)
    handlers, pending = Handlers(), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(number, person=number % 3) for number in range(100, 150)])
        assert sorted(handlers.handled) == list(range(100, 150))
    assert pending.added == []
    assert inbox.waiting == 0


async def test_a_stuck_chat_holds_up_no_other() -> None:
    """Its updates are written down, so that the next ones can be fetched, and handled in their order afterwards."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(1, 1), message(2, 2), message(3, 1)])
        assert (handlers.handled, sorted(pending.rows)) == ([2], [1, 3])
        await inbox.take([message(4, 3), message(5, 1)])
        assert handlers.handled == [2, 4]
        handlers.free.set()
        await until_empty(pending)
        assert handlers.handled == [2, 4, 1, 3, 5]


async def until_empty(pending: MemoryPendingUpdates) -> None:
    """Wait until no row is left."""
    while pending.rows:  # noqa: ASYNC110  there is no event
        await asyncio.sleep(0.001)


async def test_members_of_a_group_do_not_wait_for_each_other() -> None:
    """A member who keeps the group at its limit waits alone."""
    handlers = Handlers(1)
    inbox = inbox_of(handlers)
    async with running(inbox):
        await inbox.take([message(1, person=1, chat=-5), message(2, person=2, chat=-5)])
        assert handlers.handled == [2]


async def test_a_group_at_its_limit_does_not_take_every_place() -> None:
    """Many members of it wait at once: other chats are answered."""
    members = range(update_inbox.AT_ONCE + 50)
    handlers = Handlers(*members)
    inbox = inbox_of(handlers)
    async with running(inbox):
        await inbox.take([message(number, person=number, chat=-5) for number in members])
        await inbox.take([message(998, person=54321), message(999, person=54321, chat=-6)])
        assert sorted(handlers.handled) == [998, 999]
        handlers.free.set()
        await inbox.take([message(1000, person=1, chat=-5)])


@pytest.mark.parametrize("kind", ["pre_checkout_query", "shipping_query"])
async def test_payments_pass_when_every_place_is_taken(kind: str) -> None:
    """What must be answered within seconds waits for no place."""
    stuck = range(update_inbox.AT_ONCE)
    handlers = Handlers(*stuck)
    inbox = inbox_of(handlers)
    async with running(inbox):
        await inbox.take([message(number, person=number) for number in stuck])
        payment = incoming({"update_id": 999, kind: {"id": "1", "from": {"id": 12345}}})
        assert payment is not None
        await inbox.take([message(998, person=54321), payment])
        assert handlers.handled == [999]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("message", {"from": {"id": 1}, "chat": {"id": 1}, "successful_payment": {}}),
        ("message", {"from": {"id": 99}, "chat": {"id": 1}, "refunded_payment": {}}),
        ("subscription", {"user": {"id": 1}, "state": "canceled"}),
        ("purchased_paid_media", {"from": {"id": 1}}),
    ],
)
async def test_money_waits_for_nothing_else(kind: str, payload: Mapping[str, Any]) -> None:
    """While every place is taken and the person's own line is stuck, what was paid is handled at once."""
    handlers = Handlers(*range(1, update_inbox.AT_ONCE + 1))
    handled: list[int] = []

    async def handle(content: Mapping[str, Any]) -> None:
        if content["update_id"] == 999:
            handled.append(999)
        else:
            await handlers.handle(content)

    inbox = UpdateInbox(MemoryPendingUpdates(), handle, UpdateCounter())
    async with running(inbox):
        await inbox.take([message(number, person=number) for number in range(1, update_inbox.AT_ONCE + 1)])
        paid = incoming({"update_id": 999, kind: payload})
        assert paid is not None
        await inbox.take([paid])
        assert handled == [999]


async def test_a_payment_does_not_wait_for_the_receipt_of_another_one() -> None:
    """The first one's message is held up, as in a group at its limit: the same person's second payment is taken in."""
    begun: list[int] = []
    first_is_read = asyncio.Event()

    async def handle(content: Mapping[str, Any]) -> None:
        begun.append(content["update_id"])
        if content["update_id"] == 1:
            await first_is_read.wait()

    inbox = UpdateInbox(MemoryPendingUpdates(), handle, UpdateCounter())
    payload = {"from": {"id": 7}, "chat": {"id": -5}, "successful_payment": {}}
    async with running(inbox):
        payments = [incoming({"update_id": number, "message": payload}) for number in (1, 2)]
        await inbox.take([one for one in payments if one is not None])
        assert begun == [1, 2]


async def test_money_is_taken_in_at_the_bound_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many updates wait: what must be answered within seconds is handled, though none other is taken in."""
    monkeypatch.setattr(update_inbox, "MOST_WAITING", 2)
    handlers = Handlers(1)
    inbox = inbox_of(handlers)
    async with running(inbox):
        await inbox.take([message(1, 1), message(2, 1)])
        urgent = incoming({"update_id": 4, "pre_checkout_query": {"id": "1", "from": {"id": 2}}})
        assert urgent is not None
        taking = asyncio.ensure_future(inbox.take([message(3, 2), urgent]))
        await until_handled(handlers, 4)
        assert handlers.handled == [4]
        handlers.free.set()
        await taking
    assert sorted(handlers.handled) == [1, 2, 3, 4]


async def test_an_update_that_comes_again() -> None:
    """It is handled once: while it waits, when it is written down, and after it was handled."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        for _ in range(3):
            await inbox.take([message(1, 1)])
        handlers.free.set()
        await until_empty(pending)
        await inbox.take([message(1, 1), message(2, 1)])
    assert handlers.handled == [1, 2]


async def test_a_restart() -> None:
    """What a process has written down the next one handles first, and once, also when Telegram brings it again."""
    pending = MemoryPendingUpdates()
    inbox = inbox_of(Handlers(1), pending)
    async with running(inbox):
        await inbox.take([message(1, 1), message(2, 1)])
    handlers = Handlers()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(2, 1), message(3, 1)])
        await until_empty(pending)
    assert handlers.handled == [1, 2, 3]


async def test_a_stop_begins_nothing_new() -> None:
    """After a stop what is under way is finished; what waits stays written down for the next process."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    with capture_logs():
        task = asyncio.ensure_future(inbox.run())
        await inbox.take([message(1, 1), message(2, 1)])
        inbox.stop()
        handlers.free.set()
        async with asyncio.timeout(10):
            await task
    assert handlers.handled == [1]
    assert sorted(pending.rows) == [2]


async def test_a_database_that_cannot_be_used() -> None:
    """Nothing is confirmed that is neither handled nor written down; it goes on when the database does."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(1, 2)])
        pending.broken = True
        taking = asyncio.ensure_future(inbox.take([message(2, 1), message(3, 2)]))
        _, undone = await asyncio.wait({taking}, timeout=0.1)
        assert undone
        assert handlers.handled == [1, 3]
        pending.broken = False
        await taking
        assert sorted(pending.rows) == [2]


async def test_a_person_whose_line_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound their updates are stepped over and counted; those of others are not."""
    monkeypatch.setattr(update_inbox, "LONGEST_LINE", 3)
    handlers, counter, pending = Handlers(1), UpdateCounter(), MemoryPendingUpdates()
    inbox = UpdateInbox(pending, handlers.handle, counter)
    async with running(inbox):
        await inbox.take([*(message(number, 1) for number in range(5)), message(9, 2)])
        assert handlers.handled == [9]
        paid = {"from": {"id": 1}, "chat": {"id": 1}, "successful_payment": {"total_amount": 5}}
        payment = incoming({"update_id": 10, "message": paid})
        assert payment is not None
        await inbox.take([payment])
        handlers.free.set()
        await until_empty(pending)
        assert sorted(handlers.handled) == [0, 1, 2, 9, 10]
    assert counter.counts["message", "abandoned"] == 2


async def test_a_long_line_after_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in is handled by the next process, the payment of a full line, too; what comes then is not."""
    monkeypatch.setattr(update_inbox, "LONGEST_LINE", 3)
    pending = MemoryPendingUpdates()
    inbox = inbox_of(Handlers(1), pending)
    paid = {"from": {"id": 1}, "chat": {"id": 1}, "successful_payment": {"total_amount": 5}}
    payment = incoming({"update_id": 10, "message": paid})
    assert payment is not None
    async with running(inbox):
        await inbox.take([*(message(number, 1) for number in range(3)), payment])
    handlers, counter = Handlers(1), UpdateCounter()
    inbox = UpdateInbox(pending, handlers.handle, counter)
    async with running(inbox):
        await inbox.take([message(11, 1)])
        handlers.free.set()
        await until_empty(pending)
    assert sorted(handlers.handled) == [0, 1, 2, 10]
    assert counter.counts["message", "abandoned"] == 1


async def test_a_row_that_could_not_be_removed_at_once() -> None:
    """It goes with the next update that is handled: else a restart, hours later, would handle it again."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(1, 1)])
        pending.broken = True
        handlers.free.set()
        await until_handled(handlers, 1)
        pending.broken = False
        await inbox.take([message(2, 2)])
        await until_empty(pending)


async def test_a_row_that_could_not_be_removed_before_the_stop() -> None:
    """It goes when everything stops: the next process has nothing to repeat."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    with capture_logs():
        task = asyncio.ensure_future(inbox.run())
        await inbox.take([message(1, 1)])
        pending.broken = True
        handlers.free.set()
        await until_handled(handlers, 1)
        pending.broken = False
        inbox.stop()
        async with asyncio.timeout(10):
            await task
    assert pending.rows == {}


async def until_handled(handlers: Handlers, number: int) -> None:
    """Wait until an update was handled, and what is done at once after that is done."""
    while number not in handlers.handled:  # noqa: ASYNC110  there is no event
        await asyncio.sleep(0.001)
    await asyncio.sleep(0)


async def test_a_fault_of_the_inbox_itself() -> None:
    """It is run again, as its supervisor does: what waited, and what comes for the same people, is handled."""
    handlers, pending = Handlers(1), MemoryPendingUpdates()
    inbox = inbox_of(handlers, pending)
    faults = [ZeroDivisionError()]
    remove = pending.remove

    async def remove_with_a_fault(update_ids: Iterable[int]) -> None:
        if faults:
            raise faults.pop()
        await remove(update_ids)

    pending.remove = remove_with_a_fault  # type: ignore[method-assign]
    with capture_logs():
        task = asyncio.ensure_future(inbox.run())
        await inbox.take([message(1, 1), message(2, 1), message(3, 1)])
        handlers.free.set()
        with pytest.raises(ExceptionGroup):
            await task
        await inbox.take([message(4, 1)])
    async with running(inbox):
        await inbox.take([message(5, 1)])
        await until_empty(pending)
    assert sorted(set(handlers.handled)) == [1, 2, 3, 4, 5]


async def test_the_bound_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """While too many wait, none is taken in; then it goes on."""
    monkeypatch.setattr(update_inbox, "MOST_WAITING", 2)
    handlers = Handlers(1)
    inbox = inbox_of(handlers)
    async with running(inbox):
        await inbox.take([message(1, 1), message(2, 1)])
        taking = asyncio.ensure_future(inbox.take([message(3, 2)]))
        _, undone = await asyncio.wait({taking}, timeout=0.05)
        assert undone
        handlers.free.set()
        await taking
    assert handlers.handled == [1, 2, 3]


async def test_rows_of_handled_updates_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many end at once: one transaction for the first, and one for all that ended meanwhile."""
    people = range(1, 51)
    handlers, pending = Handlers(*people), MemoryPendingUpdates()
    removals: list[int] = []
    remove = pending.remove

    async def counted(update_ids: Iterable[int]) -> None:
        removed = list(update_ids)
        removals.append(len(removed))
        await asyncio.sleep(0.01)
        await remove(removed)

    monkeypatch.setattr(pending, "remove", counted)
    inbox = inbox_of(handlers, pending)
    async with running(inbox):
        await inbox.take([message(number, person=number) for number in people])
        handlers.free.set()
        await until_empty(pending)
    assert sum(removals) == len(people)
    assert len(removals) < 10
