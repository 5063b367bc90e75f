"""People and their drafts."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.person import Draft
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.people.people import SqlitePersonRepository
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import PHOTO


async def test_an_unchanged_person_is_not_written(database: Database, clock: FakeClock) -> None:
    """Seeing the same person again writes nothing."""
    people = SqlitePersonRepository(database, clock)
    await people.see(7, telegram_language="ru", name="Аня")
    clock.advance(hours=1)
    await people.see(7, telegram_language="ru", name="Аня")
    seen = await database.row("SELECT first_seen_at FROM people")
    assert seen is not None
    assert seen["first_seen_at"] == int(START.timestamp() * 1_000_000)


async def test_a_draft(database: Database) -> None:
    """A draft comes back with every field, as it was last saved."""
    drafts = SqliteDraftRepository(database)
    draft = Draft(
        person_id=7,
        chat_id=-100,
        thread_id=3,
        model="film",
        choices={"duration": "10"},
        prompt="змей ☂",
        references=(PHOTO, replace(PHOTO, file_id="photo-2")),
        created_at=START,
    )
    stored = await drafts.add(draft)
    assert stored == replace(draft, id=stored.id)
    assert stored.id > 0
    assert await drafts.get(stored.id) == stored
    changed = replace(stored, model="speech", choices={}, prompt="", references=())
    await drafts.save(changed, START)
    assert await drafts.get(stored.id) == changed
    recipe = replace(changed, model="", recipe="trailer", continues=12, party_id=None)
    await drafts.save(recipe, START)
    assert await drafts.get(stored.id) == recipe
    added = await drafts.add(recipe)
    assert added.id > stored.id
    assert await drafts.get(added.id) == replace(recipe, id=added.id)
    assert await drafts.get(added.id + 1) is None
