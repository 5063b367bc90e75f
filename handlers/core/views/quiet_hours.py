"""Quiet hours: which, and what time it is where the person lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.person import Person
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.i18n import Translator
from handlers.core.buttons.account import ClockButton, Page, QuietHoursButton, SettingsButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen

OFFERED = (QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 9))

FULL_HOURS = tuple(60 * hour for hour in range(-11, 13))
"""Minutes east of UTC. Further ones show the same time of another day, and for hours of the day that is the same."""

OTHER_HOURS = (-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
"""Where the clocks are half an hour or a quarter off: from the Marquesas to Chatham."""


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
    clock = inline_button(
        t.plain("button-clock", time=_clock(now, person.utc_offset or 0)), SettingsButton(page=Page.CLOCK)
    )
    back = inline_button(t.plain("button-back"), SettingsButton())
    return Screen(t("quiet-title"), keyboard([*[[one] for one in offered], [other], [none], [clock], [back]]))


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


def clock(t: Translator, now: datetime, *, other: bool) -> Screen:
    """What time it is there: Telegram does not tell."""
    buttons = [
        inline_button(_clock(now, offset), ClockButton(offset=offset))
        for offset in (OTHER_HOURS if other else FULL_HOURS)
    ]
    page = Page.CLOCK if other else Page.CLOCK_OTHER
    turn = inline_button(
        t.plain("button-clock-full" if other else "button-clock-other"),
        SettingsButton(page=page),
    )
    back = inline_button(t.plain("button-back"), SettingsButton())
    return Screen(t("clock-title"), keyboard([*grid(buttons, 4), [turn], [back]]))


def _clock(now: datetime, offset: int) -> str:
    return (now + timedelta(minutes=offset)).strftime("%H:%M")
