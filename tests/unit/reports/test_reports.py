"""Reports of results, what operators decide, and what is done about it whatever dies meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.catalog.spec import Media
from bot.domain.cast import Character, CharacterKind
from bot.domain.generation import Generation, Reference, State
from bot.domain.report import EffectKind, Report, ReportKind, ReportState
from bot.domain.staff import Act, ActQuery, Role
from bot.errors import ChatGone, DeliveryPostponed
from bot.people.forget import PersonEraser
from bot.reports.carry_out import ReportEffects
from bot.reports.decide import ReportDecider
from bot.reports.file_report import DAILY, ReportFiler
from bot.reports.refusals import (
    MakerForgotten,
    NothingToReport,
    OwnResult,
    ReportDecided,
    ReportedBefore,
    ReportGone,
    TooManyReports,
)
from bot.staff.refusals import HasRole
from storage.core.database import Database
from storage.operations.staff import SqliteActReader
from storage.reports.reports import SqliteReportReader
from tests.support.core import PSEUDONYMS, Core
from tests.support.fake_provider import done
from tests.support.samples import PHOTO, tariff

MAKER, ANN, BOB, HELPER, OTHER = 1, 21, 22, 90, 91
GROUP = -100


class World:
    """The use cases over a core."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.filer = ReportFiler(core.store, core.clock)
        self.decider = ReportDecider(core.store, core.repositories.staff, core.clock)
        self.effects = ReportEffects(core.store, core.report_messenger, core.clock)
        self.reader = SqliteReportReader(core.database)

    async def made(self, prompt: str = "a kite") -> Generation:
        """A delivered result of the maker's."""
        ordered = await self.core.ordered(MAKER, prompt=prompt, chat_id=GROUP)
        self.core.provider.will("status", done("https://cdn.example/a.png"))
        for _ in range(5):
            await self.core.until_quiet()
            self.core.clock.advance(seconds=60)
        found = await self.core.now(ordered)
        assert found.state is State.DELIVERED
        return found

    async def reported(
        self, generation: Generation, person_id: int = ANN, kind: ReportKind = ReportKind.OTHER
    ) -> Report:
        """A report that counts."""
        begun = await self.filer.begin(generation.id, person_id, chat_id=GROUP, message_id=700 + person_id)
        return await self.filer.file(begun.id, person_id, kind)

    async def open_one(self) -> tuple[Generation, int]:
        """A reported result, and its id."""
        generation = await self.made()
        await self.reported(generation)
        (found,) = await self.reader.reported_results(is_open=True, before_id=None, limit=5)
        return generation, found.id


@pytest.fixture
async def world(database: Database) -> World:
    """The use cases."""
    core = Core(database, tariff(100_000))
    await core.start()
    await core.people.see(MAKER, telegram_language="en", name="Mick", username="")
    return World(core)


async def test_one_report_per_person_and_result(world: World) -> None:
    """It counts when its kind is said; what is reported again stands among what waits once."""
    generation = await world.made()
    begun = await world.filer.begin(generation.id, ANN, chat_id=GROUP, words="  not\nnice " + "x" * 500)
    assert begun.words.startswith("not nice x")
    assert len(begun.words) == 300
    assert await world.reader.reported_results(is_open=True, before_id=None, limit=5) == []
    assert (await world.filer.begin(generation.id, ANN, chat_id=GROUP)).id == begun.id
    await world.filer.file(begun.id, ANN, ReportKind.ILLEGAL)
    await world.filer.file(begun.id, ANN, ReportKind.PERSON)
    with pytest.raises(ReportedBefore):
        await world.filer.begin(generation.id, ANN, chat_id=GROUP)
    await world.reported(generation, BOB)
    (found,) = await world.reader.reported_results(is_open=True, before_id=None, limit=5)
    assert found.counts == {ReportKind.PERSON: 1, ReportKind.OTHER: 1}
    assert await world.reader.open_reports(100) == 1
    assert len(await world.reader.words_of(generation.id, 3)) == 1


async def test_what_cannot_be_reported(world: World) -> None:
    """One's own, what is deleted or not made, another person's report."""
    generation = await world.made()
    with pytest.raises(OwnResult):
        await world.filer.begin(generation.id, MAKER, chat_id=MAKER)
    with pytest.raises(NothingToReport):
        await world.filer.begin(999, ANN, chat_id=GROUP)
    begun = await world.filer.begin(generation.id, ANN, chat_id=GROUP)
    with pytest.raises(ReportGone):
        await world.filer.file(begun.id, BOB, ReportKind.OTHER)
    with pytest.raises(ReportGone):
        await world.filer.want_answer(begun.id, ANN)
    async with world.core.store.transaction() as tx:
        await tx.delete_result(generation.id)
    with pytest.raises(NothingToReport):
        await world.filer.file(begun.id, ANN, ReportKind.OTHER)
    assert await world.reader.open_reports(100) == 0


async def test_a_person_reports_so_many_a_day(world: World) -> None:
    """The bound holds for a day, also for reports that were left."""
    for number in range(DAILY):
        generation = await world.made(f"kite {number}")
        await world.filer.begin(generation.id, ANN, chat_id=GROUP)
    last = await world.made()
    with pytest.raises(TooManyReports):
        await world.filer.begin(last.id, ANN, chat_id=GROUP)
    await world.filer.begin(generation.id, ANN, chat_id=GROUP)
    world.core.clock.advance(seconds=86_401)
    await world.filer.begin(last.id, ANN, chat_id=GROUP)


async def test_nothing_wrong(world: World) -> None:
    """It stays; only who wanted to know is notified, once; more reports do not open it again."""
    generation, number = await world.open_one()
    wanting = await world.reported(generation, BOB)
    assert await world.filer.want_answer(wanting.id, BOB) is ReportState.OPEN
    decided = await world.decider.dismiss(number, seen=ReportState.OPEN, by=HELPER)
    assert (decided.state, decided.decided_by) == (ReportState.DISMISSED, HELPER)
    await world.effects.carry_out()
    await world.effects.carry_out()
    assert world.core.report_messenger.notified == [(BOB, "dismissed")]
    assert not (await world.core.now(generation)).deleted
    late = await world.reported(generation, OTHER)
    assert await world.reader.open_reports(5) == 0
    assert await world.filer.want_answer(late.id, OTHER) is ReportState.DISMISSED


async def test_the_first_decision_counts(world: World) -> None:
    """Two helpers with the same card: the second changes nothing, and reads it; one line of the log."""
    generation, number = await world.open_one()
    await world.decider.dismiss(number, seen=ReportState.OPEN, by=HELPER)
    for second in (
        world.decider.delete_everywhere(number, seen=ReportState.OPEN, by=OTHER),
        world.decider.dismiss(number, seen=ReportState.OPEN, by=OTHER),
        world.decider.block(number, seen=ReportState.OPEN, by=OTHER, reason="x"),
        world.decider.dismiss(number, seen=ReportState.DISMISSED, by=OTHER),
    ):
        with pytest.raises(ReportDecided):
            await second
    lines = await SqliteActReader(world.core.database).acts(ActQuery(), 9)
    assert [(line.act, line.by_id, line.after) for line in lines] == [(Act.REPORTS, HELPER, "dismissed")]
    assert not (await world.core.now(generation)).deleted
    # Who has seen that decision may overrule it.
    await world.decider.delete_everywhere(number, seen=ReportState.DISMISSED, by=OTHER)
    assert (await world.core.now(generation)).deleted
    with pytest.raises(ReportGone):
        await world.decider.dismiss(99, seen=ReportState.OPEN, by=OTHER)


async def test_blocking(world: World) -> None:
    """The maker is blocked with the reason in the log; who has a role is not; the result can be deleted afterwards."""
    _, number = await world.open_one()
    staff = world.core.repositories.staff
    await staff.appoint(MAKER, Role.SUPPORT, by=1000)
    with pytest.raises(HasRole):
        await world.decider.block(number, seen=ReportState.OPEN, by=HELPER, reason="no")
    await staff.dismiss(MAKER, by=1000)
    decided, _ = await world.decider.block(number, seen=ReportState.OPEN, by=HELPER, reason="no")
    assert decided.state is ReportState.BLOCKED
    async with world.core.store.transaction() as tx:
        assert (await tx.account_of_person(MAKER)).blocked
    lines = await SqliteActReader(world.core.database).acts(ActQuery(act=Act.BLOCK), 9)
    assert [line.reason for line in lines] == ["no"]
    await world.decider.delete_everywhere(number, seen=ReportState.BLOCKED, by=HELPER)
    again, _ = await world.decider.block(number, seen=ReportState.DELETED, by=HELPER, reason="still")
    assert again.state is ReportState.DELETED


async def _everywhere(world: World, generation: Generation) -> None:
    """Put a result where else it can stand: in the cast, in /history, in an operator's chat."""
    picture = replace(PHOTO, generation_id=generation.id, media=Media.PHOTO)
    async with world.core.store.transaction() as tx:
        for chat_id, person_id, name in ((GROUP, BOB, "Ann"), (MAKER, MAKER, "Cat"), (GROUP, BOB, "Dog")):
            photos: tuple[Reference, ...] = (picture,) if name != "Dog" else (PHOTO,)
            await tx.add_character(
                Character(
                    chat_id=chat_id,
                    added_by=person_id,
                    name=name,
                    kind=CharacterKind.PERSON,
                    photos=photos,
                    created_at=world.core.clock.now(),
                )
            )
        await tx.keep_copy(generation.id, HELPER, 5000)
        await tx.keep_copy(generation.id, HELPER, 5000)
    async with world.core.database.transaction() as connection:
        await connection.execute(
            "INSERT INTO gallery_pages (person_id, chat_id, album) VALUES (?, ?, '[61, 62]')", (MAKER, MAKER)
        )


def _messages(generation: Generation) -> set[tuple[int, int]]:
    sent = {(GROUP, asset.message_id or 0) for asset in generation.assets}
    progress = {(GROUP, generation.progress_message_id)} if generation.progress_message_id else set()
    return sent | progress | {(MAKER, 61), (MAKER, 62), (HELPER, 5000), (GROUP, 700 + ANN)}


async def test_delete_everywhere(world: World) -> None:
    """Files, history, casts and every message that is known go; the maker is notified; credits stay spent."""
    generation, number = await world.open_one()
    await _everywhere(world, generation)
    before = await world.core.money(MAKER)
    await world.decider.delete_everywhere(number, seen=ReportState.OPEN, by=HELPER)
    await world.effects.carry_out()
    now = await world.core.now(generation)
    assert now.deleted
    assert [(asset.url, asset.file_id) for asset in now.assets] == [("", "")] * len(now.assets)
    assert set(world.core.report_messenger.deleted) == _messages(generation)
    assert len(world.core.report_messenger.deleted) == len(_messages(generation))
    assert world.core.report_messenger.notified == [(MAKER, "maker")]
    names = [row["name"] for row in await world.core.database.rows("SELECT name FROM characters")]
    assert names == ["Dog"]
    assert await world.core.money(MAKER) == before
    found = await world.reader.reported_result(number)
    assert found is not None
    assert (found.state, found.removed, found.kept) == (ReportState.DELETED, len(_messages(generation)), 0)


@pytest.mark.parametrize("moment", range(0, 30, 2))
async def test_every_death_can_be_survived(world: World, moment: int) -> None:
    """Whatever moment the process dies at: everything goes in the end, and it is decided and logged once."""
    generation, number = await world.open_one()
    await _everywhere(world, generation)
    injector = world.core.fault_injector
    injector.arm(asyncio.CancelledError(), after=moment)
    died = False
    try:
        await world.decider.delete_everywhere(number, seen=ReportState.OPEN, by=HELPER)
        for _ in range(3):
            await world.effects.carry_out()
    except asyncio.CancelledError:
        died = True
    injector.disarm()
    await world.core.start()
    again = World(world.core)
    if await again.reader.reported_results(is_open=True, before_id=None, limit=1):
        await again.decider.delete_everywhere(number, seen=ReportState.OPEN, by=HELPER)
    for _ in range(3):
        await again.effects.carry_out()
    assert died or moment > 20, "there are fewer moments than that"
    assert (await world.core.now(generation)).deleted
    assert set(world.core.report_messenger.deleted) == _messages(generation)
    assert set(world.core.report_messenger.notified) == {(MAKER, "maker")}
    assert await world.core.database.rows("SELECT 1 FROM report_effects") == []
    lines = await SqliteActReader(world.core.database).acts(ActQuery(act=Act.REPORTS), 9)
    assert [line.after for line in lines] == ["deleted"]
    found = await again.reader.reported_result(number)
    assert found is not None
    assert found.removed == len(_messages(generation))


async def test_what_telegram_does_not_delete(world: World) -> None:
    """A refusal is counted; where Telegram is silent it is tried again; who cannot be written to is left."""
    generation, number = await world.open_one()
    messenger = world.core.report_messenger
    messenger.will("delete_message", False, DeliveryPostponed("silent", 30))
    messenger.will("tell_maker", ChatGone("blocked"))
    await world.decider.delete_everywhere(number, seen=ReportState.OPEN, by=HELPER)
    await world.effects.carry_out()
    found = await world.reader.reported_result(number)
    assert found is not None
    assert found.kept == 1
    left = await world.core.database.rows("SELECT kind FROM report_effects")
    assert [row["kind"] for row in left] == [EffectKind.MESSAGE]
    await world.effects.carry_out()
    assert len(await world.core.database.rows("SELECT 1 FROM report_effects")) == 1
    world.core.clock.advance(seconds=31)
    await world.effects.carry_out()
    found = await world.reader.reported_result(number)
    assert found is not None
    assert found.removed + found.kept == len(
        _messages(generation) - {(MAKER, 61), (MAKER, 62), (HELPER, 5000)}
    )


async def test_forgetting(world: World) -> None:
    """A reporter's words and name go, the count stays; a maker who was forgotten has no name, and what was seen can still go."""
    generation, number = await world.open_one()
    bob = await world.filer.begin(generation.id, BOB, chat_id=BOB, words="this is me", message_id=8)
    await world.filer.file(bob.id, BOB, ReportKind.PERSON)
    eraser = PersonEraser(world.core.store, world.core.clock, PSEUDONYMS.of)
    async with world.core.store.transaction() as tx:
        await tx.account_of_person(BOB)
    await world.core.people.see(BOB, telegram_language="en", name="Bob", username="")
    await eraser.forget(BOB)
    found = await world.reader.reported_result(number)
    assert found is not None
    assert found.counts == {ReportKind.OTHER: 1, ReportKind.PERSON: 1}
    rows = await world.core.database.rows("SELECT * FROM reports WHERE person_id IS NULL")
    assert [(row["words"], row["chat_id"]) for row in rows] == [("", 0)]
    assert await world.core.database.rows("SELECT 1 FROM report_copies WHERE chat_id = ?", (BOB,)) == []
    await eraser.forget(MAKER)
    await eraser.finish()
    with pytest.raises(MakerForgotten):
        await world.decider.block(number, seen=ReportState.OPEN, by=HELPER, reason="x")
    await world.decider.delete_everywhere(number, seen=ReportState.OPEN, by=HELPER)
    await world.effects.carry_out()
    assert world.core.report_messenger.deleted == [(GROUP, 700 + ANN)]
    assert world.core.report_messenger.notified == []


async def test_pages_by_key(world: World) -> None:
    """Newest first, each on one page, open and decided ones apart."""
    numbers = []
    for number in range(5):
        generation = await world.made(f"kite {number}")
        await world.reported(generation)
        found = await world.reader.reported_results(is_open=True, before_id=None, limit=1)
        numbers.append(found[0].id)
    await world.decider.dismiss(numbers[2], seen=ReportState.OPEN, by=HELPER)
    first = await world.reader.reported_results(is_open=True, before_id=None, limit=2)
    second = await world.reader.reported_results(is_open=True, before_id=first[-1].id, limit=9)
    assert [one.id for one in (*first, *second)] == [numbers[4], numbers[3], numbers[1], numbers[0]]
    decided = await world.reader.reported_results(is_open=False, before_id=None, limit=9)
    assert [one.id for one in decided] == [numbers[2]]
