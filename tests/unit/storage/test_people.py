"""People and their drafts."""

from __future__ import annotations

from dataclasses import replace

from bot.generation.people import Draft, Person
from storage.database import Database
from storage.drafts import SqliteDrafts
from storage.people import SqlitePeople
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import PHOTO


async def test_a_person(database: Database, clock: FakeClock) -> None:
    """What Telegram tells is kept up to date; what the person chose stays."""
    people = SqlitePeople(database, clock)
    assert await people.person(7) is None
    assert await people.see(7, telegram_language="ru", name="Аня") == Person(
        id=7, telegram_language="ru", name="Аня"
    )
    await people.set_language(7, "en")
    await people.set_originals(7, originals=True)
    assert await people.see(7, telegram_language="de", name="Anja") == Person(
        id=7, language="en", telegram_language="de", name="Anja", originals=True
    )
    await people.set_language(7, "")
    await people.set_originals(7, originals=False)
    assert await people.person(7) == Person(id=7, telegram_language="de", name="Anja")


async def test_an_unchanged_person_is_not_written(database: Database, clock: FakeClock) -> None:
    """Seeing the same person again writes nothing."""
    people = SqlitePeople(database, clock)
    await people.see(7, telegram_language="ru", name="Аня")
    clock.advance(hours=1)
    await people.see(7, telegram_language="ru", name="Аня")
    seen = await database.row("SELECT seen_at FROM people")
    assert seen is not None
    assert seen["seen_at"] == int(START.timestamp() * 1_000_000)


async def test_everybody(database: Database, clock: FakeClock) -> None:
    """Broadcasts reach everybody who ever wrote, once."""
    people = SqlitePeople(database, clock)
    for person_id in (9, 7, 9):
        await people.see(person_id, telegram_language="", name="")
    assert await people.ids() == [7, 9]


async def test_a_draft(database: Database) -> None:
    """A draft comes back with every field, as it was last saved."""
    drafts = SqliteDrafts(database)
    draft = Draft(
        person_id=7,
        chat_id=-100,
        thread_id=3,
        model="film",
        choices={"duration": "10"},
        prompt="змей ☂",
        references=(PHOTO, replace(PHOTO, file_id="photo-2")),
        message_id=55,
        created_at=START,
    )
    stored = await drafts.add(draft)
    assert stored == replace(draft, id=stored.id)
    assert stored.id > 0
    assert await drafts.get(stored.id) == stored
    changed = replace(stored, model="speech", choices={}, prompt="", references=(), message_id=56)
    await drafts.save(changed)
    assert await drafts.get(stored.id) == changed
    assert await drafts.get(stored.id + 1) is None
