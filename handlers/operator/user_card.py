"""The card of one person, for the operator who looks."""

from __future__ import annotations

from bot.domain.staff import Act
from bot.people.person_record import PersonRecords
from bot.staff.staff import Staff
from handlers.core.context import Context
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.operator import user_views as views


async def user_card(ctx: Context, staff: Staff, person_records: PersonRecords, person_id: int) -> Screen:
    """What their role lets them see. Raises PersonUnknown."""
    operator = ctx.person.id
    sees = views.Sees(
        stars=staff.may(operator, Act.STARS),
        log=staff.may(operator, Act.LOG),
        credits=staff.may(operator, Act.GRANT),
    )
    record = await person_records.read(person_id, with_payments=sees.stars)
    ids = {note.by_id for note in record.facts.notes}
    names = {one: await NamedPerson.of(one, ctx.user.people) for one in ids}
    return views.user(ctx.t, record, names, sees, ctx.catalog.title)
