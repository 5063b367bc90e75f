"""People found by words and by what they have done (`bot.domain.people_search.PeopleReader`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.domain.people_search import IDLE_AFTER, PeopleFilter, PeoplePage, PeoplePlace, PeopleQuery
from bot.ports import Clock
from storage.core.columns import days
from storage.core.database import Database
from storage.people.people import read_person

LOOKED_AT: Final = 8_000
"""People that one page looks at: where fewer of them fit, it is short, and the next one goes on behind them."""

_END: Final = "\U0010ffff"
_FAR: Final = 2**62

_BY_WORD: Final = """
SELECT word AS place, person_id FROM people_words WHERE (word, person_id) > (:place, :person) AND word < :end
ORDER BY word, person_id LIMIT :most
"""
_BY_DAY: Final = """
SELECT active_on AS place, id AS person_id FROM people WHERE (active_on, id) < (:place, :person)
ORDER BY active_on DESC, id DESC LIMIT :most
"""
_PAYERS: Final = """
SELECT DISTINCT 0 AS place, payer_id AS person_id FROM payments WHERE payer_id < :person ORDER BY payer_id DESC LIMIT :most
"""
_BLOCKED: Final = """
SELECT 0 AS place, owner_id AS person_id FROM accounts WHERE owner_kind = 'person' AND owner_id < :person AND blocked = 1
ORDER BY owner_id DESC LIMIT :most
"""
_SOURCES: Final[Mapping[PeopleFilter, str]] = {
    PeopleFilter.ALL: _BY_DAY,
    PeopleFilter.IDLE: _BY_DAY,
    PeopleFilter.PAYERS: _PAYERS,
    PeopleFilter.BLOCKED: _BLOCKED,
}
"""Who may be on a page, without words to go by."""
_FITS: Final[Mapping[PeopleFilter, str]] = {
    PeopleFilter.ALL: "TRUE",
    PeopleFilter.PAYERS: "EXISTS (SELECT 1 FROM payments WHERE payer_id = p.id)",
    PeopleFilter.IDLE: "p.active_on <= :idle",
    PeopleFilter.BLOCKED: "EXISTS (SELECT 1 FROM accounts WHERE owner_kind = 'person' AND owner_id = p.id AND blocked = 1)",
}
"""Who of them is."""
_OF_PERSON: Final = (
    "SELECT min(word) AS word FROM people_words WHERE person_id = {person} AND word >= :first AND word < :end"
)
"""The word that a person is listed by."""


class SqlitePeopleReader:
    """Finds people, beside what people wait for."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._reports = database.reports
        self._clock = clock

    async def find(self, query: PeopleQuery, limit: int) -> PeoplePage:
        """A page; see `PeopleReader.find`."""
        values: dict[str, Any] = {
            "most": LOOKED_AT,
            "limit": limit + 1,
            "idle": days(self._clock.now() - IDLE_AFTER),
        }
        if query.words:
            source, fits, order = await self._by_word(query, values)
        else:  # each of them fits, so that no more need be looked at than are shown
            source, fits, order = self._by_filter(query, values)
            values["most"] = min(LOOKED_AT, limit + 1)
        rows = await self._reports.rows(
            f"SELECT p.*, looked.place FROM ({source}) AS looked CROSS JOIN people AS p ON p.id = looked.person_id"
            f" WHERE {' AND '.join(fits)} ORDER BY looked.place {order}, looked.person_id {order} LIMIT :limit",
            values,
        )
        people = [read_person(row) for row in rows[:limit]]
        if len(rows) > limit:
            last = rows[limit - 1]
            return PeoplePage(people=people, next=_place(last["id"], last["place"]))
        behind = await self._reports.row(f"SELECT * FROM ({source}) LIMIT 1 OFFSET :most - 1", values)
        return PeoplePage(
            people=people, next=_place(behind["person_id"], behind["place"]) if behind is not None else None
        )

    async def _by_word(self, query: PeopleQuery, values: dict[str, Any]) -> tuple[str, Sequence[str], str]:
        """By the longest word: of the others it is only asked whether a person has them, too."""
        first, *others = sorted(query.words, key=len, reverse=True)
        values |= {"first": first, "end": first + _END, "place": first, "person": -1}
        if query.after.person_id:
            row = await self._reports.row(
                _OF_PERSON.format(person=":after"), values | {"after": query.after.person_id}
            )
            if row is not None and row["word"] is not None:
                values |= {"place": row["word"], "person": query.after.person_id}
        fits = [_FITS[query.only], f"looked.place = ({_OF_PERSON.format(person='p.id')})"]
        for number, word in enumerate(others):
            values |= {f"first{number}": word, f"end{number}": word + _END}
            fits.append(
                "EXISTS (SELECT 1 FROM people_words WHERE person_id = p.id"
                f" AND word >= :first{number} AND word < :end{number})"
            )
        return _BY_WORD, fits, "ASC"

    def _by_filter(self, query: PeopleQuery, values: dict[str, Any]) -> tuple[str, Sequence[str], str]:
        start = values["idle"] if query.only is PeopleFilter.IDLE else _FAR
        place, person = (query.after.day or start), (query.after.person_id or _FAR)
        values |= {"place": min(place, start), "person": person}
        return _SOURCES[query.only], [_FITS[query.only]], "DESC"


def _place(person_id: int, place: str | int) -> PeoplePlace:
    return PeoplePlace(person_id=person_id, day=place if isinstance(place, int) else 0)
