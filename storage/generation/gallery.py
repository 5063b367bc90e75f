"""A person's gallery on SQLite: searching what was made, and the pages shown in chats (`bot.domain.gallery`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any, Final

from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryCursor, GalleryFilters, GalleryItem, GalleryPage, GalleryQuery
from bot.domain.generation import Generation
from bot.domain.message_ref import MessageRef
from bot.domain.month import Month
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.row_mapper import read_asset, with_assets
from storage.core.state_lists import FINISHED

_FINISHED = f"g.state IN ({FINISHED}) AND g.deleted = 0 AND g.sample = ''"
"""Written out, as the partial index `generations_gallery` has it."""


_ROOT = "(SELECT coalesce(root_id, id) FROM generations WHERE id = ?)"
_VERSIONS = (
    f"g.id IN (SELECT id FROM generations WHERE id = {_ROOT}"
    f" UNION ALL SELECT id FROM generations WHERE root_id = {_ROOT})"
)
SHOWN: Final = (
    "g.state = 'delivered' AND g.forgotten_as IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM erasures e WHERE e.person_id = g.person_id AND e.generations_up_to >= g.id)"
)
"""What a chat was shown of `generations g`, by whomever; a forgotten person's is nothing of it from the first moment."""

_WITH_CHARACTER: Final = "generation_characters c CROSS JOIN generations g ON g.id = c.generation_id"
"""Read in this order: however much else a person has made."""


class SqliteGalleryReader:
    """Reads what was made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, wanted: GalleryQuery) -> int:
        """How many generations there are."""
        where, values = _where(wanted)
        row = await self._database.row(f"SELECT count(*) FROM {_tables(wanted)} WHERE {where}", values)
        return int(row[0]) if row is not None else 0

    async def kinds(self, wanted: GalleryQuery) -> frozenset[Kind]:
        """The kinds among them, whatever kind is wanted."""
        where, values = _where(wanted, every_kind=True)
        rows = await self._database.rows(
            f"SELECT DISTINCT a.kind FROM {_tables(wanted)} JOIN assets a ON a.generation_id = g.id WHERE {where}",
            values,
        )
        return frozenset(Kind(row["kind"]) for row in rows)

    async def months(self, wanted: GalleryQuery, *, limit: int) -> Sequence[Month]:
        """The newest months with something in them: one step of the index for each, however much was made."""
        where, values = _where(GalleryQuery(person_id=wanted.person_id, chat_id=wanted.chat_id))
        found: list[Month] = []
        before: list[int] = []
        while len(found) < limit:
            earlier = " AND g.completed_at < ?" if before else " AND g.completed_at IS NOT NULL"
            row = await self._database.row(
                f"SELECT g.completed_at FROM generations g INDEXED BY generations_gallery_by_month WHERE {where}{earlier}"
                " ORDER BY g.completed_at DESC LIMIT 1",
                [*values, *before],
            )
            if row is None:
                break
            found.append(Month.of(moment(row[0])))
            before = [stamp(found[-1].begin)]
        return found

    async def models(self, wanted: GalleryQuery, *, limit: int) -> Sequence[str]:
        """The most used first."""
        where, values = _where(GalleryQuery(person_id=wanted.person_id, chat_id=wanted.chat_id))
        rows = await self._database.rows(
            f"SELECT g.model FROM generations g WHERE {where} GROUP BY g.model ORDER BY count(*) DESC, g.model LIMIT ?",
            [*values, limit],
        )
        return [row["model"] for row in rows]

    async def looks(self, wanted: GalleryQuery, among: Collection[int]) -> frozenset[int]:
        """Those of these looks that made something: one step of the index for each, however much was made."""
        where, values = _where(GalleryQuery(person_id=wanted.person_id, chat_id=wanted.chat_id))
        rows = await self._database.rows(
            "SELECT CAST(j.value AS BIGINT) FROM json_each(?) AS j WHERE EXISTS (SELECT 1 FROM generations g"
            f" INDEXED BY generations_gallery_by_look WHERE {where} AND g.look_id = CAST(j.value AS BIGINT))",
            [json.dumps(sorted(among)), *values],
        )
        return frozenset(row[0] for row in rows)

    async def characters(self, wanted: GalleryQuery, among: Collection[int]) -> frozenset[int]:
        """Those of these characters that something was made with: one step of the index for each, however much was made."""
        if not among:
            return frozenset()
        where, values = _where(GalleryQuery(person_id=wanted.person_id, chat_id=wanted.chat_id))
        rows = await self._database.rows(
            f"SELECT CAST(j.value AS BIGINT) FROM json_each(?) AS j WHERE EXISTS (SELECT 1 FROM {_WITH_CHARACTER}"
            f" WHERE c.person_id = ? AND c.character_id = CAST(j.value AS BIGINT) AND {where})",
            [json.dumps(sorted(among)), wanted.person_id, *values],
        )
        return frozenset(row[0] for row in rows)

    async def page(self, wanted: GalleryQuery, *, offset: int, limit: int) -> Sequence[Generation]:
        """A page of them, with their assets."""
        where, values = _where(wanted)
        rows = await self._database.rows(
            f"SELECT g.* FROM {_tables(wanted)} WHERE {where} ORDER BY {_number(wanted)} DESC LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        return await with_assets(rows, self._database.rows)

    async def pieces(
        self, wanted: GalleryQuery, *, after: GalleryCursor | None, limit: int
    ) -> Sequence[GalleryItem]:
        """Their assets that Telegram has a copy of, `after` a place."""
        where, values = _where(wanted)
        if after is not None:
            where += " AND (g.id < ? OR (g.id = ? AND a.position > ?))"
            values += [after.generation_id, after.generation_id, after.position]
        kind = " AND a.kind = ?" if wanted.kind else ""
        found = await self._database.rows(
            f"SELECT a.* FROM {_tables(wanted)} JOIN assets a ON a.generation_id = g.id"
            f" WHERE {where}{kind} AND (a.file_id <> '' OR a.original_file_id <> '')"
            f" ORDER BY {_number(wanted)} DESC, a.position LIMIT ?",
            [*values, *([wanted.kind] if wanted.kind else []), limit],
        )
        if not found:
            return ()
        ids = list(dict.fromkeys(row["generation_id"] for row in found))
        rows = await self._database.rows(f"SELECT * FROM generations WHERE id IN ({_marks(ids)})", ids)
        generations = {one.id: one for one in await with_assets(rows, self._database.rows)}
        return [GalleryItem(generations[row["generation_id"]], read_asset(row)) for row in found]


class SqliteGalleryPageRepository:
    """Remembers the pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def show(self, page_state: GalleryPage) -> tuple[GalleryPage, GalleryPage | None]:
        """Begin a gallery in place of the one shown in this chat."""
        place = (page_state.person_id, page_state.chat_id)
        async with self._database.transaction() as connection:
            earlier = await connection.execute_fetchall(
                "DELETE FROM gallery_pages WHERE person_id = ? AND chat_id = ? RETURNING *", place
            )
            begun = await connection.execute_fetchall(
                "INSERT INTO gallery_pages (person_id, chat_id, kind, search, page, album, list_id, list_ephemeral, filters)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
                (*place, *_state(page_state)),
            )
        return _page(next(iter(begun))), next(map(_page, earlier), None)

    async def get(self, page_id: int) -> GalleryPage | None:
        """The page of this id."""
        row = await self._database.row("SELECT * FROM gallery_pages WHERE id = ?", (page_id,))
        return _page(row) if row is not None else None

    async def save(self, page_state: GalleryPage) -> None:
        """Write a page back."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE gallery_pages SET kind = ?, search = ?, page = ?, album = ?, list_id = ?, list_ephemeral = ?,"
                " filters = ? WHERE id = ?",
                (*_state(page_state), page_state.id),
            )


def _tables(wanted: GalleryQuery) -> str:
    """What is read, as `generations g`: those with a character by that one's index, in which they are in their order."""
    return "generations g" if wanted.filters.character is None else _WITH_CHARACTER


def _number(wanted: GalleryQuery) -> str:
    return "g.id" if wanted.filters.character is None else "c.generation_id"


def _where(wanted: GalleryQuery, *, every_kind: bool = False) -> tuple[str, list[Any]]:
    """The condition on `generations g`, and its values."""
    clauses: list[str] = [_FINISHED]
    values: list[Any] = []
    if wanted.versions_of is None:
        clauses.append("g.person_id = ?")
        values.append(wanted.person_id)
    else:
        clauses += [_VERSIONS, SHOWN if wanted.chat_id is not None else "+g.person_id = ?"]
        values += [wanted.versions_of, wanted.versions_of]
        values += [] if wanted.chat_id is not None else [wanted.person_id]
    # The versions are few beside what a chat has: they are looked up first.
    chat = "g.chat_id" if wanted.versions_of is None else "+g.chat_id"
    for column, value in ((chat, wanted.chat_id), ("g.id", wanted.generation_id)):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if wanted.kind is not None and not every_kind:
        clauses.append("EXISTS (SELECT 1 FROM assets k WHERE k.generation_id = g.id AND k.kind = ?)")
        values.append(wanted.kind)
    for word in wanted.words:
        models = sorted(wanted.models.get(word, ()))
        in_words = "instr(g.folded_prompt, ?) > 0"
        clauses.append(f"(g.model IN ({_marks(models)}) OR {in_words})" if models else in_words)
        values += [*models, word]
    _narrow(wanted, clauses, values)
    return " AND ".join(clauses), values


def _narrow(wanted: GalleryQuery, clauses: list[str], values: list[Any]) -> None:
    """Add the conditions of the filters on `generations g`."""
    filters = wanted.filters
    if filters.model:
        clauses.append("g.model = ?")
        values.append(filters.model)
    if filters.month is not None:
        clauses.append("g.completed_at >= ? AND g.completed_at < ?")
        values += [stamp(filters.month.begin), stamp(filters.month.end)]
    if (
        filters.look is not None
    ):  # a look is one's own: of versions, which are others' too, it says nothing about those
        clauses.append("g.look_id = ? AND g.person_id = ?")
        values += [filters.look, wanted.person_id]
    if filters.character is not None:
        clauses.append("c.person_id = ? AND c.character_id = ?")
        values += [wanted.person_id, filters.character]
    if filters.favourite:
        clauses.append("g.id IN (SELECT generation_id FROM result_favourites WHERE person_id = ?)")
        values.append(wanted.person_id)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def _list(message: MessageRef | None) -> tuple[int | None, bool]:
    return (message.id, message.ephemeral) if message is not None else (None, False)


def _state(page_state: GalleryPage) -> tuple[Any, ...]:
    album = json.dumps(page_state.album)
    shown = _list(page_state.list_message)
    return (
        page_state.kind or "",
        page_state.search,
        page_state.page,
        album,
        *shown,
        page_state.filters.as_json(),
    )


def _page(row: sqlite3.Row) -> GalleryPage:
    return GalleryPage(
        id=row["id"],
        person_id=row["person_id"],
        chat_id=row["chat_id"],
        kind=Kind(row["kind"]) if row["kind"] else None,
        search=row["search"],
        page=row["page"],
        album=tuple(json.loads(row["album"])),
        list_message=(
            MessageRef(row["list_id"], ephemeral=bool(row["list_ephemeral"]))
            if row["list_id"] is not None
            else None
        ),
        filters=GalleryFilters.from_json(row["filters"]),
    )
