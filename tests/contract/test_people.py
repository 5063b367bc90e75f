"""What the repository of people promises (`bot.domain.person.PersonRepository`)."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta

import aiosqlite
import pytest

from bot.domain.hint import Hint
from bot.domain.person import Person, PersonRepository
from bot.domain.quiet_hours import QuietHours
from storage.core.columns import days, stamp
from storage.core.database import Database
from storage.people.people import SqlitePersonRepository
from tests.support.fake_clock import FakeClock

CHOSEN = Person(
    id=7,
    language="en",
    telegram_language="de",
    name="Anja",
    send_originals=True,
    effects=False,
    auto_confirm_below=25,
    utc_offset=-570,
    time_zone="Pacific/Marquesas",
    quiet=QuietHours(22, 7),
)


@pytest.fixture
def people(database: Database, clock: FakeClock) -> PersonRepository:
    """No one yet."""
    return SqlitePersonRepository(database, clock)


async def test_somebody_new(people: PersonRepository) -> None:
    """An unknown person has no row; who wrote for the first time is new once, and prefers what everybody does."""
    assert await people.person(7) is None
    first = await people.see(7, telegram_language="ru", name="Аня")
    assert first == Person(id=7, telegram_language="ru", name="Аня", is_new=True)
    second = await people.see(7, telegram_language="ru", name="Аня")
    assert second == Person(id=7, telegram_language="ru", name="Аня")


async def test_preferences_come_back_as_they_were_kept(people: PersonRepository) -> None:
    """Every preference is kept, taken back again, and is no other person's."""
    await people.see(7, telegram_language="de", name="Anja")
    await people.see(8, telegram_language="de", name="Bea")
    await people.keep(CHOSEN)
    assert await people.person(7) == CHOSEN
    assert await people.person(8) == Person(id=8, telegram_language="de", name="Bea")
    plain = Person(id=7, telegram_language="de", name="Anja")
    await people.keep(plain)
    assert await people.person(7) == plain


async def test_what_telegram_tells_stays_up_to_date(people: PersonRepository) -> None:
    """A new name changes no preference, and keeping preferences does not bring an old name back."""
    before = await people.see(7, telegram_language="ru", name="Аня")
    await people.keep(CHOSEN)
    after = await people.see(7, telegram_language="en", name="Ann")
    assert (after.name, after.telegram_language, after.quiet) == ("Ann", "en", CHOSEN.quiet)
    await people.keep(before)
    assert await people.person(7) == Person(id=7, telegram_language="en", name="Ann")


async def test_who_is_not_known_has_no_preferences(people: PersonRepository) -> None:
    """Preferences of a person who was never seen, or is forgotten, make no one."""
    await people.keep(CHOSEN)
    assert await people.person(7) is None


async def test_a_username_has_one_owner(people: PersonRepository) -> None:
    """It is kept as last seen, whatever its case; who gave it up has it no more when another person uses it."""
    await people.see(7, telegram_language="", name="A", username="Kite")
    assert (await people.see(8, telegram_language="", name="B", username="kite")).username == "kite"
    former = await people.person(7)
    assert former is not None
    assert former.username == ""
    assert (await people.see(8, telegram_language="", name="B")).username == ""


async def test_what_brought_a_person_is_written_once(
    people: PersonRepository, database: Database, clock: FakeClock
) -> None:
    """The first link counts; the day on which they were last seen follows them, with one write a day."""
    first = clock.now()
    await people.see(7, telegram_language="", name="A", source="ad:winter")
    for hours in (0, 1, 24, 0, 25):
        clock.advance(timedelta(hours=hours))
        await people.see(7, telegram_language="", name="A", source="model")
    row = await database.row("SELECT source, first_seen_at, active_on FROM people WHERE id = 7")
    assert row is not None
    assert tuple(row) == ("ad:winter", stamp(first), days(clock.now()))


async def test_a_busy_person_costs_no_write(
    people: PersonRepository, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the updates of a day the first one alone is written."""
    await people.see(7, telegram_language="", name="A", username="kite")
    writes = 0
    begin = database.transaction

    def counted() -> AbstractAsyncContextManager[aiosqlite.Connection]:
        nonlocal writes
        writes += 1
        return begin()

    monkeypatch.setattr(database, "transaction", counted)
    for _ in range(5):
        await people.see(7, telegram_language="", name="A", username="kite")
    assert writes == 0


async def test_a_hint_is_noted_once_and_one_a_day(people: PersonRepository, clock: FakeClock) -> None:
    """Two presses at once show one; the next day brings another, never the same; preferences leave that alone."""
    person = await people.see(7, telegram_language="en", name="Ann")
    assert (person.hints, person.hints_shown, person.hint_on) == (True, frozenset(), None)
    assert [await people.note_hint(7, Hint.WORDS) for _ in range(2)] == [True, False]
    assert not await people.note_hint(7, Hint.SEVERAL), "one a day"
    clock.advance(seconds=86400)
    assert not await people.note_hint(7, Hint.WORDS), "each once"
    assert await people.note_hint(7, Hint.SEVERAL)
    assert not await people.note_hint(8, Hint.WORDS), "of no one there is nothing to note"
    await people.keep(replace(person, hints=False))
    kept = await people.person(7)
    assert kept is not None
    assert (kept.hints, kept.hints_shown) == (False, frozenset({Hint.WORDS, Hint.SEVERAL}))
    assert kept.hint_on == clock.now().date()
