"""The books in memory: the second implementation that proves what the store's contract promises."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.generation import Asset, Generation, State
from bot.errors import IllegalStep
from bot.ports import Quote, TransitionRecord
from tests.support.fake_clock import FakeClock
from tests.support.memory_books import MemoryBooks
from tests.support.memory_chats import MemoryChats
from tests.support.memory_forget import MemoryForget
from tests.support.memory_groups import MemoryGroups
from tests.support.memory_parties import MemoryParties
from tests.support.memory_samples import MemorySamples
from tests.support.memory_tables import GenerationRow, Tables
from tests.support.script import Mishap

_OPEN = {State.HELD, State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.READY}
_LISTENING = {State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.FAILED}
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryTransaction(MemoryForget, MemoryChats, MemoryParties, MemoryGroups, MemorySamples, MemoryBooks):
    """One transaction on a copy of the tables (`bot.ports.Transaction`)."""

    async def add_quote(self, quote: Quote) -> Quote:
        """Store a quote in place of an unused one of the same person."""
        quotes = self._tables.quotes
        earlier = await self.quote(quote.token)
        if earlier is not None and (earlier.confirmed_at or earlier.person_id != quote.person_id):
            return earlier
        number = earlier.id if earlier is not None else max(quotes, default=0) + 1
        quotes[number] = replace(quote, id=number)
        return quotes[number]

    async def quote(self, token: str) -> Quote | None:
        """The quote, or None."""
        return next((quote for quote in self._tables.quotes.values() if quote.token == token), None)

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """The quote, or None."""
        return self._tables.quotes.get(quote_id)

    async def confirm_quote(self, quote_id: int, at: datetime) -> bool:
        """Note that it was confirmed, once."""
        quote = self._tables.quotes.get(quote_id)
        if quote is None or quote.confirmed_at is not None:
            return False
        self._tables.quotes[quote_id] = replace(quote, confirmed_at=at)
        return True

    async def generations_of_quote(self, quote_id: int) -> Sequence[Generation]:
        """Its generations in the order of its steps."""
        found = [row.generation for row in self._tables.generations.values()]
        steps = [generation for generation in found if generation.quote_id == quote_id]
        return sorted(steps, key=lambda step: step.chain_position)

    async def add_generation(self, generation: Generation) -> Generation:
        """Store a new generation and its first trace line."""
        rows = self._tables.generations
        stored = replace(generation, id=len(rows) + 1, hinted_task_id="", assets=())
        rows[stored.id] = GenerationRow(stored)
        self._add_transition(stored, stored.created_at, "")
        return stored

    async def generation(self, generation_id: int) -> Generation | None:
        """The generation, or None."""
        row = self._tables.generations.get(generation_id)
        return row.generation if row is not None else None

    async def generation_at(self, chat_id: int, message_id: int) -> Generation | None:
        """The generation that a message shows, or None."""
        for row in self._tables.generations.values():
            one = row.generation
            shown = any(asset.message_id == message_id for asset in one.assets)
            if one.destination.chat_id == chat_id and message_id > 0 and shown:
                return one
        return None

    async def save(self, generation: Generation, *, expected: State, at: datetime, detail: str = "") -> None:
        """Write it back when nobody was first."""
        row = self._tables.generations.get(generation.id)
        if row is None or row.emptied or row.generation.state is not expected:
            msg = f"generation {generation.id} is no longer {expected}"
            raise IllegalStep(msg)
        written = replace(
            _with_messages(row.generation, generation),
            hinted_task_id=row.generation.hinted_task_id,
            called=False,
            account_id=row.generation.account_id,
            destination=row.generation.destination,
            deleted=row.generation.deleted,
            assets=(
                row.generation.assets
                if row.generation.deleted
                else self._with_ids(row.generation.assets, generation.assets)
            ),
        )
        if written.state is not expected:
            self._add_transition(written, at, detail)
        self._wiped_at_its_end(replace(row, generation=written))

    async def delete_result(self, generation_id: int) -> None:
        """Hide it and forget its files."""
        row = self._tables.generations[generation_id]
        emptied = tuple(
            replace(asset, url="", cover_url="", file_id="", original_file_id="", message_id=0)
            for asset in row.generation.assets
        )
        hidden = replace(row.generation, deleted=True, assets=emptied)
        self._tables.generations[generation_id] = replace(row, generation=hidden)

    async def open_count(self, person_id: int) -> int:
        """How many generations of the person's are open."""
        rows = self._tables.generations.values()
        return sum(row.generation.person_id == person_id and row.generation.state in _OPEN for row in rows)

    async def open_count_in(self, chat_id: int) -> int:
        """How many generations are open in a chat."""
        rows = [row.generation for row in self._tables.generations.values()]
        return sum(one.destination.chat_id == chat_id and one.state in _OPEN for one in rows)

    async def record_callback(
        self, generation_id: int, *, digest: str, task_id: str, stage: str, at: datetime
    ) -> bool:
        """Remember a callback once, and poke who listens."""
        if (generation_id, digest) in self._tables.callbacks:
            return False
        self._tables.callbacks.add((generation_id, digest))
        row = self._tables.generations[generation_id]
        if row.generation.state in _LISTENING:
            hinted = replace(row.generation, hinted_task_id=row.generation.hinted_task_id or task_id)
            self._tables.generations[generation_id] = replace(row, generation=hinted, wake_requested=True)
        return True

    def _with_ids(self, known: Sequence[Asset], assets: Sequence[Asset]) -> tuple[Asset, ...]:
        """Assets are told apart by their place; new ones get an id, absent ones stay."""
        by_position = {asset.position: asset for asset in known}
        for asset in assets:
            earlier = by_position.get(asset.position)
            if earlier is None:
                self._tables.assets += 1
            number = earlier.id if earlier is not None else self._tables.assets
            original = asset.original_file_id or (earlier.original_file_id if earlier is not None else "")
            by_position[asset.position] = replace(asset, id=number, original_file_id=original)
        return tuple(by_position[position] for position in sorted(by_position))

    def _add_transition(self, generation: Generation, at: datetime, detail: str) -> None:
        self._tables.steps.append(
            (generation.id, TransitionRecord(state=generation.state, at=at, detail=detail))
        )


def _with_messages(stored: Generation, written: Generation) -> Generation:
    """Messages belong to the chat that the writer knew: when it moved meanwhile, the stored ones count."""
    if stored.destination.chat_id == written.destination.chat_id:
        return written
    return replace(
        written,
        progress_message_id=stored.progress_message_id,
        late_notice_id=stored.late_notice_id,
    )


class MemoryStore:
    """The store's promises kept with dictionaries (`bot.ports.Store`).

    A transaction works on a copy that takes the tables' place when it commits.

    Args:
        clock: the time.
        mishap: where the process dies or the store fails, if it does.
        aliases: by which forgotten people are known again.
    """

    def __init__(
        self,
        clock: FakeClock,
        mishap: Mishap | None = None,
        aliases: Callable[[int], Sequence[int]] = lambda _: (),
    ) -> None:
        self._clock = clock
        self._aliases = aliases
        self._mishap = mishap or Mishap()
        self._turn = asyncio.Lock()
        self.tables = Tables()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[MemoryTransaction]:
        """Commit the copy when the block ends normally."""
        async with self._turn:
            self._mishap.moment()
            draft = self.tables.copy()
            await asyncio.sleep(0)
            yield MemoryTransaction(draft, self._aliases)
            self._mishap.moment()
            self.tables = draft
            self._mishap.moment()

    async def claim_due(
        self, now: datetime, *, lease_until: datetime, limit: int, states: Sequence[State]
    ) -> Sequence[Generation]:
        """Take due generations under a lease."""
        async with self._turn:
            found = self._due(now, states)[:limit]
            for row in found:
                self._put(replace(row, leased_until=lease_until, wake_requested=False))
        return [replace(row.generation, called=row.wake_requested) for row in found]

    async def renew_leases(self, generation_ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is still under lease."""
        async with self._turn:
            for row in [self.tables.generations[generation_id] for generation_id in generation_ids]:
                if row.leased_until is not None:
                    self._put(replace(row, leased_until=lease_until))

    async def drop_lease(self, generation_id: int) -> State:
        """Let it be claimed."""
        async with self._turn:
            row = replace(self.tables.generations[generation_id], leased_until=None)
            self._put(row)
        return row.generation.state

    async def drop_all_leases(self) -> None:
        """A new process begins."""
        async with self._turn:
            for row in list(self.tables.generations.values()):
                learns = row.leased_until is not None and row.generation.state in _LISTENING
                self._put(replace(row, leased_until=None, wake_requested=row.wake_requested or learns))

    async def next_due(self, states: Sequence[State]) -> datetime | None:
        """When the next unleased step is due."""
        moments = [
            _ALWAYS
            if row.wake_requested and row.generation.state is not State.HELD
            else row.generation.due_at
            for row in self._in(states)
            if row.leased_until is None
        ]
        return min((moment for moment in moments if moment is not None), default=None)

    async def generation(self, generation_id: int) -> Generation | None:
        """Read one generation."""
        row = self.tables.generations.get(generation_id)
        return row.generation if row is not None else None

    async def quote(self, token: str) -> Quote | None:
        """Read one quote."""
        async with self.transaction() as tx:
            return await tx.quote(token)

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """Read one quote."""
        async with self.transaction() as tx:
            return await tx.quote_by_id(quote_id)

    async def transitions(self, generation_id: int) -> Sequence[TransitionRecord]:
        """Its life so far."""
        return [step for number, step in self.tables.steps if number == generation_id]

    async def line(self, limit: int) -> Sequence[Generation]:
        """The first who wait."""
        return [row.generation for row in self._line(self._clock.now())[:limit]]

    async def queue_position(self, generation_id: int) -> int:
        """Its place among those that wait, 0 when it does not."""
        line = [row.generation.id for row in self._line(self._clock.now())]
        return line.index(generation_id) + 1 if generation_id in line else 0

    def _due(self, now: datetime, states: Sequence[State]) -> list[GenerationRow]:
        if State.HELD in states:
            return [row for row in self._line(now) if row.is_due(now)]
        found = [
            row for row in self._in(states) if row.is_free(now) and (row.wake_requested or row.is_due(now))
        ]
        return sorted(found, key=lambda row: (not row.wake_requested, row.generation.due_at or _ALWAYS))

    def _line(self, now: datetime) -> list[GenerationRow]:
        """Who waits, round robin: what an account has in the works counts as turns taken."""
        taken: Counter[int] = Counter()
        for row in self._in([State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.READY]):
            taken[row.generation.account_id] += 1
        waiting = []
        for row in self._in([State.HELD]):
            if row.is_free(now):
                waiting.append(row)
            else:
                taken[row.generation.account_id] += 1
        turns = []
        for row in waiting:
            taken[row.generation.account_id] += 1
            turns.append((taken[row.generation.account_id], row.generation.id, row))
        return [row for _, _, row in sorted(turns, key=lambda turn: turn[:2])]

    def _in(self, states: Sequence[State]) -> Iterator[GenerationRow]:
        return (row for row in list(self.tables.generations.values()) if row.generation.state in states)

    def _put(self, row: GenerationRow) -> None:
        self.tables.generations[row.generation.id] = row
