"""What operators do for one person from the page of theirs: the acts of `/user`, each by its use case, each once a form."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from bot.console.pages.person import PERSON, called
from bot.console.pages.refused import said
from bot.console.sent_forms import FormSentBefore, SentForms
from bot.console.visit import Answer, Download, GoneTo, Page, Visit, row_number
from bot.domain.person import Person, PersonRepository
from bot.domain.staff import LONGEST_REASON, Act
from bot.errors import AlreadyDone, DeliveryPostponed
from bot.ledger.entries import LARGEST_AMOUNT
from bot.people.balance import Balances
from bot.people.person_data import PersonData
from bot.staff.person_contacts import LONGEST_MESSAGE, PersonContacts
from bot.staff.person_notifier import PersonNotifier
from bot.staff.refusals import MessageUnconfirmed
from bot.staff.staff import Staff

_GIVE, _TAKE = "give", "take"


class PersonActs:
    """The forms of a person's page.

    Args:
        people: who is known.
        staff: who may not be blocked, and who is asked once more.
        balances: gives, takes and blocks.
        contacts: notes, and messages from the operators.
        data: all that is stored of a person.
        notifier: the person reads what was changed.
        forms: each counts once.
    """

    def __init__(
        self,
        people: PersonRepository,
        staff: Staff,
        balances: Balances,
        contacts: PersonContacts,
        data: PersonData,
        notifier: PersonNotifier,
        forms: SentForms,
    ) -> None:
        self._people = people
        self._staff = staff
        self._balances = balances
        self._contacts = contacts
        self._data = data
        self._notifier = notifier
        self._forms = forms

    def pages(self) -> Sequence[Page]:
        """One address for each act; there is nothing to look at."""

        def page(name: str, act: Act, change: Callable[[Visit, Person], Awaitable[Answer | None]]) -> Page:
            return Page(path=f"{PERSON}/{name}", act=act, change=self._known(change), section="people")

        return [
            page("credits", Act.GRANT, self.credits),
            page("note", Act.NOTE, self.note),
            page("message", Act.MESSAGE, self.message),
            page("block", Act.BLOCK, self.block),
            page("unblock", Act.BLOCK, self.unblock),
            page("data", Act.DATA, self.data),
        ]

    def _known(
        self, change: Callable[[Visit, Person], Awaitable[Answer | None]]
    ) -> Callable[[Visit], Awaitable[Answer | None]]:
        async def changed(visit: Visit) -> Answer | None:
            person = await self._people.person(int(visit.arguments["id"]))
            return await change(visit, person) if person is not None else None

        return changed

    async def credits(self, visit: Visit, person: Person) -> Answer | None:
        """Give or take some; more than the operator's role gives freely after a question. Raises NothingToTakeBack."""
        do, amount = visit.form.get("do"), row_number(visit.form.get("amount", ""))
        if do not in {_GIVE, _TAKE}:
            return None
        if amount is None or not 0 < amount <= LARGEST_AMOUNT:
            return said(visit, visit.t.plain("console-person-no-amount"))
        reason = _line(visit, "reason")
        if self._staff.asks_about(visit.person_id, amount) and not visit.is_sure:
            question = visit.t.plain(
                "console-person-give-question" if do == _GIVE else "console-person-take-question",
                amount=amount,
                name=called(visit.t, person),
            )
            return self._ask(visit, person, "credits", question, do=do, amount=str(amount), reason=reason)
        change = amount if do == _GIVE else -amount

        async def act(key: str) -> Answer:
            try:
                balance = await self._balances.grant(
                    person.id,
                    change,
                    operation_key=f"grant:console:{visit.person_id}:{person.id}:{key}",
                    granted_by=visit.person_id,
                    reason=reason,
                )
            except AlreadyDone:
                raise FormSentBefore from None
            if person.id != visit.person_id:
                await self._notifier.credits_changed(person.id, change, balance, reason)
            return _done(person, "given" if do == _GIVE else "taken")

        return await self._forms.once(visit, act)

    async def note(self, visit: Visit, person: Person) -> Answer | None:
        """Write one down."""
        words = _text(visit, "words")
        if not words:
            return said(visit, visit.t.plain("console-person-no-words"))

        async def act(_: str) -> Answer:
            await self._contacts.note(person.id, words, by=visit.person_id)
            return _done(person, "note")

        return await self._forms.once(visit, act)

    async def message(self, visit: Visit, person: Person) -> Answer | None:
        """Write to them; it is looked at first. Raises MessagesUsedUp, PersonNotReached, MessageUnconfirmed."""
        words = _text(visit, "words")[:LONGEST_MESSAGE]
        if not words:
            return said(visit, visit.t.plain("console-person-no-words"))
        if not visit.is_sure:
            question = visit.t.plain("console-person-message-question", name=called(visit.t, person))
            return self._ask(visit, person, "message", question, words=words)

        async def deliver() -> bool:
            try:
                return await self._notifier.message(person.id, words)
            except DeliveryPostponed:
                raise MessageUnconfirmed from None

        async def act(_: str) -> Answer:
            await self._contacts.send(person.id, words, by=visit.person_id, deliver=deliver)
            return _done(person, "message")

        return await self._forms.once(visit, act)

    async def block(self, visit: Visit, person: Person) -> Answer | None:
        """Bar them, after a question. Raises HasRole."""
        self._staff.require_no_role(person.id)
        reason = _line(visit, "reason")
        if not visit.is_sure:
            question = visit.t.plain("console-person-block-question", name=called(visit.t, person))
            return self._ask(visit, person, "block", question, reason=reason)

        async def act(_: str) -> Answer:
            self._staff.require_no_role(person.id)
            stopped = await self._balances.set_blocked(
                person.id, blocked=True, by=visit.person_id, reason=reason
            )
            await self._notifier.blocked(person.id, reason)
            return _done(person, "block", stopped)

        return await self._forms.once(visit, act)

    async def unblock(self, visit: Visit, person: Person) -> Answer | None:
        """Let them in again."""

        async def act(_: str) -> Answer:
            await self._balances.set_blocked(person.id, blocked=False, by=visit.person_id)
            await self._notifier.unblocked(person.id)
            return _done(person, "unblock")

        return await self._forms.once(visit, act)

    async def data(self, visit: Visit, person: Person) -> Answer:
        """All that is stored of them as a file; sums of Stars for who may see the bot's."""
        if not self._data.may_ask(visit.person_id, of=person.id):
            return said(visit, visit.t.plain("my-data-later"))
        self._data.count(visit.person_id, of=person.id)
        await self._contacts.note_reading(person.id, by=visit.person_id)
        content = self._parts(person.id, with_payments=visit.may(Act.STARS))
        return Download(name=f"data-{person.id}.json", content=content, kind="application/json")

    async def _parts(self, person_id: int, *, with_payments: bool) -> AsyncIterator[bytes]:
        """One file as the person gets it with `/mydata`; where those are several, a list of them."""
        part = await self._data.part(person_id, with_payments=with_payments)
        is_list = part.next is not None
        if is_list:
            yield b"[\n"
        yield part.content
        while part.next is not None:
            part = await self._data.part(
                person_id, number=part.number + 1, place=part.next, with_payments=with_payments
            )
            yield b",\n" + part.content
        if is_list:
            yield b"]\n"

    def _ask(self, visit: Visit, person: Person, path: str, question: str, **fields: str) -> Answer:
        back = _path(person)
        return visit.ask(question, f"{back}/{path}", back=back, key=visit.form.get("key", ""), **fields)


def _path(person: Person) -> str:
    return f"/people/{person.id}"


def _done(person: Person, what: str, ended: int = 0) -> GoneTo:
    return GoneTo(path=f"{_path(person)}?done={what}" + (f"&ended={ended}" if ended else ""))


def _text(visit: Visit, name: str) -> str:
    """What was written, with its lines."""
    return visit.form.get(name, "").replace("\r\n", "\n").strip()


def _line(visit: Visit, name: str) -> str:
    return " ".join(visit.form.get(name, "").split())[:LONGEST_REASON]
