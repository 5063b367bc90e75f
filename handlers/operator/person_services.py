"""What the card of one person is made of, and what is done from it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.groups.administration import GroupAdministration
from bot.people.person_data import PersonData
from bot.people.person_record import PersonRecords
from bot.staff.confirmations import Confirmations
from bot.staff.person_contacts import PersonContacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonServices:
    """The use cases behind the buttons of /user.

    Attributes:
        records: what is known of a person.
        contacts: notes, and messages from the operators.
        data: all that is stored of a person.
        confirmations: what operators are asked about once more.
        groups: where credits are given in a group's name.
    """

    records: PersonRecords
    contacts: PersonContacts
    data: PersonData
    confirmations: Confirmations
    groups: GroupAdministration
