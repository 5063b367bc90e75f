"""When nothing shall make a sound."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery

from bot.domain.person import Person
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.domain.time_zone import FURTHEST, named_offset, named_zone, offset_at
from handlers.account.settings import panel
from handlers.core.buttons.account import ClockButton, QuietHoursButton, ZoneButton
from handlers.core.context import Context
from handlers.core.filters import HasWords, Private
from handlers.core.fsm_states import SettingsStates, clear_state
from handlers.core.refusals import CardGone
from handlers.core.views import quiet_hours as views
from handlers.core.views.cities import CITIES, city_key


def build() -> Router:
    """The router of the quiet hours' buttons."""
    router = Router(name="quiet_hours")
    router.callback_query.register(set_hours, QuietHoursButton.filter())
    router.callback_query.register(set_clock, ClockButton.filter())
    router.callback_query.register(set_zone, ZoneButton.filter())
    router.message.register(take_place, Private(), HasWords(), StateFilter(SettingsStates.time_zone))
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
    if abs(callback_data.offset) > FURTHEST:
        raise CardGone
    await clear_state(ctx.state)
    person = await _keep(ctx, callback_data.offset)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(views.hours(ctx.t, person, ctx.clock.now()))


async def set_zone(_: CallbackQuery, callback_data: ZoneButton, ctx: Context) -> None:
    """Keep the zone that the clock follows; then the hours can be chosen."""
    offset = offset_at(callback_data.zone, ctx.clock.now()) if callback_data.zone in CITIES else None
    if offset is None:
        raise CardGone
    await clear_state(ctx.state)
    person = await _keep(ctx, offset, callback_data.zone)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(views.hours(ctx.t, person, ctx.clock.now()))


async def take_place(_: object, prompt: str, ctx: Context) -> None:
    """A city or an offset that was typed; what is neither is asked for again."""
    now = ctx.clock.now()
    zone = _offered(prompt, ctx) or named_zone(prompt)
    offset = named_offset(prompt) if zone is None else offset_at(zone, now)
    if offset is None:
        await ctx.chat.send(views.cities(ctx.t, now, ctx.person.language or ctx.person.telegram_language))
        return
    await clear_state(ctx.state)
    await ctx.chat.send(views.hours(ctx.t, await _keep(ctx, offset, zone or ""), now))


def _offered(said: str, ctx: Context) -> str | None:
    """The zone of a city as a button names it, in any of the bot's languages."""
    named = said.strip().casefold()
    texts = ctx.user.texts
    return next(
        (
            zone
            for language in texts.languages
            for zone in sorted(CITIES)
            if texts.speaking(language).plain(city_key(zone)).casefold() == named
        ),
        None,
    )


async def _keep(ctx: Context, offset: int, zone: str = "") -> Person:
    """The person with this clock, written down."""
    person = replace(ctx.person, utc_offset=offset, time_zone=zone)
    await ctx.user.people.keep(person)
    return person
