"""People as rows (`bot.domain.person.PersonRepository`)."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any, Final

import aiosqlite

from bot.domain.hint import Hint
from bot.domain.people_search import name_words
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.ports import Clock
from storage.core.columns import day_of, days, moment, stamp
from storage.core.database import Database

_SEE: Final = """
INSERT INTO people (id, telegram_language, name, username, source, first_seen_at, active_on)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET telegram_language = excluded.telegram_language, name = excluded.name,
  username = excluded.username, active_on = max(people.active_on, excluded.active_on)
RETURNING *
"""


class SqlitePersonRepository:
    """Remembers people in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def see(
        self, person_id: int, *, telegram_language: str, name: str, username: str = "", source: str = ""
    ) -> Person:
        """Note that this person did something; who is unchanged costs one read, and one write a day."""
        now = self._clock.now()
        row, today = await self._row(person_id), days(now)
        said = (telegram_language, name, username)
        if row is not None and row["active_on"] >= today:
            known = read_person(row)
            if (known.telegram_language, known.name, known.username) == said:
                return known
        async with self._database.transaction() as connection:
            if username:  # a name that was given up may be taken by anyone: the newest owner has it
                rows = await connection.execute_fetchall(
                    "UPDATE people SET username = ''"
                    " WHERE username <> '' AND lower(username) = lower(?) AND id <> ? RETURNING id, name",
                    (username, person_id),
                )
                for other in rows:
                    await _keep_words(connection, other["id"], other["name"], "")
            rows = await connection.execute_fetchall(_SEE, (person_id, *said, source, stamp(now), today))
            if row is None or (row["name"], row["username"]) != (name, username):
                await _keep_words(connection, person_id, name, username)
        return replace(read_person(next(iter(rows))), is_new=row is None)

    async def person(self, person_id: int) -> Person | None:
        """What is known of a person."""
        row = await self._row(person_id)
        return read_person(row) if row is not None else None

    async def person_named(self, username: str) -> Person | None:
        """Who has this @name; None when no one of them is known."""
        row = await self._database.row(
            "SELECT * FROM people WHERE username <> '' AND lower(username) = lower(?)", (username,)
        )
        return read_person(row) if row is not None else None

    async def _row(self, person_id: int) -> sqlite3.Row | None:
        return await self._database.row("SELECT * FROM people WHERE id = ?", (person_id,))

    async def keep(self, person: Person) -> None:
        """Write a person's preferences back."""
        columns = _preferences(person)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE people SET {assignments} WHERE id = ?", (*columns.values(), person.id)
            )

    async def note_hint(self, person_id: int, hint: Hint) -> bool:
        """A hint is about to be shown; see `PersonRepository.note_hint`."""
        row, today = await self._row(person_id), days(self._clock.now())
        if row is None or row["hint_on"] == today or hint in row["hints_shown"].split():
            return False
        await self._database.write(
            lambda connection: connection.execute(
                "UPDATE people SET hints_shown = hints_shown || ' ' || :hint, hint_on = :today WHERE id = :person"
                " AND coalesce(hint_on, -1) <> :today AND instr(hints_shown || ' ', ' ' || :hint || ' ') = 0",
                {"person": person_id, "hint": hint, "today": today},
            ),
            "people",
        )
        return True


async def _keep_words(connection: aiosqlite.Connection, person_id: int, name: str, username: str) -> None:
    """What the person is found by from now on."""
    await connection.execute("DELETE FROM people_words WHERE person_id = ?", (person_id,))
    await connection.executemany(
        "INSERT INTO people_words (person_id, word) VALUES (?, ?)",
        [(person_id, word) for word in name_words(name, username)],
    )


def _preferences(person: Person) -> dict[str, Any]:
    return {
        "language": person.language,
        "send_originals": person.send_originals,
        "effects": person.effects,
        "news": person.news,
        "daily_report": person.daily_report,
        "hints": person.hints,
        "auto_confirm_below": person.auto_confirm_below,
        "falls_back": person.falls_back,
        "utc_offset": person.utc_offset,
        "time_zone": person.time_zone,
        "quiet_from": person.quiet.start if person.quiet else None,
        "quiet_until": person.quiet.until if person.quiet else None,
    }


def read_person(row: sqlite3.Row) -> Person:
    """What a row says."""
    quiet = QuietHours(row["quiet_from"], row["quiet_until"]) if row["quiet_from"] is not None else None
    return Person(
        id=row["id"],
        language=row["language"],
        telegram_language=row["telegram_language"],
        name=row["name"],
        username=row["username"],
        send_originals=bool(row["send_originals"]),
        effects=bool(row["effects"]),
        news=bool(row["news"]),
        daily_report=bool(row["daily_report"]),
        hints=bool(row["hints"]),
        hints_shown=frozenset(hint for hint in Hint if hint in row["hints_shown"].split()),
        hint_on=day_of(row["hint_on"]) if row["hint_on"] is not None else None,
        first_seen_at=moment(row["first_seen_at"]),
        source=row["source"],
        auto_confirm_below=row["auto_confirm_below"],
        falls_back=bool(row["falls_back"]),
        utc_offset=row["utc_offset"],
        time_zone=row["time_zone"],
        quiet=quiet,
    )
