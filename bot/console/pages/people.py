"""People: found by id, @name and any word of a name, by the use case of `/users`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.console.pages.paging import ROWS, list_link
from bot.console.visit import Answer, Page, Shown, Visit, row_number
from bot.domain.people_search import PeopleFilter, PeoplePage, PeoplePlace, PeopleQuery, PeopleReader
from bot.domain.people_search import searched_words as words_of
from bot.domain.person import PersonRepository
from bot.domain.staff import Act

_LONGEST_SEARCH: Final = 200
"""Characters; fewer of them count."""


class People:
    """The list."""

    def __init__(self, reader: PeopleReader, people: PersonRepository) -> None:
        self._reader = reader
        self._people = people

    def pages(self) -> Sequence[Page]:
        """The list."""
        return [Page(path="/people", act=Act.USER, show=self.show, name="people")]

    async def show(self, visit: Visit) -> Answer:
        """Everybody, or who is called so."""
        said = visit.query.get("q", "").strip()[:_LONGEST_SEARCH]
        only = next((one for one in PeopleFilter if one == visit.query.get("only")), PeopleFilter.ALL)
        found = await self._found(visit, said, only)
        follows = found.next
        keys = {"q": said, "only": "" if only is PeopleFilter.ALL else only}
        return Shown(
            template="people",
            title=visit.t.plain("console-people"),
            values={
                "said": said,
                "only": only,
                "filters": list(PeopleFilter),
                "people": found.people,
                "is_later": visit.number("after") is not None,
                "first": list_link(keys),
                "next": list_link({**keys, "after": follows.person_id, "day": follows.day or ""})
                if follows is not None
                else "",
            },
        )

    async def _found(self, visit: Visit, said: str, only: PeopleFilter) -> PeoplePage:
        number = row_number(said)
        known = await self._people.person(number) if number is not None and number > 0 else None
        if known is not None:
            return PeoplePage(people=[known], next=None)
        words = words_of(said)
        if said and not words:
            return PeoplePage(people=[], next=None)
        after = PeoplePlace(person_id=visit.number("after") or 0, day=visit.number("day") or 0)
        return await self._reader.find(PeopleQuery(words=words, only=only, after=after), ROWS)
