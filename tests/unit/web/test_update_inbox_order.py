"""Whatever is stuck, broken or killed: each update is handled, in the order of its person and chat, and none after a later one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.web import update_inbox
from bot.web.incoming_update import incoming
from bot.web.update_inbox import UpdateInbox
from tests.unit.web.pending import MemoryPendingUpdates, UpdateCounter

PEOPLE = 4
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=6)),
        st.tuples(st.just("stick"), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("free"), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("break"), st.booleans()),
        st.tuples(st.just("repeat"), st.integers(0, 30)),
        st.tuples(st.just("kill"), st.none()),
    ),
    max_size=12,
)


class World:
    """A Telegram that keeps what is not confirmed, a database that outlives processes, and handlers that get stuck."""

    def __init__(self) -> None:
        self.pending = MemoryPendingUpdates()
        self.stuck: set[int] = set()
        self.freed = asyncio.Event()
        self.handled: list[tuple[int, int]] = []
        self.unconfirmed: dict[int, Any] = {}
        self.sent = 0
        self.kills = 0

    async def handle(self, content: Mapping[str, Any]) -> None:
        """Handle it, once its person is stuck no more."""
        person = content["message"]["from"]["id"]
        while person in self.stuck:
            await self.freed.wait()
        self.handled.append((person, content["update_id"]))

    def send(self, people: list[int]) -> None:
        """Messages of these people, in private."""
        for person in people:
            self.sent += 1
            message = {"from": {"id": person}, "chat": {"id": person}}
            self.unconfirmed[self.sent] = incoming({"update_id": self.sent, "message": message})

    def free(self, people: set[int]) -> None:
        """Nothing holds these up any more."""
        self.stuck -= people
        self.freed.set()
        self.freed = asyncio.Event()

    async def live(self, steps: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """One process; returns the steps that are left when it is killed."""
        inbox = UpdateInbox(self.pending, self.handle, UpdateCounter())
        running = asyncio.ensure_future(inbox.run())
        try:
            for done, (step, value) in enumerate(steps, start=1):
                if step == "kill":
                    self.kills += 1
                    return steps[done:]
                self._take_step(step, value)
                await self._deliver(inbox, repeated=value if step == "repeat" else 0)
            self.pending.broken = False
            self.free(set(range(PEOPLE)))
            await self._deliver(inbox, patient=True)
            while self.pending.rows or inbox.waiting:  # noqa: ASYNC110  there is no event
                await asyncio.sleep(0.001)
            return []
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    def _take_step(self, step: str, value: Any) -> None:
        if step == "send":
            self.send(value)
        elif step == "stick":
            self.stuck.add(value)
        elif step == "free":
            self.free({value})
        elif step == "break":
            self.pending.broken = value

    async def _deliver(self, inbox: UpdateInbox, *, repeated: int = 0, patient: bool = False) -> None:
        """What Telegram has; it is confirmed when it was taken. One that was confirmed may come again."""
        batch = list(self.unconfirmed.values())
        if 0 < repeated <= self.sent and repeated not in self.unconfirmed:
            message = {"from": {"id": 0}, "chat": {"id": 0}}
            known = [one for one in self.handled if one[1] == repeated]
            if known:
                message = {"from": {"id": known[0][0]}, "chat": {"id": known[0][0]}}
                batch.insert(0, incoming({"update_id": repeated, "message": message}))
        taking = asyncio.ensure_future(inbox.take(batch))
        _, undone = await asyncio.wait({taking}, timeout=None if patient else 0.05)
        if undone:
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)
        else:
            self.unconfirmed.clear()


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_none_is_lost_and_order_is_kept(steps: list[tuple[str, Any]]) -> None:
    """Every update is handled, for the first time in its order, and once where no process was killed."""

    async def lived() -> World:
        world, left = World(), [*steps, ("send", list(range(PEOPLE)))]
        async with asyncio.timeout(30):
            while left:
                left = await world.live(left)
        return world

    patience, retry = update_inbox.PATIENCE_SECONDS, update_inbox._RETRY_SECONDS
    update_inbox.PATIENCE_SECONDS = update_inbox._RETRY_SECONDS = 0.005  # type: ignore[misc]
    try:
        with capture_logs():
            world = asyncio.run(lived())
    finally:
        update_inbox.PATIENCE_SECONDS, update_inbox._RETRY_SECONDS = patience, retry  # type: ignore[misc]
    assert {number for _, number in world.handled} == set(range(1, world.sent + 1))
    for person in range(PEOPLE):
        first_time = list(dict.fromkeys(number for one, number in world.handled if one == person))
        assert first_time == sorted(first_time)
    if not world.kills:
        assert len(world.handled) == world.sent
