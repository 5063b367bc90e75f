"""People as operators tell them apart: name, @name and id, never a number alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from bot.domain.person import Person, PersonRepository
from bot.domain.person_name import shown_name
from bot.i18n import Html, Translator
from handlers.core.views.screen import cut

_NAME_SHOWN: Final = 32


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as operators see them.

    Attributes:
        id: Telegram's; None when it is not kept any more.
        name, username: as last seen; empty for who is not known.
    """

    id: int | None
    name: str = ""
    username: str = ""

    @classmethod
    def like(cls, person: Person) -> Self:
        """A person who is known."""
        return cls(person.id, person.name, person.username)

    @classmethod
    async def of(cls, person_id: int | None, people: PersonRepository) -> Self:
        """What is known of them."""
        person = await people.person(person_id) if person_id is not None else None
        return cls.like(person) if person is not None else cls(person_id)

    def shown(self, t: Translator) -> Html:
        """Name, @name and id, as far as they are known."""
        if self.id is None:
            return t("person-forgotten")
        called = [self._name or t.plain("person-nameless"), f"@{self.username}" if self.username else ""]
        return t("person-named", name=", ".join(filter(None, called)), id=str(self.id))

    def label(self, t: Translator) -> str:
        """What they are called where there is little room, such as on a button."""
        if self.id is None:
            return t.plain("person-forgotten")
        return self._name or (f"@{self.username}" if self.username else t.plain("person-nameless"))

    @property
    def _name(self) -> str:
        return shown_name(cut(self.name, _NAME_SHOWN))
