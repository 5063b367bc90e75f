"""What is on its way in support threads arrives whatever happens: once, and twice only where the process died in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.domain.staff import Act
from bot.domain.support import (
    SupportDelivery,
    SupportKind,
    SupportMessage,
    SupportPurpose,
    SupportRemoval,
)
from bot.domain.terms import Tariff
from bot.errors import ChatGone, DeliveryPostponed, SupportAsked
from bot.people.forget import PersonEraser
from bot.staff.staff import Staff
from bot.support.facts import SupportCard, SupportFacts, SupportFactsReader
from bot.support.sender import ForumUnusable, SupportSender, TopicGone
from bot.support.service import LETTERS, Said, SupportService
from storage.core.database import Database
from storage.payments.payments import SqlitePaymentReader
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from storage.support.support import SqliteSupportReader
from tests.support.fake_clock import FakeClock
from tests.support.samples import tariff

OWNER, OTHER, PERSON, FORUM = 1, 2, 70, -100
MOST_BOUNDARIES = 30


class Killed(BaseException):
    """The process died."""


@dataclass
class FakeSupportMessenger:
    """Telegram, as far as support sees it; dies at the call that `dies_at` counts down to, before it or after it."""

    brought: list[tuple[int, SupportPurpose, int]] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    removed: list[SupportRemoval] = field(default_factory=list)
    refusals: dict[int, Exception] = field(default_factory=dict)
    not_brought: list[bool] = field(default_factory=list)
    dies_at: int | None = None

    def _boundary(self) -> None:
        if self.dies_at is not None:
            self.dies_at -= 1
            if self.dies_at < 0:
                self.dies_at = None
                raise Killed

    async def bring(
        self, delivery: SupportDelivery, parts: Sequence[SupportMessage], facts: SupportFacts
    ) -> Sequence[int]:
        """Note it."""
        self._boundary()
        if (refusal := self.refusals.get(delivery.chat_id)) is not None:
            if isinstance(refusal, TopicGone):
                del self.refusals[delivery.chat_id]
            raise refusal
        ids = []
        for part in parts:
            self.brought.append((delivery.chat_id, delivery.purpose, part.id))
            ids.append(1000 + len(self.brought))
        self._boundary()
        return ids

    async def bring_mention(self, delivery: SupportDelivery, facts: SupportFacts) -> int:
        """Note it."""
        return (await self.bring(delivery, [delivery.message], facts))[0]

    async def change(self, delivery: SupportDelivery, facts: SupportFacts) -> None:
        """Note it."""
        self.brought.append((delivery.chat_id, delivery.purpose, -delivery.message.id))

    async def open_topic(self, card: SupportCard, chat_id: int) -> int:
        """Note it."""
        self._boundary()
        if isinstance(refusal := self.refusals.get(chat_id), ForumUnusable):
            raise refusal
        self.topics.append(10 + len(self.topics))
        self._boundary()
        return self.topics[-1]

    async def show_card(self, card: SupportCard) -> int:
        """Nothing."""
        self._boundary()
        return 5

    async def set_topic_closed(self, chat_id: int, topic_id: int, *, closed: bool) -> None:
        """Nothing."""
        self._boundary()

    async def acknowledge(self, message: SupportMessage) -> None:
        """Nothing."""
        self._boundary()

    async def say_not_brought(self, delivery: SupportDelivery, facts: SupportFacts, *, gone: bool) -> None:
        """Note it."""
        self.not_brought.append(gone)

    async def remove(self, removal: SupportRemoval) -> bool:
        """Note it."""
        self.removed.append(removal)
        return True


@dataclass
class World:
    """Support over a real database."""

    database: Database
    store: SqliteStore
    clock: FakeClock
    staff: Staff
    terms: Tariff
    messenger: FakeSupportMessenger = field(default_factory=FakeSupportMessenger)
    forum: int | None = None
    written: int = 0

    def __post_init__(self) -> None:
        """Build both sides."""
        self.reader = SqliteSupportReader(self.database)
        self.service = SupportService(
            self.store, self.reader, self.staff, self.clock, lambda: self.forum, lambda: None
        )

    def sender(self) -> SupportSender:
        """That of a new process."""
        people, payments = (
            SqlitePersonRepository(self.database, self.clock),
            SqlitePaymentReader(self.database),
        )
        facts = SupportFactsReader(
            self.store, self.reader, people, payments, self.staff, self.terms, self.clock
        )
        return SupportSender(
            self.store, self.reader, facts, self.messenger, self.clock, self.service.operators
        )

    def said(
        self, author: int = PERSON, *, album: str = "", kind: SupportKind = SupportKind.TEXT, chat: int = 0
    ) -> Said:
        """Another message."""
        self.written += 1
        return Said(
            author_id=author,
            chat_id=chat or author,
            message_id=self.written,
            kind=kind,
            words="words",
            album=album,
        )

    async def send(self) -> None:
        """Send until nothing is due within an hour, across processes that die."""
        for _ in range(MOST_BOUNDARIES):
            sender = self.sender()
            try:
                while await self.reader.support_chats_due(self.clock.now(), 9):
                    await sender.send()
                await sender.send()
            except (Killed, BaseExceptionGroup) as death:
                if isinstance(death, BaseExceptionGroup) and death.split(Killed)[1] is not None:
                    raise
            else:
                return

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Look into the database."""
        return [tuple(row) for row in await self.database.rows(sql)]


@pytest.fixture
async def world(database: Database, clock: FakeClock) -> World:
    """Two owners."""
    store = SqliteStore(database, clock)
    staff = Staff(store, SqlitePersonRepository(database, clock), clock, {OWNER, OTHER})
    return World(database, store, clock, staff, tariff())


@pytest.mark.parametrize("forum", [None, FORUM])
@pytest.mark.parametrize("dies_at", range(12))
async def test_killed_at_each_boundary(world: World, forum: int | None, dies_at: int) -> None:
    """A letter and an album reach every chat: each once, and one of them at most twice; no words stay."""
    world.forum = forum
    await world.service.write(world.said())
    for _ in range(3):
        await world.service.write(world.said(album="a", kind=SupportKind.MEDIA))
    world.clock.advance(seconds=5)
    world.messenger.dies_at = dies_at
    await world.send()
    counts = Counter(world.messenger.brought)
    chats = [FORUM] if forum else [OWNER, OTHER]
    assert set(counts) == {(chat, SupportPurpose.LETTER, one) for chat in chats for one in (1, 2, 3, 4)}
    assert max(counts.values()) <= 2
    for chat in chats:  # each is sent to by itself
        repeated = {one for (to, _, one), times in counts.items() if times > 1 and to == chat}
        assert repeated in (set(), {1}, {2, 3, 4})
    assert len(world.messenger.topics) <= 2
    assert not await world.rows("SELECT 1 FROM support_messages WHERE words <> ''")
    assert not await world.rows("SELECT 1 FROM support_deliveries WHERE due_at IS NOT NULL")


async def test_an_update_that_comes_twice(world: World) -> None:
    """It is one message."""
    said = world.said()
    await world.service.write(said)
    await world.service.write(said)
    await world.send()
    assert len(world.messenger.brought) == 2


async def test_a_thousand_letters(world: World) -> None:
    """One person is bounded, and no one else by them; who answers is not."""
    taken = 0
    for _ in range(1000):
        try:
            await world.service.write(world.said())
        except SupportAsked:
            continue
        taken += 1
    assert taken == LETTERS.count
    await world.service.write(world.said(PERSON + 1))
    place = await world.service.at(PERSON, 1)
    assert place is not None
    for _ in range(50):
        await world.service.answer(world.said(OWNER), place.thread, place.message.id)


async def test_an_album_without_end(world: World) -> None:
    """Ten parts, as Telegram has them; made-up ones beyond them are refused."""
    for _ in range(10):
        await world.service.write(world.said(album="a", kind=SupportKind.MEDIA))
    with pytest.raises(SupportAsked):
        await world.service.write(world.said(album="a", kind=SupportKind.MEDIA))
    assert await world.service.go_on(world.said(OWNER, album="a", chat=PERSON)) is None


async def test_the_forum_cannot_be_used(world: World) -> None:
    """Letters come to the private chats, and the admins read Telegram's words; nothing is lost."""
    world.forum = FORUM
    world.messenger.refusals[FORUM] = ForumUnusable("not enough rights to create a topic")
    await world.service.write(world.said())
    await world.send()
    assert sorted(chat for chat, _, _ in world.messenger.brought) == [OWNER, OTHER]
    assert await world.rows("SELECT kind, detail FROM operator_notices") == [
        ("support-chat", "not enough rights to create a topic")
    ]
    world.messenger.refusals.clear()
    await world.service.write(world.said())
    await world.send()
    assert world.messenger.brought[-1][0] == FORUM


async def test_a_topic_that_was_deleted(world: World) -> None:
    """The letter goes to a new one."""
    world.forum = FORUM
    await world.service.write(world.said())
    await world.send()
    world.messenger.refusals[FORUM] = TopicGone()
    await world.service.write(world.said())
    await world.send()
    assert [one for _, _, one in world.messenger.brought] == [1, 2]
    assert len(world.messenger.topics) == 2


async def test_who_cannot_be_written_to(world: World) -> None:
    """A letter waits while no operator has it; of an answer to who has blocked the bot its author reads that."""
    world.messenger.refusals |= {OWNER: ChatGone("blocked"), OTHER: ChatGone("blocked")}
    await world.service.write(world.said())
    await world.send()
    assert not world.messenger.brought
    world.messenger.refusals = {PERSON: ChatGone("blocked")}
    world.clock.advance(hours=7)
    await world.send()
    assert sorted(chat for chat, _, _ in world.messenger.brought) == [OWNER, OTHER]
    place = await world.service.at(PERSON, 1)
    assert place is not None
    await world.service.answer(world.said(OWNER), place.thread, place.message.id)
    await world.send()
    assert world.messenger.not_brought == [True]


async def test_flood_control(world: World) -> None:
    """What Telegram holds up waits, in its order, and holds no other chat up."""
    world.messenger.refusals[OWNER] = DeliveryPostponed("flood control", 60)
    for _ in range(2):
        await world.service.write(world.said())
    await world.send()
    assert [chat for chat, _, _ in world.messenger.brought] == [OTHER, OTHER]
    world.messenger.refusals.clear()
    world.clock.advance(seconds=61)
    await world.send()
    assert [one for chat, _, one in world.messenger.brought if chat == OWNER] == [1, 2]


async def test_edits(world: World) -> None:
    """What has arrived is changed; others' messages, and those of who has no role any more, are not."""
    said = world.said()
    await world.service.write(said)
    await world.send()
    assert await world.service.change(said)
    await world.send()
    assert [one for _, _, one in world.messenger.brought] == [1, 1, -1, -1]
    stranger = Said(author_id=8, chat_id=PERSON, message_id=said.message_id, kind=SupportKind.TEXT)
    assert not await world.service.change(stranger)


async def test_closing(world: World) -> None:
    """By one operator, once, with one line of the log; the person and the other operator read it."""
    await world.service.write(world.said())
    await world.send()
    place = await world.service.at(PERSON, 1)
    assert place is not None
    assert await world.service.close(place.thread.id, by=OWNER)
    assert not await world.service.close(place.thread.id, by=OTHER)
    await world.send()
    assert sorted((chat, purpose) for chat, purpose, _ in world.messenger.brought[2:]) == [
        (OTHER, SupportPurpose.NOTE),
        (PERSON, SupportPurpose.ANSWER),
    ]
    assert await world.rows("SELECT by_id, act, after FROM operator_acts") == [(OWNER, Act.SUPPORT, "closed")]
    await world.service.write(world.said())
    assert (await world.rows("SELECT closed_at FROM support_threads")) == [(None,)]


@pytest.mark.parametrize("forum", [None, FORUM])
async def test_a_person_who_is_forgotten(world: World, forum: int | None) -> None:
    """Nothing of the thread stays; the topic, or the letters in private chats, go at Telegram."""
    world.forum = forum
    await world.service.write(world.said())
    await world.send()
    await world.service.write(world.said())  # it is still on its way
    await PersonEraser(world.store, world.clock, lambda _: 9).forget(PERSON)
    await world.send()
    for table in ("support_threads", "support_messages", "support_deliveries", "support_removals"):
        assert not await world.rows(f"SELECT 1 FROM {table}"), table
    removed = {(one.chat_id, one.topic_id is not None) for one in world.messenger.removed}
    assert removed == ({(FORUM, True)} if forum else {(OWNER, False), (OTHER, False)})
