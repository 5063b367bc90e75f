"""A person's gallery in the database: what is found, and the pages that are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalog.spec import Kind, Media
from bot.domain.gallery import GalleryCursor, GalleryFilters, GalleryPage, GalleryQuery
from bot.domain.generation import Asset, Generation, Reference, State
from bot.domain.message_ref import MessageRef
from bot.domain.month import Month
from bot.domain.text_search import words_of
from bot.generation.result_favourites import ResultMarker
from bot.people.forget import PersonEraser
from storage.core.columns import stamp
from storage.core.database import Database
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held
from tests.support.store_setup import funded_account, moved, waiting

ACCOUNT = 1
TO_READY = (State.SUBMITTING, State.RUNNING, State.READY)


@pytest.fixture
async def store(database: Database, clock: FakeClock) -> SqliteStore:
    """The database that are searched, with one account."""
    store = SqliteStore(database, clock)
    assert await funded_account(store) == ACCOUNT
    return store


@pytest.fixture
def gallery(database: Database) -> SqliteGalleryReader:
    """The gallery."""
    return SqliteGalleryReader(database)


async def made(store: SqliteStore, prompt: str, *kinds: Kind, model: str = "film") -> Generation:
    """A delivered generation of person 7 with an asset of each kind."""
    held = replace(await waiting(store, ACCOUNT, prompt), prompt=prompt, model=model)
    async with store.transaction() as transaction:
        await transaction.save(held, expected=State.HELD, at=START)
    ready = await moved(store, held, *TO_READY)
    assets = tuple(
        Asset(position=number, url="https://cdn.example/x", kind=kind, file_id=f"f{number}", sent_as="photo")
        for number, kind in enumerate(kinds or (Kind.IMAGE,))
    )
    async with store.transaction() as transaction:
        done = ready.stepped(State.DELIVERED, assets=assets, completed_at=START)
        await transaction.save(done, expected=State.READY, at=START)
    stored = await store.generation(done.id)
    assert stored is not None
    return stored


def wanted(search: str = "", **more: object) -> GalleryQuery:
    """What person 7 looks for."""
    return GalleryQuery(person_id=7, words=words_of(search), **more)  # type: ignore[arg-type]  # the dataclass's fields


async def test_words_in_any_language(store: SqliteStore, gallery: SqliteGalleryReader) -> None:
    """Every word must be there, anywhere and in any case, in the prompt or (for models that have it) in the title."""
    hedgehog = await made(store, "Ёжик в ТУМАНЕ")
    cat = await made(store, "猫がいる夜の街")
    song = await made(store, "rain over the city", model="speech")

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


async def test_kinds_chats_and_people(store: SqliteStore, gallery: SqliteGalleryReader) -> None:
    """By kind, by the chat in which it was made, and never another person's or what was deleted."""
    picture = await made(store, "a")
    song = await made(store, "b", Kind.MUSIC, Kind.MUSIC)
    gone = await made(store, "c")
    async with store.transaction() as transaction:
        await transaction.delete_result(gone.id)
    assert await gallery.kinds(wanted(kind=Kind.MUSIC)) == {Kind.IMAGE, Kind.MUSIC}
    assert await gallery.page(wanted(kind=Kind.MUSIC), offset=0, limit=9) == [song]
    there = song.destination.chat_id
    assert await gallery.page(wanted(chat_id=there), offset=0, limit=9) == [song, picture]
    assert await gallery.count(wanted(chat_id=there - 1)) == 0
    assert await gallery.page(wanted(), offset=1, limit=9) == [picture]
    assert await gallery.page(wanted(), offset=9, limit=9) == []
    assert await gallery.count(GalleryQuery(person_id=8)) == 0


async def test_pieces_in_pages(store: SqliteStore, gallery: SqliteGalleryReader) -> None:
    """One by one, newest generation first, each generation's in order, from behind a mark, without what Telegram lacks."""
    first = await made(store, "a", Kind.IMAGE, Kind.IMAGE, Kind.VIDEO)
    second = await made(store, "b")
    async with store.transaction() as transaction:
        lost = replace(first.assets[0], file_id="")
        changed = replace(first, assets=(lost, *first.assets[1:]))
        await transaction.save(changed, expected=State.DELIVERED, at=START)
    every = await gallery.pieces(wanted(), after=None, limit=9)
    queue_positions = [(piece.generation.id, piece.asset.position) for piece in every]
    assert queue_positions == [(second.id, 0), (first.id, 1), (first.id, 2)]
    assert every[1].generation.prompt == "a"
    rest = await gallery.pieces(wanted(), after=GalleryCursor(first.id, 1), limit=9)
    assert [piece.asset.position for piece in rest] == [2]
    films = await gallery.pieces(wanted(kind=Kind.VIDEO), after=None, limit=9)
    assert [piece.asset.kind for piece in films] == [Kind.VIDEO]


async def test_a_page_is_kept_until_the_next_gallery(database: Database) -> None:
    """A page is remembered as it is saved; another gallery in the same chat takes its place and returns what was shown."""
    gallery_pages = SqliteGalleryPageRepository(database)
    begun, earlier = await gallery_pages.show(GalleryPage(person_id=7, chat_id=7, search="кошка"))
    assert (begun.search, earlier) == ("кошка", None)
    turned = replace(
        begun, page=3, kind=Kind.VIDEO, album=(11, 12), list_message=MessageRef(13, ephemeral=True)
    )
    await gallery_pages.save(turned)
    assert await gallery_pages.get(begun.id) == turned
    elsewhere, nothing = await gallery_pages.show(GalleryPage(person_id=7, chat_id=-5))
    assert nothing is None
    again, replaced = await gallery_pages.show(GalleryPage(person_id=7, chat_id=7))
    assert replaced == turned
    assert await gallery_pages.get(elsewhere.id) == elsewhere
    assert again.page == 0


@pytest.mark.sqlite_only  # looks at its plans
@pytest.mark.parametrize("search", ["", "cat"])
async def test_a_long_history_is_read_by_its_index(
    database: Database, gallery: SqliteGalleryReader, monkeypatch: pytest.MonkeyPatch, search: str
) -> None:
    """However much others have made, a page reads one person's rows only, in their order, and sorts nothing."""
    plans: list[str] = []
    read = database.rows

    async def explained(sql: str, parameters: Sequence[object] = ()) -> Sequence[sqlite3.Row]:
        plans.extend(row["detail"] for row in await read(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return await read(sql, parameters)

    monkeypatch.setattr(database, "rows", explained)
    await gallery.page(wanted(search), offset=0, limit=6)
    await gallery.pieces(wanted(search), after=GalleryCursor(5, 0), limit=6)
    assert sum("generations_gallery" in plan for plan in plans) == 2
    assert not [plan for plan in plans if plan.startswith("SCAN")]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans


async def test_filters_narrow_and_are_offered(
    database: Database, store: SqliteStore, gallery: SqliteGalleryReader
) -> None:
    """By model, month and favourites, together with words; only months and models that there are can be chosen."""
    boat, vase, kite = (
        await made(store, "a boat", model="film"),
        await made(store, "a vase", model="print"),
        await made(store, "a boat again", model="print"),
    )
    november, earlier = Month.of(START), Month.of(START).previous
    async with database.transaction() as connection:
        await connection.execute(
            "UPDATE generations SET completed_at = ? WHERE id = ?", (stamp(earlier.begin), boat.id)
        )
    marker = ResultMarker(store, FakeClock())
    assert await marker.toggle(vase.id, 7)
    assert await marker.toggle(boat.id, 8), "another person's mark is not mine"

    async def found(search: str = "", **more: object) -> list[int]:
        filters = GalleryFilters(**more)  # type: ignore[arg-type]  # the dataclass's fields
        return [one.id for one in await gallery.page(wanted(search, filters=filters), offset=0, limit=9)]

    assert await found(model="print") == [kite.id, vase.id]
    assert await found(month=november) == [kite.id, vase.id]
    assert await found(month=earlier) == [boat.id]
    assert await found(favourite=True) == [vase.id]
    assert await found("boat", model="print", month=november) == [kite.id]
    assert await found("boat", favourite=True) == []
    assert await gallery.months(wanted(), limit=9) == [november, earlier]
    assert await gallery.months(wanted(), limit=1) == [november]
    assert await gallery.months(wanted(chat_id=-100), limit=9) == []
    assert await gallery.models(wanted(), limit=9) == ["print", "film"]


async def test_a_page_keeps_its_filters(database: Database) -> None:
    """They are read back as they were stored."""
    pages = SqliteGalleryPageRepository(database)
    filters = GalleryFilters(model="film", month=Month(2026, 11), favourite=True)
    begun, _ = await pages.show(GalleryPage(person_id=7, chat_id=7, filters=filters))
    assert (await pages.get(begun.id) or begun).filters == filters
    await pages.save(replace(begun, filters=GalleryFilters()))
    assert (await pages.get(begun.id) or begun).filters == GalleryFilters()


async def with_characters(store: SqliteStore, token: str, *characters: int) -> Generation:
    """A delivered generation of person 7 that was asked for with pictures of these."""
    photos = tuple(Reference(file_id="p", media=Media.PHOTO, character=one) for one in (*characters, 0))
    async with store.transaction() as tx:
        added = await tx.add_generation(held(ACCOUNT, token, references=photos))
    ready = await moved(store, added, *TO_READY)
    async with store.transaction() as tx:
        asset = Asset(url="https://cdn.example/x", kind=Kind.IMAGE, file_id="f", sent_as="photo")
        done = ready.stepped(State.DELIVERED, assets=(asset,), completed_at=START, notified=True, due_at=None)
        await tx.save(done, expected=State.READY, at=START)
    return done


def of_character(character: int, **more: object) -> GalleryQuery:
    """What person 7 has made with it."""
    return replace(wanted(**more), filters=GalleryFilters(character=character))  # type: ignore[arg-type]  # the dataclass's fields


async def test_characters_are_kept_with_a_generation(
    store: SqliteStore, gallery: SqliteGalleryReader
) -> None:
    """Each once, however many pictures it has; other filters hold beside it; in no other chat, and for no one else."""
    both = await with_characters(store, "a", 1, 2, 1)
    anna = await with_characters(store, "b", 1)
    await with_characters(store, "c")
    assert [one.id for one in await gallery.page(of_character(1), offset=0, limit=9)] == [anna.id, both.id]
    assert [one.id for one in await gallery.page(of_character(1), offset=1, limit=9)] == [both.id]
    assert await gallery.count(of_character(1)) == 2
    assert await gallery.count(of_character(2)) == 1
    assert await gallery.count(of_character(1, kind=Kind.VIDEO)) == 0
    assert await gallery.kinds(of_character(1)) == {Kind.IMAGE}
    assert await gallery.count(of_character(1, chat_id=anna.destination.chat_id)) == 2
    assert await gallery.count(of_character(1, chat_id=-5)) == 0
    assert await gallery.count(replace(of_character(1), person_id=8)) == 0
    pieces = await gallery.pieces(of_character(1), after=GalleryCursor(anna.id, 0), limit=9)
    assert [piece.generation.id for piece in pieces] == [both.id]
    assert await gallery.characters(wanted(), [1, 2, 3]) == {1, 2}
    assert await gallery.characters(wanted(chat_id=-5), [1, 2, 3]) == frozenset()
    assert await gallery.characters(replace(wanted(), person_id=8), [1, 2, 3]) == frozenset()
    assert await gallery.characters(wanted(), []) == frozenset()


async def test_what_is_deleted_or_forgotten_is_of_no_character(
    database: Database, store: SqliteStore, gallery: SqliteGalleryReader
) -> None:
    """The rows go with the result, and with the person."""
    gone, left = await with_characters(store, "a", 1), await with_characters(store, "b", 1)
    async with store.transaction() as tx:
        await tx.delete_result(gone.id)
    assert await gallery.count(of_character(1)) == 1
    rows = await database.rows("SELECT generation_id FROM generation_characters WHERE person_id = 7")
    assert [row[0] for row in rows] == [left.id]
    await PersonEraser(store, FakeClock(), lambda person_id: person_id + 1).forget(7)
    assert await database.row("SELECT 1 FROM generation_characters WHERE person_id = 7") is None


@pytest.mark.sqlite_only  # looks at its plans
async def test_a_character_is_read_by_its_index(
    database: Database, gallery: SqliteGalleryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page, its number and its kinds step through the character's own rows, in their order: nothing is sorted."""
    plans: list[str] = []
    read = database.rows

    async def explained(sql: str, parameters: Sequence[object] = ()) -> Sequence[sqlite3.Row]:
        plans.extend(row["detail"] for row in await read(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return await read(sql, parameters)

    monkeypatch.setattr(database, "rows", explained)
    await gallery.page(of_character(1), offset=0, limit=6)
    await gallery.pieces(of_character(1), after=GalleryCursor(5, 0), limit=6)
    await gallery.kinds(of_character(1))
    await gallery.characters(wanted(), [1])
    assert sum("SEARCH c USING PRIMARY KEY (person_id=? AND character_id=?" in plan for plan in plans) == 4
    assert sum(plan.startswith("SEARCH g USING INTEGER PRIMARY KEY") for plan in plans) == 4
    assert not [plan for plan in plans if plan.startswith("SCAN") and " j " not in plan]
    assert not [plan for plan in plans if "TEMP B-TREE FOR ORDER BY" in plan]
