"""Quiet hours: which, and what time it is where the person lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.person import Person
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.i18n import Words
from handlers.core.callback_data import ClockTap, Page, QuietTap, SettingsTap
from handlers.core.keyboards import grid, keyboard, tap
from handlers.core.views.screen import Screen

OFFERED = (QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 9))

FULL_HOURS = tuple(60 * hour for hour in range(-11, 13))
"""Minutes east of UTC. Further ones show the same time of another day, and for hours of the day that is the same."""

OTHER_HOURS = (-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
"""Where the clocks are half an hour or a quarter off: from the Marquesas to Chatham."""


def span(words: Words, quiet: QuietHours | None) -> str:
    """`22:00–7:00`, or that there are none."""
    return f"{quiet.start}:00–{quiet.until}:00" if quiet else words.plain("value-quiet-none")


def hours(words: Words, person: Person, now: datetime) -> Screen:
    """Which hours are quiet, and the clock they go by."""
    offered = [
        tap(
            ("✓ " if person.quiet == one else "") + span(words, one),
            QuietTap(start=one.start, until=one.until),
        )
        for one in OFFERED
    ]
    own = person.quiet if person.quiet not in (None, *OFFERED) else None
    label = words.plain("button-quiet-own") if own is None else f"✓ {span(words, own)}"
    other = tap(label, SettingsTap(page=Page.QUIET_OWN))
    none = tap(("" if person.quiet else "✓ ") + words.plain("button-quiet-none"), QuietTap())
    clock = tap(
        words.plain("button-clock", time=_clock(now, person.utc_offset or 0)), SettingsTap(page=Page.CLOCK)
    )
    back = tap(words.plain("button-back"), SettingsTap())
    return Screen(
        words("quiet-title"), keyboard([*[[one] for one in offered], [other], [none], [clock], [back]])
    )


def start(words: Words) -> Screen:
    """From which hour on."""
    buttons = [tap(f"{hour}:00", QuietTap(start=hour)) for hour in range(HOURS_PER_DAY)]
    back = tap(words.plain("button-back"), SettingsTap(page=Page.QUIET))
    return Screen(words("quiet-from"), keyboard([*grid(buttons, 4), [back]]))


def until(words: Words, start: int) -> Screen:
    """Until which hour."""
    buttons = [
        tap(f"{hour}:00", QuietTap(start=start, until=hour)) for hour in range(HOURS_PER_DAY) if hour != start
    ]
    back = tap(words.plain("button-back"), SettingsTap(page=Page.QUIET_OWN))
    return Screen(words("quiet-until", time=f"{start}:00"), keyboard([*grid(buttons, 4), [back]]))


def clock(words: Words, now: datetime, *, other: bool) -> Screen:
    """What time it is there: Telegram does not tell."""
    buttons = [
        tap(_clock(now, offset), ClockTap(offset=offset)) for offset in (OTHER_HOURS if other else FULL_HOURS)
    ]
    page = Page.CLOCK if other else Page.CLOCK_OTHER
    turn = tap(
        words.plain("button-clock-full" if other else "button-clock-other"),
        SettingsTap(page=page),
    )
    back = tap(words.plain("button-back"), SettingsTap())
    return Screen(words("clock-title"), keyboard([*grid(buttons, 4), [turn], [back]]))


def _clock(now: datetime, offset: int) -> str:
    return (now + timedelta(minutes=offset)).strftime("%H:%M")
