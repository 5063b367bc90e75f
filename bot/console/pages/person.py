"""One person: all that `/user` shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.console.sent_forms import SentForms
from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.person import Person, PersonRepository
from bot.domain.person_facts import COUNTED, LONGEST_NOTE
from bot.domain.person_name import shown_name
from bot.domain.staff import LONGEST_REASON, Act, ActQuery, ActReader
from bot.errors import PersonUnknown
from bot.i18n import Translator
from bot.ledger.entries import LARGEST_AMOUNT
from bot.people.person_record import PersonRecord, PersonRecords
from bot.people.source_name import source_name
from bot.staff.person_contacts import LONGEST_MESSAGE

PERSON: Final = "/people/(?P<id>[0-9]{1,15})"
DONE: Final = ("given", "taken", "note", "message", "block", "unblock")
"""What the page says was done just before."""
_ACTS: Final = 10
"""Lines of the log on the page."""
_TITLE_SHOWN: Final = 64


class PersonCard:
    """The page of a person.

    Args:
        records: what is known of them.
        people: what operators are called.
        acts: the log.
    """

    def __init__(self, records: PersonRecords, people: PersonRepository, acts: ActReader) -> None:
        self._records = records
        self._people = people
        self._acts = acts

    def pages(self) -> Sequence[Page]:
        """The page."""
        return [Page(path=PERSON, act=Act.USER, show=self.show, section="people")]

    async def show(self, visit: Visit) -> Answer | None:
        """Who it is, what they have, what has moved and was made, and what is noted; what it takes more to see, to who may."""
        person_id = int(visit.arguments["id"])
        try:
            record = await self._records.read(person_id, with_payments=visit.may(Act.STARS))
        except PersonUnknown:
            return None
        sees_log = visit.may(Act.LOG)
        acts = await self._acts.acts(ActQuery(person_id=person_id), _ACTS) if sees_log else []
        ids = {note.by_id for note in record.facts.notes} | {line.by_id for line in acts}
        return Shown(
            template="person",
            title=called(visit.t, record.person),
            values={
                "record": record,
                "facts": _facts(visit.t, record),
                "figures": _figures(visit.t, record),
                "made_count": f"{COUNTED}+"
                if record.facts.made_count >= COUNTED
                else record.facts.made_count,
                "names": await self._names(visit.t, ids),
                "sees_payments": visit.may(Act.STARS),
                "sees_log": sees_log,
                "acts": acts,
                "done": next((one for one in DONE if one == visit.query.get("done")), ""),
                "ended": visit.number("ended") or 0,
                "key": SentForms.new_key(),
                "may_credits": visit.may(Act.GRANT),
                "longest": {"reason": LONGEST_REASON, "note": LONGEST_NOTE, "message": LONGEST_MESSAGE},
                "most": LARGEST_AMOUNT,
            },
        )

    async def _names(self, t: Translator, ids: set[int | None]) -> Mapping[int | None, str]:
        names: dict[int | None, str] = {None: t.plain("console-forgotten")}
        for one in ids - {None}:
            known = await self._people.person(one) if one is not None else None
            names[one] = called(t, known) if known is not None else str(one)
        return names


def called(t: Translator, person: Person) -> str:
    """What a person is called where one line has to do."""
    name = shown_name(person.name[:_TITLE_SHOWN])
    return name or (f"@{person.username}" if person.username else t.plain("person-nameless"))


def _facts(t: Translator, record: PersonRecord) -> Sequence[tuple[str, str]]:
    person = record.person
    facts = [
        (t.plain("console-person-id"), str(person.id)),
        (t.plain("console-person-username"), f"@{person.username}" if person.username else "–"),
        (t.plain("console-person-language"), person.language or person.telegram_language or "–"),
    ]
    if person.first_seen_at is not None:
        facts.append((t.plain("console-person-since"), f"{person.first_seen_at:%Y-%m-%d}"))
    if person.source:
        facts.append((t.plain("console-person-source"), source_name(t, person.source)))
    if record.facts.groups:
        groups = ", ".join(shown_name(one[:_TITLE_SHOWN]) for one in record.facts.groups)
        facts.append((t.plain("console-groups"), groups))
    return facts


def _figures(t: Translator, record: PersonRecord) -> Sequence[tuple[str, str]]:
    balance = record.balance
    return [
        (
            t.plain("console-person-available"),
            t.plain("console-person-unlimited") if balance.unlimited else str(balance.available),
        ),
        (t.plain("console-person-free"), str(balance.allowance)),
        (t.plain("console-person-bought"), str(balance.bought)),
        (t.plain("console-person-held"), str(balance.held)),
    ]
