"""Whatever operators, people and deaths of the process do: no one gets a broadcast twice, and no one is lost."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram.types import InlineKeyboardMarkup, MessageId
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.broadcasts.control import BroadcastControl
from bot.broadcasts.edit import BroadcastEditor
from bot.delivery.broadcast import Broadcaster
from bot.domain.broadcast import STEPS, Broadcast, BroadcastState
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.errors import Refusal
from storage.core.database import Database
from storage.operations.broadcasts import SqliteBroadcasts
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.broadcasts import OPERATOR
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock

PEOPLE = 6
EVENTS = st.one_of(
    st.tuples(
        st.sampled_from(["confirm", "pause", "go on", "cancel", "reopen", "mornings", "schedule"]), st.just(0)
    ),
    st.tuples(st.sampled_from(["runs", "dies before", "dies after"]), st.integers(0, PEOPLE)),
    st.tuples(st.sampled_from(["joins", "sleeps", "no news"]), st.integers(1, PEOPLE)),
    st.tuples(st.just("later"), st.integers(1, 30)),
)


class _Died(BaseException):
    """The process is killed."""


class _UntilIdle(Broadcaster):
    """Ends where it would wait."""

    async def _sleep(self) -> None:
        self.stop()


class Life:
    """One broadcast to a few people."""

    def __init__(self, database: Database) -> None:
        self._clock = FakeClock(datetime(2026, 1, 1, 12, tzinfo=UTC))
        self._people = SqlitePersonRepository(database, self._clock)
        self._store = SqliteStore(database, self._clock)
        self._broadcasts = SqliteBroadcasts(database, self._clock)
        self._editor = BroadcastEditor(self._store, self._clock)
        self._control = BroadcastControl(self._store, self._clock)
        self._number = 0
        self._left, self._dies = 0, ""
        self.got: Counter[int] = Counter()
        self.lost: set[int] = set()
        self.unwilling: set[int] = set()
        self.newcomers: set[int] = set()

    async def begin(self) -> None:
        """People, and a draft."""
        for person_id in range(1, PEOPLE + 1):
            await self._people.see(person_id, telegram_language="en", name="Ann")
        opened = await self._editor.open(by=OPERATOR, chat_id=OPERATOR, message_id=500)
        assert opened is not None
        self._number = opened.id

    async def now(self) -> Broadcast:
        """The broadcast."""
        found = await self._broadcasts.broadcast(self._number)
        assert found is not None
        return found

    async def happens(self, event: str, number: int) -> None:
        """One thing; what is refused changes nothing."""
        was = (await self.now()).state
        with suppress(Refusal):
            await self._do(event, number)
        state = (await self.now()).state
        if event not in {"runs", "dies before", "dies after"}:
            assert state is was or state in STEPS[was], (was, state)
        assert not was.is_over or state is was

    async def _do(self, event: str, number: int) -> None:
        match event:
            case "confirm":
                revision = (await self.now()).revision
                await self._control.confirm(self._number, revision=revision, chosen=PEOPLE, by=OPERATOR)
            case "pause":
                await self._control.pause(self._number, by=OPERATOR)
            case "go on":
                await self._control.go_on(self._number, by=OPERATOR)
            case "cancel":
                await self._control.cancel(self._number, by=OPERATOR)
            case "reopen":
                await self._control.reopen(self._number, by=OPERATOR)
            case "mornings" | "schedule":
                at = self._clock.now() + timedelta(hours=5) if event == "schedule" else None
                await self._editor.set_start(
                    self._number, starts_at=at, in_the_morning=event == "mornings", by=OPERATOR
                )
            case "joins":
                if (await self.now()).begun_at is not None:
                    self._clock.advance(seconds=1)
                    self.newcomers.add(100 + number)
                    await self._people.see(100 + number, telegram_language="en", name="New")
            case "sleeps":
                await self._change(
                    number, quiet=QuietHours(number, (number * 5) % 24), utc_offset=number * 60
                )
            case "no news":
                self.unwilling.add(number)
                await self._change(number, news=False)
            case "later":
                self._clock.advance(hours=number)
            case "runs" | "dies before" | "dies after":
                await self._run(event, number)

    async def _change(self, person_id: int, **more: Any) -> None:
        person = await self._people.person(person_id)
        assert person is not None
        await self._people.keep(replace(person, **more))

    async def _run(self, how: str, copies: int) -> None:
        self._dies, self._left = how, copies
        with suppress(_Died):
            await _UntilIdle(
                self,  # type: ignore[arg-type]  # the two methods that a broadcast uses
                self._broadcasts,
                self._people,
                self._clock,
                buttons=self,
                reports=self,
                code_uses=self._broadcasts,
                pause=0,
                trouble=0,
            ).run()

    async def to_the_end(self) -> None:
        """The operators let it go on, and the process lives, until it is over."""
        for _ in range(12):
            if (await self.now()).state.is_over:
                return
            for event in ("confirm", "go on", "runs", "later"):
                await self.happens(event, 7)
        msg = "it never ends"
        raise AssertionError(msg)

    # Telegram, and what stands below

    async def copy_message(self, chat_id: int, *_: object, **__: object) -> MessageId:
        """A copy; the process may die before or after it."""
        dying = self._dies != "runs" and self._left == 0
        self._left -= 1
        if dying and self._dies == "dies before":
            self.lost.add(chat_id)
            raise _Died
        self.got[chat_id] += 1
        if dying:
            raise _Died
        return MessageId(message_id=1)

    async def send_message(self, *_: object, **__: object) -> None:
        """The report."""

    async def below(self, broadcast: Broadcast, person_id: int) -> tuple[InlineKeyboardMarkup | None, bool]:
        """Nothing stands below it."""
        del broadcast
        person = await self._people.person(person_id)
        return None, person is not None and person.news

    def broadcast_ended(self, ended: Broadcast, code_uses: int, operator: Person | None) -> str:
        """Its figures."""
        del operator
        return f"{ended.reached} {code_uses}"

    def broadcast_held(self, held: Broadcast, operator: Person | None) -> str:
        """It is not held."""
        del operator
        raise AssertionError(held)


async def _live(path: Path, events: Sequence[tuple[str, int]]) -> None:
    database = await empty_database(path)
    try:
        life = Life(database)
        await life.begin()
        for event in events:
            await life.happens(*event)
        await life.to_the_end()
        ended = await life.now()
        assert set(life.got.values()) <= {1}, "no one gets it twice"
        assert not life.newcomers & set(life.got), "who came later is not in its audience"
        assert ended.reached <= len(life.got)
        if ended.state is BroadcastState.ENDED:
            everyone = set(range(1, PEOPLE + 1))
            missing = everyone - set(life.got) - life.unwilling - life.lost
            assert not missing, "no one is lost but who was tried in a death"
        rows = await database.rows("SELECT 1 FROM broadcast_waits")
        assert not rows, "no one waits for what is over"
    finally:
        await database.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENTS, max_size=14))
def test_no_one_twice_and_no_one_lost(events: Sequence[tuple[str, int]]) -> None:
    """At most who was being sent it in a death has missed it; states follow each other as they may."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(Path(folder) / "kiosk.db", events))
