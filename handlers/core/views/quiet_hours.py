"""Quiet hours: which, and what time it is where the person lives."""

from __future__ import annotations

from datetime import datetime

from bot.domain.person import Person
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.domain.time_zone import offset_at
from bot.i18n import Translator
from handlers.core.buttons.account import ClockButton, Page, QuietHoursButton, SettingsButton, ZoneButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.cities import CITIES, city_key, suggested
from handlers.core.views.clock_text import clock, time_there
from handlers.core.views.screen import Screen

OFFERED = (QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 9))

FULL_HOURS = tuple(60 * hour for hour in range(-11, 13))
"""Minutes east of UTC. Further ones show the same time of another day, and for hours of the day that is the same."""

OTHER_HOURS = (-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
"""Where the clocks are half an hour or a quarter off: from the Marquesas to Chatham."""

ALL_OFFSETS = tuple(sorted({*FULL_HOURS, *OTHER_HOURS, -720, 780, 840}))
"""Every distance from UTC that a place keeps."""


def span(t: Translator, quiet: QuietHours | None) -> str:
    """`22:00–7:00`, or that there are none."""
    return f"{quiet.start}:00–{quiet.until}:00" if quiet else t.plain("value-quiet-none")


def hours(t: Translator, person: Person, now: datetime) -> Screen:
    """Which hours are quiet, and the clock they go by."""
    offered = [
        inline_button(
            ("✓ " if person.quiet == one else "") + span(t, one),
            QuietHoursButton(start=one.start, until=one.until),
        )
        for one in OFFERED
    ]
    own = person.quiet if person.quiet not in (None, *OFFERED) else None
    label = t.plain("button-quiet-own") if own is None else f"✓ {span(t, own)}"
    other = inline_button(label, SettingsButton(page=Page.QUIET_OWN))
    none = inline_button(("" if person.quiet else "✓ ") + t.plain("button-quiet-none"), QuietHoursButton())
    offset = person.offset_at(now)
    city = t.plain(city_key(person.time_zone)) if person.time_zone in CITIES else clock(offset)
    place = t.plain("button-place", place=f"🕰 {city}", time=time_there(now, offset))
    there = inline_button(place, SettingsButton(page=Page.CLOCK))
    back = inline_button(t.plain("button-back"), SettingsButton())
    return Screen(t("quiet-title"), keyboard([*[[one] for one in offered], [other], [none], [there], [back]]))


def start(t: Translator) -> Screen:
    """From which hour on."""
    buttons = [inline_button(f"{hour}:00", QuietHoursButton(start=hour)) for hour in range(HOURS_PER_DAY)]
    back = inline_button(t.plain("button-back"), SettingsButton(page=Page.QUIET))
    return Screen(t("quiet-from"), keyboard([*grid(buttons, 4), [back]]))


def until(t: Translator, start: int) -> Screen:
    """Until which hour."""
    buttons = [
        inline_button(f"{hour}:00", QuietHoursButton(start=start, until=hour))
        for hour in range(HOURS_PER_DAY)
        if hour != start
    ]
    back = inline_button(t.plain("button-back"), SettingsButton(page=Page.QUIET_OWN))
    return Screen(t("quiet-until", time=f"{start}:00"), keyboard([*grid(buttons, 4), [back]]))


def cities(t: Translator, now: datetime, language: str) -> Screen:
    """In which city it is as late as where the person lives: Telegram does not tell. The likeliest stands alone.

    On a machine without time zones only the distances from UTC are offered.
    """
    there = [(zone, offset_at(zone, now)) for zone in suggested(language)]
    buttons = [
        inline_button(
            t.plain("button-place", place=t.plain(city_key(zone)), time=time_there(now, offset)),
            ZoneButton(zone=zone),
        )
        for zone, offset in there
        if offset is not None
    ]
    if not buttons:
        return offsets(t)
    other = inline_button(t.plain("button-zone-other"), SettingsButton(page=Page.CLOCK_OTHER))
    back = inline_button(t.plain("button-back"), SettingsButton())
    return Screen(t("clock-title"), keyboard([buttons[:1], *grid(buttons[1:], 2), [other], [back]]))


def offsets(t: Translator) -> Screen:
    """How far the clock is from UTC."""
    buttons = [inline_button(clock(offset), ClockButton(offset=offset)) for offset in ALL_OFFSETS]
    back = inline_button(t.plain("button-back"), SettingsButton())
    return Screen(t("clock-title-offset"), keyboard([*grid(buttons, 3), [back]]))
