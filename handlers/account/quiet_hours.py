"""When nothing shall make a sound."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.domain.time_zone import offset_at
from handlers.account.settings import panel
from handlers.core.buttons.account import ClockButton, QuietHoursButton, ZoneButton
from handlers.core.context import Context
from handlers.core.refusals import CardGone
from handlers.core.views import quiet_hours as views
from handlers.core.views.cities import CITIES

_FURTHEST = 14 * 60
"""Minutes: no place's clock is further from UTC."""


def build() -> Router:
    """The router of the quiet hours' buttons."""
    router = Router(name="quiet_hours")
    router.callback_query.register(set_hours, QuietHoursButton.filter())
    router.callback_query.register(set_clock, ClockButton.filter())
    router.callback_query.register(set_zone, ZoneButton.filter())
    return router


async def set_hours(_: CallbackQuery, callback_data: QuietHoursButton, ctx: Context) -> None:
    """Keep the hours, ask for the second one, or have none."""
    start, until = callback_data.start, callback_data.until
    if not all(hour is None or 0 <= hour < HOURS_PER_DAY for hour in (start, until)):
        raise CardGone
    if start is not None and until is None:
        await ctx.chat.answer_callback()
        await ctx.chat.replace(views.until(ctx.t, start))
        return
    hours = QuietHours(start, until) if start is not None and until is not None else None
    person = replace(ctx.person, quiet=hours)
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(panel(ctx, person))


async def set_clock(_: CallbackQuery, callback_data: ClockButton, ctx: Context) -> None:
    """Keep how far from UTC the clock is, all year; then the hours can be chosen."""
    if abs(callback_data.offset) > _FURTHEST:
        raise CardGone
    person = replace(ctx.person, utc_offset=callback_data.offset, time_zone="")
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(views.hours(ctx.t, person, ctx.clock.now()))


async def set_zone(_: CallbackQuery, callback_data: ZoneButton, ctx: Context) -> None:
    """Keep the zone that the clock follows; then the hours can be chosen."""
    offset = offset_at(callback_data.zone, ctx.clock.now()) if callback_data.zone in CITIES else None
    if offset is None:
        raise CardGone
    person = replace(ctx.person, utc_offset=offset, time_zone=callback_data.zone)
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(views.hours(ctx.t, person, ctx.clock.now()))
