"""The tree of versions as rows: found by one index however large it is, bounded in what is read, without circles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalog.spec import Kind, Media
from bot.domain.gallery import GalleryQuery
from bot.domain.generation import Asset, Destination, Generation, Reference, State
from bot.generation.versions import as_version, is_open_to
from bot.ports import Store
from storage.core.database import Database
from storage.generation.gallery import SqliteGalleryReader
from tests.support.samples import held
from tests.support.store_setup import funded_account, moved

PERSON, OTHER, GROUP = 7, 8, -100
TREE = 10_000


async def version_of(
    store: Store, parent: Generation | None, token: str, *, person_id: int = PERSON
) -> Generation:
    """A delivered generation in the group, made from another's result."""
    account_id = await funded_account(store, person_id, 0)
    references = (
        (Reference(file_id="f", media=Media.PHOTO, generation_id=parent.id),) if parent is not None else ()
    )
    wanted = replace(
        held(account_id, token, price=0, person_id=person_id),
        destination=Destination(chat_id=GROUP),
        references=references,
    )
    async with store.transaction() as tx:
        added = await tx.add_generation(await as_version(tx, wanted))
    return await moved(store, added, State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED)


async def shown(database: Database, wanted: GalleryQuery) -> Sequence[int]:
    """The numbers of the first page."""
    return [one.id for one in await SqliteGalleryReader(database).page(wanted, offset=0, limit=6)]


async def test_a_tree_has_a_root_and_counts_its_steps(store: Store, database: Database) -> None:
    """Whichever version is asked for, all of the tree are found: in the group everybody's, in private one's own."""
    one = await version_of(store, None, "one")
    two = await version_of(store, one, "two", person_id=OTHER)
    three = await version_of(store, two, "three")
    aside = await version_of(store, one, "aside")
    await version_of(store, None, "unrelated")
    assert (one.parent_id, one.root_id, one.version) == (None, None, 1)
    assert (two.parent_id, two.root_id, two.version) == (one.id, one.id, 2)
    assert (three.parent_id, three.root_id, three.version) == (two.id, one.id, 3)
    assert (aside.parent_id, aside.root_id, aside.version) == (one.id, one.id, 2)
    for start in (one, two, three, aside):
        here = GalleryQuery(person_id=PERSON, chat_id=GROUP, versions_of=start.id)
        assert await shown(database, here) == [aside.id, three.id, two.id, one.id]
        own = GalleryQuery(person_id=PERSON, versions_of=start.id)
        assert await shown(database, own) == [aside.id, three.id, one.id]
        assert await shown(database, replace(here, chat_id=GROUP - 1)) == []
        assert await shown(database, replace(own, person_id=9)) == []


async def test_what_is_deleted_or_forgotten_is_in_no_tree_and_no_parent(
    store: Store, database: Database
) -> None:
    """Of a deleted result nothing begins; from the first moment a forgotten person's is shown to no one."""
    one = await version_of(store, None, "one", person_id=OTHER)
    two = await version_of(store, one, "two")
    three = await version_of(store, two, "three")
    async with store.transaction() as tx:
        await tx.delete_result(two.id)
    assert (await version_of(store, two, "four")).parent_id is None
    here = GalleryQuery(person_id=PERSON, chat_id=GROUP, versions_of=three.id)
    assert await shown(database, here) == [three.id, one.id]
    async with store.transaction() as tx:
        await tx.forget_person(OTHER, 123)
    assert await shown(database, here) == [three.id]
    assert (await version_of(store, one, "five")).parent_id is None
    (row,) = await database.rows(
        "SELECT parent_id, root_id, version FROM generations WHERE id = ?", (one.id,)
    )
    assert tuple(row) == (None, None, 1)


@pytest.mark.sqlite_only  # looks at its error
async def test_no_row_can_be_its_own_ancestor(store: Store, database: Database) -> None:
    """The database itself refuses a parent that is not older, and a root without one."""
    one = await version_of(store, None, "one")
    two = await version_of(store, one, "two")
    for change in (f"parent_id = {two.id}, root_id = {one.id}", "root_id = 1", "version = 0"):
        with pytest.raises(sqlite3.IntegrityError):
            async with database.transaction() as connection:
                await connection.execute(f"UPDATE generations SET {change} WHERE id = {one.id}")


@pytest.mark.sqlite_only  # looks at its plans
async def test_a_tree_of_ten_thousand_is_read_by_its_index(store: Store, database: Database) -> None:
    """Each of ten thousand was made from the one before; a page of it costs no walk from one to the next."""
    one = await version_of(store, None, "one")
    two = await version_of(store, one, "two")
    async with database.transaction() as connection:
        columns = [
            row["name"]
            for row in await connection.execute_fetchall("PRAGMA table_info(generations)")
            if row["name"] not in {"id", "token", "parent_id", "version", "quote_id"}
        ]
        kept = ", ".join(columns)
        await connection.execute(
            f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {TREE})"
            f" INSERT INTO generations (token, parent_id, version, {kept})"
            f" SELECT 'tree ' || n, {two.id} + n - 1, n + 2, {kept} FROM generations, numbers WHERE id = {two.id}"
        )
    for wanted in (
        GalleryQuery(person_id=PERSON, chat_id=GROUP, versions_of=two.id + TREE // 2),
        GalleryQuery(person_id=PERSON, versions_of=one.id),
    ):
        assert await SqliteGalleryReader(database).count(wanted) == TREE + 2
        assert await shown(database, wanted) == [two.id + TREE - back for back in range(6)]
    leaf = await store.generation(two.id + TREE)
    assert leaf is not None
    next_one = await version_of(store, leaf, "next")
    assert (next_one.version, next_one.root_id) == (leaf.version + 1, one.id)


async def test_a_file_is_known_by_its_id_at_telegram(store: Store) -> None:
    """The newest that has it first; what has none is never found."""
    one = await version_of(store, None, "one")
    asset = Asset(url="u", kind=Kind.IMAGE, file_id="f", unique_id="AQAD", sent_as="photo")
    async with store.transaction() as tx:
        await tx.save(replace(one, assets=(asset,)), expected=State.DELIVERED, at=one.created_at)
    assert [found.id for found in await store.generations_with_file("AQAD")] == [one.id]
    assert await store.generations_with_file("") == []
    async with store.transaction() as tx:
        await tx.delete_result(one.id)
    assert await store.generations_with_file("AQAD") == []


@pytest.mark.parametrize(
    ("chat_id", "person_id", "expected"),
    [(GROUP, 99, True), (GROUP - 1, PERSON, False), (PERSON, PERSON, True), (OTHER, OTHER, False)],
)
async def test_who_may_see_a_version_where(
    store: Store, chat_id: int, person_id: int, *, expected: bool
) -> None:
    """In its group everybody, in private only who made it, elsewhere no one."""
    one = await version_of(store, None, "one")
    assert is_open_to(one, person_id, chat_id) is expected
    assert not is_open_to(replace(one, deleted=True), person_id, chat_id)
    assert not is_open_to(replace(one, sample="James:en"), person_id, chat_id)
