"""A person's gallery in the database: what is found, and the pages that hang."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalog.spec import Kind
from bot.domain.gallery import Hanging, Mark, Wanted
from bot.domain.generation import Asset, Generation, State
from bot.domain.text_search import words_of
from storage.core.database import Database, migrations
from storage.generation.gallery import SqliteGallery, SqliteHangings
from storage.store import SqliteStore
from tests.support.books import moved, purse, waiting
from tests.support.fake_clock import START, FakeClock

ACCOUNT = 1
TO_READY = (State.SUBMITTING, State.RUNNING, State.READY)


@pytest.fixture
async def books(database: Database, clock: FakeClock) -> SqliteStore:
    """The books that are searched, with one purse."""
    store = SqliteStore(database, clock)
    assert await purse(store) == ACCOUNT
    return store


@pytest.fixture
def gallery(database: Database) -> SqliteGallery:
    """The gallery."""
    return SqliteGallery(database)


async def made(books: SqliteStore, prompt: str, *kinds: Kind, model: str = "film") -> Generation:
    """A delivered generation of person 7 with an asset of each kind."""
    held = replace(await waiting(books, ACCOUNT, prompt), prompt=prompt, model=model)
    async with books.transaction() as transaction:
        await transaction.save(held, expected=State.HELD, at=START)
    ready = await moved(books, held, *TO_READY)
    assets = tuple(
        Asset(position=number, url="https://cdn.example/x", kind=kind, file_id=f"f{number}", sent_as="photo")
        for number, kind in enumerate(kinds or (Kind.IMAGE,))
    )
    async with books.transaction() as transaction:
        done = ready.stepped(State.DELIVERED, assets=assets, completed_at=START)
        await transaction.save(done, expected=State.READY, at=START)
    stored = await books.generation(done.id)
    assert stored is not None
    return stored


def wanted(search: str = "", **more: object) -> Wanted:
    """What person 7 looks for."""
    return Wanted(person_id=7, words=words_of(search), **more)  # type: ignore[arg-type]  # the dataclass's fields


async def test_words_in_any_language(books: SqliteStore, gallery: SqliteGallery) -> None:
    """Every word must be there, anywhere and in any case, in the prompt or (for models that have it) in the title."""
    hedgehog = await made(books, "Ёжик в ТУМАНЕ")
    cat = await made(books, "猫がいる夜の街")
    song = await made(books, "rain over the city", model="speech")

    async def found(search: str, **more: object) -> list[int]:
        return [one.id for one in await gallery.page(wanted(search, **more), offset=0, limit=9)]

    assert await found("") == [song.id, cat.id, hedgehog.id]
    assert await found("ежик туман") == [hedgehog.id]
    assert await found("夜") == [cat.id]
    assert await found("ежик rain") == []
    assert await found("100%_") == []
    assert await found("speak rain", models={"speak": frozenset({"speech"})}) == [song.id]
    assert await gallery.count(wanted("RAIN")) == 1
    assert await found("", generation_id=cat.id) == [cat.id]


async def test_kinds_chats_and_people(books: SqliteStore, gallery: SqliteGallery) -> None:
    """By kind, by the chat in which it was made, and never another person's or what was deleted."""
    picture = await made(books, "a")
    song = await made(books, "b", Kind.MUSIC, Kind.MUSIC)
    gone = await made(books, "c")
    async with books.transaction() as transaction:
        await transaction.discard(gone.id)
    assert await gallery.kinds(wanted(kind=Kind.MUSIC)) == {Kind.IMAGE, Kind.MUSIC}
    assert await gallery.page(wanted(kind=Kind.MUSIC), offset=0, limit=9) == [song]
    there = song.destination.chat_id
    assert await gallery.page(wanted(chat_id=there), offset=0, limit=9) == [song, picture]
    assert await gallery.count(wanted(chat_id=there - 1)) == 0
    assert await gallery.page(wanted(), offset=1, limit=9) == [picture]
    assert await gallery.page(wanted(), offset=9, limit=9) == []
    assert await gallery.count(Wanted(person_id=8)) == 0


async def test_pieces_in_pages(books: SqliteStore, gallery: SqliteGallery) -> None:
    """One by one, newest generation first, each generation's in order, from behind a mark, without what Telegram lacks."""
    first = await made(books, "a", Kind.IMAGE, Kind.IMAGE, Kind.VIDEO)
    second = await made(books, "b")
    async with books.transaction() as transaction:
        lost = replace(first.assets[0], file_id="")
        changed = replace(first, assets=(lost, *first.assets[1:]))
        await transaction.save(changed, expected=State.DELIVERED, at=START)
    every = await gallery.pieces(wanted(), after=None, limit=9)
    places = [(piece.generation.id, piece.asset.position) for piece in every]
    assert places == [(second.id, 0), (first.id, 1), (first.id, 2)]
    assert every[1].generation.prompt == "a"
    rest = await gallery.pieces(wanted(), after=Mark(first.id, 1), limit=9)
    assert [piece.asset.position for piece in rest] == [2]
    films = await gallery.pieces(wanted(kind=Kind.VIDEO), after=None, limit=9)
    assert [piece.asset.kind for piece in films] == [Kind.VIDEO]


async def test_a_page_hangs_until_the_next_gallery(database: Database) -> None:
    """A page is remembered as it is saved; another gallery in the same chat takes its place and tells what hung."""
    hangings = SqliteHangings(database)
    begun, earlier = await hangings.hang(Hanging(person_id=7, chat_id=7, search="кошка"))
    assert (begun.search, earlier) == ("кошка", None)
    turned = replace(begun, page=3, kind=Kind.VIDEO, album=(11, 12), list_id=13)
    await hangings.save(turned)
    assert await hangings.get(begun.id) == turned
    elsewhere, nothing = await hangings.hang(Hanging(person_id=7, chat_id=-5))
    assert nothing is None
    again, replaced = await hangings.hang(Hanging(person_id=7, chat_id=7))
    assert replaced == turned
    assert await hangings.get(elsewhere.id) == elsewhere
    assert again.page == 0


async def test_prompts_of_before_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made before prompts were folded is found after the update."""
    number = next(number for number, path in migrations() if path.name.endswith("_galleries.sql"))
    with monkeypatch.context() as before:
        before.setattr("storage.core.database.migrations", lambda: migrations()[: number - 1])
        database = await Database.open(tmp_path / "old.db")
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO accounts (id, person_id) VALUES (1, 7)")
            await connection.execute(
                "INSERT INTO generations (person_id, account_id, language, chat_id, model, dialect, choices, prompt,"
                " reference_list, price, state, token, created_at, deadline_at)"
                " VALUES (7, 1, 'ru', 7, 'film', 'live', '{}', 'Ёжик', '[]', 1, 'delivered', 't', 0, 0)"
            )
        await database.close()
    reopened = await Database.open(tmp_path / "old.db")
    assert await SqliteGallery(reopened).count(wanted("ежик")) == 1
    await reopened.close()


@pytest.mark.parametrize("search", ["", "cat"])
async def test_a_long_history_is_read_by_its_index(
    database: Database, gallery: SqliteGallery, monkeypatch: pytest.MonkeyPatch, search: str
) -> None:
    """However much others have made, a page reads one person's rows only, in their order, and sorts nothing."""
    plans: list[str] = []
    read = database.rows

    async def explained(sql: str, parameters: Sequence[object] = ()) -> Sequence[sqlite3.Row]:
        plans.extend(row["detail"] for row in await read(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return await read(sql, parameters)

    monkeypatch.setattr(database, "rows", explained)
    await gallery.page(wanted(search), offset=0, limit=6)
    await gallery.pieces(wanted(search), after=Mark(5, 0), limit=6)
    assert sum("generations_gallery" in plan for plan in plans) == 2
    assert not [plan for plan in plans if plan.startswith("SCAN")]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans
