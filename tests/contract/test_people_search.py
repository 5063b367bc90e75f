"""What finding people promises (`bot.domain.people_search.PeopleReader`)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people_search import (
    IDLE_AFTER,
    PeopleFilter,
    PeoplePlace,
    PeopleQuery,
    name_words,
    searched_words,
)
from storage.core.database import Database
from storage.people import search
from storage.people.people import SqlitePersonRepository
from storage.people.search import SqlitePeopleReader
from tests.support.fake_clock import FakeClock


@pytest.fixture
def people(database: Database, clock: FakeClock) -> SqlitePersonRepository:
    """No one yet."""
    return SqlitePersonRepository(database, clock)


@pytest.fixture
def reader(database: Database, clock: FakeClock) -> SqlitePeopleReader:
    """Finds them."""
    return SqlitePeopleReader(database, clock)


async def found(
    reader: SqlitePeopleReader, text: str = "", only: PeopleFilter = PeopleFilter.ALL, limit: int = 3
) -> list[int]:
    """Everybody who fits, over all pages."""
    ids: list[int] = []
    after: PeoplePlace | None = PeoplePlace()
    while after is not None:
        query = PeopleQuery(words=searched_words(text), only=only, after=after)
        page = await reader.find(query, limit)
        ids += [person.id for person in page.people]
        after = page.next
    return ids


async def test_names(people: SqlitePersonRepository, reader: SqlitePeopleReader) -> None:
    """Any word of a name by its beginning, however it is written; an @name with and without the @."""
    for person_id, name, username in (
        (1, "Anna Annabel", ""),
        (2, "ANNA smith", "Cat_Lady"),
        (3, "𝓐𝓷𝓷𝓪", ""),
        (4, "Семён", "anna_real"),
        (5, "\u202eAn\u200bna", ""),
        (6, "", ""),
    ):
        await people.see(person_id, telegram_language="", name=name, username=username)
    assert sorted(await found(reader, "ann")) == [1, 2, 3, 4, 5]
    assert await found(reader, "smi anna") == [2]
    assert await found(reader, "@CAT") == [2]
    assert await found(reader, "cat_lady") == [2]
    assert await found(reader, "семен") == [4]
    assert await found(reader, "@ann") == [4]
    assert await found(reader, "lady") == []


async def test_what_is_given_up_is_not_found(
    people: SqlitePersonRepository, reader: SqlitePeopleReader, database: Database
) -> None:
    """Earlier names, an @name that another person took, and who was forgotten."""
    await people.see(1, telegram_language="", name="Old", username="cat")
    await people.see(1, telegram_language="", name="New", username="cat")
    assert (await found(reader, "old"), await found(reader, "new")) == ([], [1])
    await people.see(2, telegram_language="", name="Bea", username="CAT")
    assert await found(reader, "@cat") == [2]
    assert await found(reader, "new") == [1]
    assert len(await database.rows("SELECT 1 FROM people_words WHERE person_id = 1")) == 1


async def test_filters(
    people: SqlitePersonRepository, reader: SqlitePeopleReader, database: Database, clock: FakeClock
) -> None:
    """Who has paid, who is blocked, who was not here for long; each once, over pages, also among those who are called so."""
    for person_id in range(1, 9):
        if person_id == 5:
            clock.advance(seconds=(IDLE_AFTER + timedelta(days=1)).total_seconds())
        await people.see(person_id, telegram_language="", name=f"Cat Catherine {person_id % 2}")
    async with database.transaction() as connection:
        for person_id in (2, 3, 7):
            await connection.execute(
                "INSERT INTO accounts (owner_kind, owner_id, blocked) VALUES ('person', ?, 1)", (person_id,)
            )
        for number, payer in enumerate((1, 1, 2, 6, 99), 1):
            await connection.execute(
                "INSERT INTO payments (number, charge_id, payer_id, stars, credits, state, found_by, paid_at, written_at)"
                " VALUES (?, ?, ?, 1, 0, 'credited', 'update', 0, 0)",
                (number, f"charge {number}", payer),
            )
    assert await found(reader) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert await found(reader, only=PeopleFilter.PAYERS, limit=1) == [6, 2, 1]
    assert await found(reader, only=PeopleFilter.BLOCKED, limit=1) == [7, 3, 2]
    assert await found(reader, only=PeopleFilter.IDLE, limit=1) == [4, 3, 2, 1]
    assert await found(reader, "cat", limit=1) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert await found(reader, "cat 1", PeopleFilter.BLOCKED, limit=1) == [3, 7]
    assert await found(reader, "cat", PeopleFilter.PAYERS, limit=2) == [1, 2, 6]
    assert await found(reader, "cat", PeopleFilter.IDLE, limit=2) == [1, 2, 3, 4]


async def test_a_page_looks_at_few(
    people: SqlitePersonRepository, reader: SqlitePeopleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where those who fit are far apart, a page is short and the next one goes on: no one is left out."""
    monkeypatch.setattr(search, "LOOKED_AT", 2)
    for person_id in range(1, 10):
        await people.see(person_id, telegram_language="", name="Cat Rare" if person_id == 9 else "Cat Usual")
    page = await reader.find(PeopleQuery(words=("rare", "cat"), after=PeoplePlace()), 3)
    assert [one.id for one in page.people] == [9]
    assert await found(reader, "cate") == []
    assert await found(reader, "cat ra") == [9]
    assert await found(reader, "usu cat") == list(range(1, 9))
    assert await found(reader) == list(range(9, 0, -1))


async def test_a_place_that_is_gone(people: SqlitePersonRepository, reader: SqlitePeopleReader) -> None:
    """Who stood at the end of a page is called otherwise now, or never was there: the list begins anew."""
    for person_id in (1, 2, 3):
        await people.see(person_id, telegram_language="", name="Cat")
    await people.see(2, telegram_language="", name="Dog")
    page = await reader.find(PeopleQuery(words=("cat",), after=PeoplePlace(person_id=2)), 1)
    assert [one.id for one in page.people] == [1]
    page = await reader.find(PeopleQuery(after=PeoplePlace(person_id=-5, day=-7)), 1)
    assert page.people == []


@given(st.text(max_size=80), st.text(max_size=32))
def test_any_name_and_search_is_bounded(name: str, username: str) -> None:
    """Whatever people call themselves, few short words are kept of it; whatever is searched fits into a button."""
    words = name_words(name, username)
    assert len(words) <= 8
    assert all(0 < len(word) <= 32 for word in words)
    searched = searched_words(name)
    assert len(" ".join(searched).encode()) <= 30
    assert searched_words(" ".join(searched)) == searched
    assert not any(":" in word or " " in word for word in searched)
