"""When nothing shall make a sound."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.person import PersonRepository
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.i18n import Texts
from handlers.account.settings import panel
from handlers.core.callback_data import ClockButton, QuietHoursButton
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import quiet_hours as views

_FURTHEST = 14 * 60
"""Minutes: no place's clock is further from UTC."""


def build() -> Router:
    """The router of the quiet hours' buttons."""
    router = Router(name="quiet_hours")
    router.callback_query.register(set_hours, QuietHoursButton.filter())
    router.callback_query.register(set_clock, ClockButton.filter())
    return router


async def set_hours(
    _: CallbackQuery,
    callback_data: QuietHoursButton,
    desk: Desk,
    stage: Stage,
    people: PersonRepository,
    texts: Texts,
) -> None:
    """Keep the hours, ask for the second one, or have none."""
    start, until = callback_data.start, callback_data.until
    if max(start, until) >= HOURS_PER_DAY:
        raise CardGone
    if start >= 0 and until < 0:
        await stage.answer()
        await stage.turn(views.until(desk.t, start))
        return
    person = replace(desk.person, quiet=QuietHours(start, until) if start >= 0 else None)
    await people.keep(person)
    await stage.answer(desk.t.plain("toast-saved"))
    await stage.turn(panel(desk, person, texts))


async def set_clock(
    _: CallbackQuery, callback_data: ClockButton, desk: Desk, stage: Stage, people: PersonRepository
) -> None:
    """Keep what time it is there; then the hours can be chosen."""
    if abs(callback_data.offset) > _FURTHEST:
        raise CardGone
    person = replace(desk.person, utc_offset=callback_data.offset)
    await people.keep(person)
    await stage.answer(desk.t.plain("toast-saved"))
    await stage.turn(views.hours(desk.t, person, desk.clock.now()))
